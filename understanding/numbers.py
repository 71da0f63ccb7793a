"""Whole numbers in digits or in words, French (also of Belgium and Switzerland) and Italian."""

import re
from dataclasses import dataclass
from functools import lru_cache

from understanding.folding import listed, words

_FR_UNITS = listed(
    "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf"
)
_FR_TENS = {
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
_IT_UNITS = listed(
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
    "quindici sedici diciassette diciotto diciannove"
)
_IT_TENS = (
    "venti",
    "trenta",
    "quaranta",
    "cinquanta",
    "sessanta",
    "settanta",
    "ottanta",
    "novanta",
)
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "centaine": 100, "decina": 10, "dozzina": 12,
    "ventina": 20, "trentina": 30, "quarantina": 40, "cinquantina": 50, "centinaio": 100,
}  # fmt: skip
_LONGEST = 6
_DIGITS = re.compile(
    r"(?<![\w@,/:])(?<!\d[.'-])(\d{1,3}(?:[ .']\d{3})+(?!\d)|\d+)(?![.,:/-]?\d)(?![a-z@%\u00b0])"
)


@dataclass(frozen=True, kw_only=True)
class Number:
    """A whole number and the characters that write it; `article` when it may be "a" or "one"."""

    value: int
    start: int
    end: int
    article: bool = False


def _french() -> dict[str, int]:
    forms = {name: value for value, name in enumerate(_FR_UNITS)} | {"une": 1}
    for name, ten in _FR_TENS.items():
        forms[name] = ten
        for unit in range(1, 20 if ten == 60 else 10):
            forms[f"{name}-{_FR_UNITS[unit]}"] = forms[f"{name}-et-{_FR_UNITS[unit]}"] = ten + unit
    for unit in range(20):
        forms[f"quatre-vingt-{_FR_UNITS[unit]}"] = 80 + unit
    forms |= {"quatre-vingts": 80, "quatre-vingt": 80}
    for hundred in range(1, 10):
        name = "cent" if hundred == 1 else f"{_FR_UNITS[hundred]}-cent"
        forms |= {f"{name}-{low}": hundred * 100 + value for low, value in _below(forms)}
        forms |= {name: hundred * 100, f"{name}s": hundred * 100}
    return forms | {"mille": 1000}


def _italian() -> dict[str, int]:
    forms = {name: value for value, name in enumerate(_IT_UNITS)} | {"un": 1, "una": 1}
    for ten, name in enumerate(_IT_TENS, start=2):
        forms[name] = ten * 10
        for unit in range(1, 10):
            stem = name[:-1] if unit in (1, 8) else name
            forms[stem + _IT_UNITS[unit]] = ten * 10 + unit
        forms[name[:-1] + "un"] = ten * 10 + 1
    for hundred in range(1, 10):
        name = "cento" if hundred == 1 else f"{_IT_UNITS[hundred]}cento"
        for low, value in _below(forms):
            forms[name + low] = forms[f"{name}-{low}"] = hundred * 100 + value
        forms[name] = hundred * 100
    return forms | {"mille": 1000}


def _below(forms: dict[str, int]) -> list[tuple[str, int]]:
    return [(name, value) for name, value in forms.items() if 0 < value < 100]


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, int], frozenset[str]]:
    forms = _french() | _italian() | _ROUND
    forms |= {
        f"{one}-{name}": value for name, value in _ROUND.items() for one in ("une", "una", "un")
    }
    return forms, frozenset(name.split("-")[0] for name in forms)


def _in_words(folded: str) -> list[Number]:
    forms, first_words = _forms()
    tokens = words(folded)
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        length = 0
        if tokens[index][0] in first_words:
            length = _longest_form(folded, tokens[index : index + _LONGEST], forms)
        if length:
            start, end = tokens[index][1], tokens[index + length - 1][2]
            written = "-".join(token for token, _, _ in tokens[index : index + length])
            one = written in ("un", "une", "uno", "una")
            found.append(Number(value=forms[written], start=start, end=end, article=one))
        index += length or 1
    return found


def _longest_form(folded: str, tokens: list[tuple[str, int, int]], forms: dict[str, int]) -> int:
    """How many of the words, from the first on, write one number."""
    best, written = 0, ""
    for count, (token, start, _) in enumerate(tokens, start=1):
        if count > 1 and folded[tokens[count - 2][2] : start] not in (" ", "-"):
            break
        written = f"{written}-{token}" if written else token
        if written in forms:
            best = count
    return best


def numbers(folded: str) -> list[Number]:
    """The whole numbers of a folded text, in order; not decimals, percentages or dates."""
    in_digits = [
        Number(value=int(re.sub(r"\D", "", found.group())), start=found.start(), end=found.end())
        for found in _DIGITS.finditer(folded)
    ]
    return sorted(in_digits + _in_words(folded), key=lambda number: number.start)
