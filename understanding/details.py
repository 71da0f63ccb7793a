"""The contact details a customer types: e-mail, telephone, VAT number, exactly as typed."""

import re
from functools import lru_cache

import phonenumbers
from stdnum.eu import vat

from understanding.mention import Mention, outside

_EMAIL = re.compile(
    r"[a-z0-9][\w.+'-]*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}"
)
_SPOKEN_EMAIL = re.compile(
    r"\b([\w.-]+) (?:chiocciola|arobase|arobas|at) ([a-z0-9-]+) (?:punto|point|dot) ([a-z]{2,})\b"
)
_PHONE = re.compile(r"(?<![\w@./-])(?:\+|00)?\(?\d(?:[ ().\-/]{0,2}\d){6,14}(?![\w@]|[-/.]\d)")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})|\d{4}-\d{2}-\d{2}")
_PHONE_WORD = re.compile(
    r"\b(?:tel|telephone|telefono|telef|portable|mobile|cellulare|cell|natel|fixe|fisso|phone|"
    r"numero|appel\w*|chiam\w*|joindre)\b"
)
_REGIONS = ("FR", "IT", "BE", "CH", "CA")
_VAT = re.compile(
    r"(?<![\w@.])(?:"
    r"fr ?[a-z0-9]{2}(?: ?\d{3}){3}|it ?\d{11}|be ?[01]?\d{3}[ .]?\d{3}[ .]?\d{3}|"
    r"che ?-? ?\d{3}[ .]?\d{3}[ .]?\d{3}(?: (?:tva|iva|mwst))?|lu ?\d{8}|de ?\d{9}|"
    r"at ?u\d{8}|es ?[a-z0-9]\d{7}[a-z0-9]|\d{9} ?rt ?\d{4})(?![\w@])"
)
_FOREIGN_VAT = re.compile(r"(?<![\w@.])[a-z]{2}[0-9][0-9a-z]{7,12}(?![\w@])")
_BARE_VAT = re.compile(r"(?<![\w@.+])\d{11}(?![\w@])")
_ANNOUNCED_VAT = re.compile(
    r"\b(?:tva|iva|vat|p\.? ?iva|"
    r"piva)\b[^\d@\n]{0,25}?((?:[a-z]{2,3})?[ -]?\d[\d. -]{6,14}\d)(?![\w@])"
)


def find_emails(text: str, folded: str) -> list[Mention]:
    """Addresses with their sign, and those dictated ("chiocciola", "arobase")."""
    typed = [
        Mention(
            entity="email", value=text[slice(*found.span())], start=found.start(), end=found.end()
        )
        for found in _EMAIL.finditer(folded)
    ]
    dictated = [
        Mention(
            entity="email",
            value=f"{found[1]}@{found[2]}.{found[3]}",
            start=found.start(),
            end=found.end(),
        )
        for found in _SPOKEN_EMAIL.finditer(folded)
    ]
    return typed + dictated


def find_vat_numbers(text: str, folded: str) -> list[Mention]:
    """Everything in the form of a VAT number; whether it exists is checked afterwards."""
    spans = [found.span() for found in _VAT.finditer(folded)]
    spans += [found.span(1) for found in _ANNOUNCED_VAT.finditer(folded)]
    spans += [
        found.span() for found in _FOREIGN_VAT.finditer(folded) if vat.is_valid(found.group())
    ]
    if not _PHONE_WORD.search(folded.replace("numero de tva", "").replace("numero iva", "")):
        spans += [found.span() for found in _BARE_VAT.finditer(folded)]
    mentions: list[Mention] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        if outside(mentions, start, end):
            value = text[start:end].strip()
            start = end - len(text[start:end].lstrip())
            mentions.append(Mention(entity="vat_number", value=value, start=start, end=end))
    return sorted(mentions, key=lambda mention: mention.start)


def find_phones(text: str, folded: str, taken: list[Mention]) -> list[Mention]:
    """Numbers that can be dialled in one of our countries, outside what is `taken`."""
    announced = _PHONE_WORD.search(folded) is not None
    mentions = []
    for found in _PHONE.finditer(folded):
        typed = text[slice(*found.span())].strip()
        if not outside(taken, *found.span()) or _DATE.fullmatch(typed):
            continue
        alone = not folded[: found.start()].strip() and not folded[found.end() :].strip(" .!")
        if _can_be_dialled(typed, announced or alone):
            mentions.append(
                Mention(entity="phone", value=typed, start=found.start(), end=found.end())
            )
    return mentions


@lru_cache(maxsize=256)
def _can_be_dialled(typed: str, expected: bool) -> bool:
    """Valid somewhere; merely possible is enough for a number that was expected."""
    if typed.startswith("00"):
        typed = "+" + typed[2:]
    for region in _REGIONS:
        try:
            number = phonenumbers.parse(typed, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
        if (expected or typed.startswith("+")) and phonenumbers.is_possible_number(number):
            return True
    return False
