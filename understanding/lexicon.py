"""Months by name or in a date."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from understanding.folding import words
from understanding.mention import Mention

_MONTH_NAMES = (
    ("janvier", "janv", "gennaio", "gen"),
    ("fevrier", "fevr", "fev", "febbraio", "febb"),
    ("mars", "marzo", "marso"),
    ("avril", "avr", "aprile", "apr"),
    ("mai", "maggio", "magg", "magio"),
    ("juin", "giugno", "giu"),
    ("juillet", "juil", "luglio", "lug"),
    ("aout", "agosto", "ago", "aou"),
    ("septembre", "settembre", "sett"),
    ("octobre", "oct", "ottobre", "ott"),
    ("novembre", "nov"),
    ("decembre", "dec", "dicembre", "dic"),
)
_MONTHS = {
    name: f"{number:02}" for number, names in enumerate(_MONTH_NAMES, start=1) for name in names
}
_LONG_MONTHS = tuple(name for name in _MONTHS if len(name) >= 7)
_SHORT_MONTHS = ("giugno", "luglio", "agosto")  # "aprile" is too near to "aprire", "aprite"
_GLUED = re.compile(r"(?:di|d)(?=[a-z]{4,}$)")
_ALSO_WORDS = frozenset({"gen", "giu", "ago", "sett"})  # "giu" is down, "sett" also weeks
_AS_MONTH = re.compile(
    r"(?:^\W*|\b(?:fattura|ricevuta|fatt|mese|facture|recu)(?: di| del)? )$|(?<!\d[ ])(?<=\bdi )$"
)
_YEAR_AFTER = re.compile(r"\.? (?:20)?\d\d\b|\W*$")
_PERSONS = frozenset({"gennaro", "janvieri", "octave", "ottobrini"})
_BEFORE_MAI = re.compile(
    r"(?:\b(?:de|du mois de|mois de|en|pour|depuis|fin|debut|facture|recu|fac|justif\w*|entre|et|"
    r"ou|mi|\d{1,2}|"
    r"1er|c'est|"
    r"pardon|non|oui|mois) )$"
)
_BARE_MAI = re.compile(r"\W*(?:le |en |du )?mai(?: (?:svp|merci|20\d\d))?\W*")
_AFTER_MAI = re.compile(r" (?:20\d\d|dernier|prochain|passe|et|manque)\b")
_DIGITS = re.compile(
    r"(?<![\d/.-])(?:(?:\d{1,2}[/.-])?(0?[1-9]|1[0-2])[/.-]20\d\d|20\d\d-(0[1-9]|"
    r"1[0-2])(?:-\d\d)?)(?![\d/])"
)
_DAY_AND_MONTH = re.compile(r"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\d/]|[.]\d)")
_WHOLE = re.compile(r"\W*(0[1-9])\W*")


def find_months(folded: str) -> list[Mention]:
    """Calendar months, "01" to "12"; of a whole date its month."""
    found = [
        Mention(entity="month", value=value, start=start, end=end)
        for word, start, end in words(folded)
        if (value := _month(word))
        and (word != "mai" or _is_may(folded, start, end))
        and (word not in _ALSO_WORDS or _is_shortened(folded, start, end))
    ]
    found += [
        Mention(entity="month", value=match[1], start=match.start(), end=match.end())
        for match in _DAY_AND_MONTH.finditer(folded)
    ]
    for match in _DIGITS.finditer(folded):
        value = (match[1] or match[2]).zfill(2)
        found.append(Mention(entity="month", value=value, start=match.start(), end=match.end()))
    whole = _WHOLE.fullmatch(folded)
    if whole is not None:
        found.append(
            Mention(entity="month", value=whole[1], start=whole.start(1), end=whole.end(1))
        )
    return sorted(found, key=lambda mention: mention.start)


def _month(word: str) -> str | None:
    if word in _MONTHS:
        return _MONTHS[word]
    if len(word) < 5 or word in _PERSONS:
        return None
    glued = _GLUED.match(word)
    if glued is not None and word[glued.end() :] in _MONTHS:
        return _MONTHS[word[glued.end() :]]
    if len(word) < 6:
        return None
    names = _LONG_MONTHS if len(word) == 6 else _LONG_MONTHS + _SHORT_MONTHS
    close = process.extractOne(word, names, scorer=OSA.distance, score_cutoff=1)
    return _MONTHS[close[0]] if close else None


def _is_shortened(folded: str, start: int, end: int) -> bool:
    """A month cut short, not the word that it looks like."""
    return bool(_AS_MONTH.search(folded[:start]) and _YEAR_AFTER.match(folded[end:]))


def _is_may(folded: str, start: int, end: int) -> bool:
    """French May, not Italian "never"."""
    if _BARE_MAI.fullmatch(folded):
        return True
    return bool(_BEFORE_MAI.search(folded[:start]) or _AFTER_MAI.match(folded[end:]))
