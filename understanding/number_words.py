"""Every whole number below a million as French and Italian write it, joined by hyphens."""

import re
from functools import lru_cache

from understanding.folding import listed

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
_IT_TENS = listed("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")
_ROUND = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30,
    "quarantaine": 40, "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "decina": 10,
    "dozzina": 12, "quindicina": 15, "ventina": 20, "trentina": 30, "quarantina": 40,
    "cinquantina": 50, "sessantina": 60, "centinaio": 100,
}  # fmt: skip
_MISSPELT = {
    "kinze": 15, "quatres": 4, "katre": 4, "cuatro": 4, "cuindici": 15, "quatro": 4,
    "cinqe": 5, "setanta": 70, "otanta": 80,
}  # fmt: skip
_THOUSANDS = re.compile(r"(?:(.+?)-?)?(?:mille|mila)(?:-?(?:e-)?(.+))?")


def _french() -> dict[str, int]:
    forms = {name: value for value, name in enumerate(_FR_UNITS)} | {"une": 1}
    for name, ten in _FR_TENS.items():
        forms[name] = ten
        for unit in range(1, 20 if ten == 60 else 10):
            forms[f"{name}-{_FR_UNITS[unit]}"] = forms[f"{name}-et-{_FR_UNITS[unit]}"] = ten + unit
        forms[f"{name}-et-une"] = ten + 1
    for unit in range(20):
        forms[f"quatre-vingt-{_FR_UNITS[unit]}"] = 80 + unit
    forms |= {"quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-une": 81}
    for hundred in range(1, 10):
        name = "cent" if hundred == 1 else f"{_FR_UNITS[hundred]}-cent"
        forms |= {f"{name}-{low}": hundred * 100 + value for low, value in _below(forms)}
        forms |= {name: hundred * 100, f"{name}s": hundred * 100}
    return forms


def _italian() -> dict[str, int]:
    forms = {name: value for value, name in enumerate(_IT_UNITS)} | {"un": 1, "una": 1}
    for ten, name in enumerate(_IT_TENS, start=2):
        forms[name] = ten * 10
        for unit in range(1, 10):
            stem = name[:-1] if unit in (1, 8) else name
            forms[stem + _IT_UNITS[unit]] = ten * 10 + unit
        forms[name[:-1] + "un"] = forms[name[:-1] + "una"] = ten * 10 + 1
    for hundred in range(1, 10):
        name = "cento" if hundred == 1 else f"{_IT_UNITS[hundred]}cento"
        for low, value in _below(forms):
            forms[name + low] = forms[f"{name}-{low}"] = hundred * 100 + value
        forms[name] = hundred * 100
    return forms


def _below(forms: dict[str, int]) -> list[tuple[str, int]]:
    return [(name, value) for name, value in forms.items() if 0 < value < 100]


@lru_cache(maxsize=1)
def _forms() -> dict[str, int]:
    forms = _french() | _italian() | _ROUND | _MISSPELT
    for name, value in _ROUND.items():
        forms |= {f"{one}-{name}": value for one in ("une", "una", "un")}
        forms |= {f"une-petite-{name}": value, f"una-bella-{name}": value}
    return forms


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The words that can begin a number."""
    return frozenset(name.split("-")[0] for name in _forms())


@lru_cache(maxsize=4096)
def value_of(written: str) -> int | None:
    """What a number in words is worth: "mille-deux-cents", "duemilacinquecento"."""
    forms = _forms()
    if written in forms:
        return forms[written]
    parts = _THOUSANDS.fullmatch(written)
    if parts is None:
        return None
    many, rest = (forms.get(part) if part else None for part in parts.groups())
    if (parts[1] and (many is None or many < 2)) or (parts[2] and rest is None):
        return None
    return (many or 1) * 1000 + (rest or 0)
