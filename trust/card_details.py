"""Security codes and expiry months: short numbers that only the words around them give away."""

import re
from collections.abc import Iterator

from trust.folding import SIGNS, Span, blanked

CARD, EXPIRED = SIGNS["card"], SIGNS["expiry"]

NOT_AN_AMOUNT = (
    r"(?![0-9]|[.,/:-][0-9])"
    r"(?! ?(?:[€$£%]|eur|chf|jour|giorn|mois|mes[ei]|an[ns]|licen|utilisateur|utent|post[io]))"
)
GAP = r"(?:(?!\[\.{4})[^0-9?!])"  # never across what an earlier redaction masked
CODE = rf"(?:[0-9]{{3,4}}|[0-9](?:[ .-][0-9]){{2,3}}){NOT_AN_AMOUNT}"
CODE_NAME = (
    r"(?<![a-z])(?:c\W?v\W?[vcn]2?|csc|crypto(?:gramme)?(?: visuel)?|crittogramma"
    r"|(?:code|numero) (?:de )?(?:securite|verification|controle|cv[vc]2?)"
    r"|(?:codice|numero) (?:di )?(?:sicurezza|verifica|controllo|cv[vc]2?)"
    r"|(?:chiffres?|cifre|numer[io]|codice|code) (?:[a-z]+ ){0,2}(?:dos|verso|retro|dietro))"
    r"(?![a-z])"
)
IS_MY = r"(?:(?:c'? ?est|est|e|sarebbe|comme|come|pour|per|mon|le|ma|la|il|mio|l|de|du)\b\W{0,2})"
CVV = re.compile(
    rf"{CODE_NAME}{GAP}{{0,40}}?(?P<after>{CODE})"
    rf"|(?<![0-9])(?<![0-9][./-])(?P<before>{CODE})\W{{0,3}}{IS_MY}{{0,4}}{CODE_NAME}"
    r"(?![^0-9a-z?!]{0,5}(?:[0-9]|\[\.{4}))"  # the code follows, or its mask does
    rf"|{CARD}(?:\W{{0,3}}{EXPIRED}+)?\W{{0,5}}(?P<beside>{CODE})"
)

MONTH = "(?:0?[1-9]|1[0-2])"
YEAR = rf"(?:20)?[23][0-9]{NOT_AN_AMOUNT}"
LOOSE = rf"(?<![0-9])(?<![0-9][./-]){MONTH}\s?[/-]\s?{YEAR}"
TIGHT = rf"(?:{MONTH}\s?[./-]\s?|{MONTH}\s|(?:0[1-9]|1[0-2])){YEAR}"
ENDS = (
    r"(?<![a-z])(?:exp(?:ir[a-z]*|iry)?|scad[a-z]*|vali(?:de|da|do|dite|dita)|valable|thru"
    r"|perime[a-z]*|mm ?/ ?(?:aa|yy)(?:aa|yy)?)(?![a-z])"
)
EXPIRY = re.compile(
    rf"{ENDS}(?:{GAP}{{0,30}}?(?P<after>{LOOSE})|[ .:=]{{0,3}}(?P<tight>{TIGHT}))"
    rf"|{CARD}(?:\W{{1,5}}[0-9]{{3,4}}\W{{1,5}}|[^0-9?!]{{0,25}}?)(?P<beside>{LOOSE})"
    rf"|{CARD}\W{{1,3}}(?P<touching>{TIGHT})"
    rf"|(?P<before>{LOOSE})[^0-9?!]{{0,25}}?{CARD}"
)


def card_details(folded: str) -> list[Span]:
    """Every expiry month and security code in a folded text whose cards are blanked."""
    expiries = list(_named(EXPIRY, folded, "expiry"))
    return [*expiries, *_named(CVV, blanked(folded, expiries), "cvv")]


def _named(pattern: re.Pattern[str], folded: str, kind: str) -> Iterator[Span]:
    for match in pattern.finditer(folded):
        start, end = match.span(match.lastgroup or 0)
        yield Span(start, end, kind)
