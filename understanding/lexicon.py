"""Months and languages by name."""

import re

from rapidfuzz import process
from rapidfuzz.distance import OSA

from understanding.folding import words
from understanding.mention import Mention

_MONTH_NAMES = (
    ("janvier", "janv", "gennaio", "gen"),
    ("fevrier", "fevr", "fev", "febbraio", "febb"),
    ("mars", "marzo"),
    ("avril", "avr", "aprile", "apr"),
    ("mai", "maggio", "magg"),
    ("juin", "giugno", "giu"),
    ("juillet", "juil", "luglio", "lug"),
    ("aout", "agosto", "ago"),
    ("septembre", "settembre", "sett"),
    ("octobre", "oct", "ottobre", "ott"),
    ("novembre", "nov"),
    ("decembre", "dec", "dicembre", "dic"),
)
_MONTHS = {
    name: f"{number:02}" for number, names in enumerate(_MONTH_NAMES, start=1) for name in names
}
_LONG_MONTHS = tuple(name for name in _MONTHS if len(name) >= 7)
_PERSONS = frozenset({"gennaro", "janvieri", "octave", "ottobrini"})
_BEFORE_MAI = re.compile(
    r"(?:\b(?:de|du mois de|mois de|en|pour|depuis|fin|debut|facture|recu|fac|et|ou|mi|\d{1,2}|"
    r"1er|c'est|"
    r"pardon|non|oui|mois) )$"
)
_BARE_MAI = re.compile(r"\W*(?:le |en |du )?mai(?: (?:svp|merci|20\d\d))?\W*")
_AFTER_MAI = re.compile(r" (?:20\d\d|dernier|prochain|passe)\b")
_DIGITS = re.compile(
    r"(?<![\d/.-])(?:(?:\d{1,2}[/.-])?(0?[1-9]|1[0-2])[/.-]20\d\d|20\d\d-(0[1-9]|"
    r"1[0-2])(?:-\d\d)?)(?![\d/])"
)
_WHOLE = re.compile(r"\W*(0[1-9])\W*")

_LANGUAGES = {
    "fr": ("francais", "francese", "french", "francai"),
    "it": ("italien", "italiano", "italian", "ita"),
    "other": (
        "anglais", "inglese", "english", "allemand", "tedesco", "deutsch", "german", "espagnol",
        "spagnolo", "espanol", "spanish", "portugais", "portoghese", "neerlandais", "flamand",
        "olandese", "arabe", "arabo", "chinois", "cinese", "russe", "russo", "rumeno", "roumain",
        "polonais", "polacco", "romanche", "romancio",
    ),
}  # fmt: skip
_FEMININE = {"francaise": "fr", "italienne": "it", "italiana": "it", "anglaise": "other"}
_LANGUAGE_OF = {name: value for value, names in _LANGUAGES.items() for name in names}
_SPOKEN = re.compile(
    r"(?:^\W*|\b(?:en|in|le|il|lo|l'|du|au|al|all'|dall'|dal|sull'|parl\w+|capi\w+|scriv\w+|"
    r"lingua|langue|version|"
    r"versione|ou|o|et|e|ni|ne|non|pas|to|no|plutot|meglio|anzi|oui|si|svp|ok|ciao|bonjour|"
    r"buongiorno|"
    r"spagnolo|anche|aussi|juste|solo)[ ,:]{0,2}|')$"
)
_CALLED_LANGUAGE = re.compile(r"\b(?:langue|lingua|version|versione|interface)(?: in| en)? $")


def find_months(folded: str) -> list[Mention]:
    """Calendar months, "01" to "12"; of a whole date its month."""
    found = [
        Mention(entity="month", value=value, start=start, end=end)
        for word, start, end in words(folded)
        if (value := _month(word)) and (word != "mai" or _is_may(folded, start, end))
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
    if len(word) < 7 or word in _PERSONS:
        return None
    close = process.extractOne(word, _LONG_MONTHS, scorer=OSA.distance, score_cutoff=1)
    return _MONTHS[close[0]] if close else None


def _is_may(folded: str, start: int, end: int) -> bool:
    """French May, not Italian "never"."""
    if _BARE_MAI.fullmatch(folded):
        return True
    return bool(_BEFORE_MAI.search(folded[:start]) or _AFTER_MAI.match(folded[end:]))


def find_languages(folded: str) -> list[Mention]:
    """Languages to speak, not nationalities ("une société française")."""
    found = []
    for word, start, end in words(folded):
        before = folded[:start]
        if word in _LANGUAGE_OF and _SPOKEN.search(before):
            found.append(
                Mention(entity="language", value=_LANGUAGE_OF[word], start=start, end=end)
            )
        elif word in _FEMININE and _CALLED_LANGUAGE.search(before):
            found.append(Mention(entity="language", value=_FEMININE[word], start=start, end=end))
    return found
