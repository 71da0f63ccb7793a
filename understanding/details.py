"""The contact details a customer types: e-mail, telephone, VAT number, exactly as typed."""

import re
from functools import lru_cache

import phonenumbers
from stdnum.eu import vat

from understanding.mention import Mention, outside

_EMAIL = re.compile(
    r"[a-z0-9][\w.+'-]*@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9-]+)*\.[a-z]{2,}"
)
_DOT = r"(?:punto|point|dot)"
_HYPHEN = r"(?:tiret|trattino|tratto)"
_UNDERSCORE = r"(?:tiret du bas|underscore|trattino basso)"
_JOINT = rf"(?:{_DOT}|{_UNDERSCORE}|{_HYPHEN})"
_SPOKEN_EMAIL = re.compile(
    rf"(?<![\w.-])((?:[\w.-]+ {_JOINT} )*[\w.-]+) ?(?:\(at\)|\[at\]|(?<= )(?:chiocciola|"
    rf"arobas?e?|at)"
    rf"(?= )) ?((?:[\w-]+ {_JOINT} )*[a-z0-9-]+(?: {_DOT} |\.)[a-z]{{2,}})\b"
)
_DIGIT_WORDS = {
    word: str(digit)
    for words in ("zero un deux trois quatre cinq six sept huit neuf",
                  "zero uno due tre quattro cinque sei sette otto nove")
    for digit, word in enumerate(words.split())
}  # fmt: skip
_ONE_BY_ONE = rf"(?:{'|'.join(sorted(_DIGIT_WORDS, key=len, reverse=True))})"
_DICTATED_PHONE = re.compile(rf"\b{_ONE_BY_ONE}(?:[ ,-]+{_ONE_BY_ONE}){{7,13}}\b")
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
            value=f"{_joined(found[1])}@{_joined(found[2])}",
            start=found.start(),
            end=found.end(),
        )
        for found in _SPOKEN_EMAIL.finditer(folded)
    ]
    return typed + [one for one in dictated if outside(typed, one.start, one.end)]


def _joined(dictated: str) -> str:
    """The signs for their names."""
    for name, sign in ((_UNDERSCORE, "_"), (_HYPHEN, "-"), (_DOT, ".")):
        dictated = re.sub(rf" {name} ", sign, dictated)
    return dictated


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
    mentions = [
        Mention(entity="phone", value=_in_digits(one.group()), start=one.start(), end=one.end())
        for one in _DICTATED_PHONE.finditer(folded)
    ]
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


def _in_digits(dictated: str) -> str:
    return "".join(_DIGIT_WORDS[word] for word in re.findall(r"[a-z]+", dictated))


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
