"""Postal addresses, where a customer clearly gives one."""

import re

from understanding.mention import Mention
from understanding.streets import AT_AN_ADDRESS, NAMED, NO_STREET, NUMBERED

_UNIT = (
    r"(?:(?:bat(?:iment)?|bte|boite|scala|int(?:erno)?\.?|lot|case postale|cp|cap|etage|piano|"
    r"porte|citofono|capannone|palazzina|appartement|appt|app\.|escalier|interno) ?"
    r"(?:[a-z]?\d+[a-z]?|[a-z])(?!\w)|citofono [a-z]+ [a-z]+|provincia di [a-z]+|"
    r"(?:premier|deuxieme|troisieme|primo|secondo|terzo|quarto|\d+(?:er|e|eme|\u00b0)) "
    r"(?:etage|piano|cortile)(?: (?:porte |a )?(?:gauche|droite|sinistra|destra))?|"
    r"(?:qc )?[a-z]\d[a-z] ?\d[a-z]\d)"
)
_POSTCODE = r"(?:[a-z]{1,2}-)?\d{4,5}(?!\d)"
_MORE = re.compile(
    rf"(?:,? ?- ?|, ?| a | |\n)(?:{_UNIT}|{_POSTCODE})(?:,? n\. ?\d+)?(?: ?\([a-z]{{2}}\))?"
)
_SEPARATOR = re.compile(r", ?(?:a |\u00e0 )?| a | - |\n| ")
_CAPITALS = re.compile(
    r"[A-Z\u00c0-\u00dd][^\W\d]['\w-]*(?:[ -](?:(?:de|du|des|la|le|les|di|del|della|sur|en|"
    r"sous)[ -])*"
    r"[A-Z\u00c0-\u00dd][^\W\d]['\w-]*(?<!\d))*(?: ?\([A-Z]{2}\))?"
)
_SMALL_TOWN = re.compile(
    r"(?!(?:et|e|pas|svp|stp|merci|grazie|per|pour|s'il|maintenant|adesso|ora|au|non|invece|"
    r"depuis|"
    r"x|c'est|c|est|svp|sono|le|la|il|mettez|prima|avant)\b)[a-z][a-z'-]+(?: [a-z][a-z'-]+)?"
    r"(?=(?: (?:svp|stp|merci|grazie|per favore|s'il vous plait))?[ .!]*$)"
)
_TOWN_FIRST = re.compile(r"^(?:il cap |nr\. )?((?:\d{4,5},? )?[a-z][a-z-]+, )$")
_TAIL = re.compile(
    r"[ ,.]*(?: (?:et|e|pas|svp|stp|merci|grazie|per|pour|s'il|maintenant|adesso|ora|au lieu|non|"
    r"invece|depuis|qu'est|x|prima|avant)\b.*)$"
)
_ANNOUNCED = re.compile(
    r"\b(?:adresse|indirizzo|sede|adress|addresse)(?: (?:de facturation|postale|di fatturazione|"
    r"complete|completo|exacte|est|correct[ea]?|nouvelle|nuovo))*"
    r"(?: ?: ?| (?:est|e|c'est|sera|sara|devient|diventa) (?:desormais |maintenant |ora |le |la |"
    r"au )?)(?!faux|fausse|erron|incorrect|sbagliat|errat|vecchi|celle|quell|celui|toujours|"
    r"encore|ancora|mal)(?=[^@\n]*\d)([^@\n;]{6,120})"
)
_WRITTEN_WRONG = re.compile(r"\b(?:c'e scritto|est ecrit|avete scritto|indique)\b")
_LEFT_BEHIND = re.compile(
    r"\b(?:pas|invece d[ie]|au lieu d[eu]|plutot que|prima(?: \w+)? in|prima(?: \w+)?|"
    r"avant(?: c'etait)?|"
    r"n'est plus|non siamo piu in|non(?: in)?|attuali:|ancora|encore|toujours|c'e scritto|ou|"
    r"o(?: in)?|\d ou|quitt\w+|lasci\w+)"
    r"(?: la)? $"
)


def find_addresses(text: str, folded: str) -> list[Mention]:
    """The address given: a street, with postcode and town if they follow, or what is announced."""
    numbered = [
        (found.start(), found.start() + len(found.group().rstrip()))
        for found in NUMBERED.finditer(folded)
    ]
    wanted = _wanted(folded, numbered) or _wanted(folded, _named(text, folded))
    if wanted is not None:
        start, end = wanted
        return [_address(text, folded, _with_town_before(text, folded, start), end)]
    announced = _ANNOUNCED.search(folded)
    if announced is not None:
        return [_address(text, folded, announced.start(1), announced.end(1), given=True)]
    return []


def _wanted(folded: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Of several the last that is not left behind."""
    kept = [span for span in spans if not _LEFT_BEHIND.search(folded[: span[0]])]
    if kept:
        return kept[-1]
    corrected = _WRITTEN_WRONG.search(folded) is not None
    return spans[-1] if spans and (len(spans) == 1 or corrected) else None


def _named(text: str, folded: str) -> list[tuple[int, int]]:
    if AT_AN_ADDRESS.search(folded) is None and not folded.lstrip().startswith(("via ", "rue ")):
        return []
    return [
        found.span()
        for found in NAMED.finditer(text)
        if not NO_STREET.match(folded[found.start() :].split(" ", 1)[-1])
    ]


def _with_town_before(text: str, folded: str, start: int) -> int:
    first = _TOWN_FIRST.match(folded[:start])
    if first is None or not text[first.start(1)].isupper() | text[first.start(1)].isdecimal():
        return start
    return first.start(1)


def _address(text: str, folded: str, start: int, end: int, *, given: bool = False) -> Mention:
    tail = _TAIL.search(folded[start:end])
    if tail is not None:
        end = start + tail.start()
    elif not given:
        end = _end_of_address(text, folded, start, end)
    value = text[start:end].rstrip(" ,.;!?\n")
    return Mention(entity="address", value=value, start=start, end=start + len(value))


def _end_of_address(text: str, folded: str, start: int, end: int) -> int:
    """After the flat, the postcode and the town that follow, whatever their order."""
    small = text[start:end].islower()
    while (further := _next_part(text, folded, end, small)) is not None:
        end = further
    return end


def _next_part(text: str, folded: str, end: int, small: bool) -> int | None:
    more = _MORE.match(folded, end)
    if more is not None:
        return more.end()
    separator = _SEPARATOR.match(folded, end)
    if separator is None:
        return None
    town = _CAPITALS.match(text, separator.end())
    if town is None and small:
        town = _SMALL_TOWN.match(folded, separator.end())
    return town.end() if town else None
