"""Small words of an order: buying, "each", "also", a second one, and what parts two products."""

import re

from understanding.folding import fold

_BUYS = re.compile(
    r"\b(achet|achat|acquist|acquer|souscri|sottoscri|abonn|command|"
    r"ordin(?!ateur)(?!e\b)|compr(?!end|is))"
)
_EACH = re.compile(r"\b(chacun|chaque|tou(te)?s les deux|pareil|ciascun|ognun|entramb|stess)")
_ALSO = re.compile(
    r"\b(aussi|egalement|ajout\w*|rajout\w*|en plus|anche|pure|inoltre|aggiung\w*|in piu)\b"
)
_SECOND = re.compile(r"\b(second|deuxieme|autre|nouve\w+|separe\w*|nuov\w+|altr[ao]|separat\w+)")
_SEPARATOR = re.compile(r"[,;+]|\b(et|e|ed|plus|puis|poi|aussi|anche)\b")


def buys(text: str) -> bool:
    """Tell whether buying is asked for, rather than trying."""
    return _BUYS.search(fold(text)) is not None


def of_each(text: str) -> bool:
    """Tell whether what is said holds for every product of the message."""
    return _EACH.search(fold(text)) is not None


def also(text: str) -> bool:
    """Tell whether something comes on top of what was said before."""
    return _ALSO.search(fold(text)) is not None


def another_one(text: str) -> bool:
    """Tell whether a further, separate one is wanted."""
    return _SECOND.search(fold(text)) is not None


def last_separator(text: str, start: int, end: int) -> int | None:
    """Give where the words for the next product begin between two named ones."""
    found = [each.start() for each in _SEPARATOR.finditer(fold(text), start, end)]
    return found[-1] if found else None
