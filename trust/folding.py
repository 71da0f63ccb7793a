"""A text in plain lower-case shapes, to search in, and the way back to what was typed."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

# Once found, a span is blanked by its sign, so that the next search may look around it.
SIGNS = {"card": "\x01", "expiry": "\x02", "iban": "\x03", "harmless": "\x04"}

DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u3002"
SLASHES = "\\\u2044\u2215\u29f8"
APOSTROPHES = "\u2019\u02bc"
MINUS = "\u2212"


class Span(NamedTuple):
    """Where something of this kind stands in a folded text."""

    start: int
    end: int
    kind: str


def fold(text: str) -> tuple[str, list[int]]:
    """Give `text` without accents, capitals, invisible characters or foreign digits.

    The second value says from which position each character came, with the end of `text` last.
    No control character is left, so the signs cannot be forged.
    """
    folded, origins = [], []
    for position, character in enumerate(text):
        for plain in _fold_character(character):
            folded.append(plain)
            origins.append(position)
    return "".join(folded), [*origins, len(text)]


def blanked(folded: str, spans: Iterable[Span]) -> str:
    """Cover what was found, at the same length."""
    characters = list(folded)
    for start, end, kind in spans:
        characters[start:end] = SIGNS[kind] * (end - start)
    return "".join(characters)


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    return "".join(map(_plain, unicodedata.normalize("NFKD", character)))


def _plain(character: str) -> str:
    if character.isspace():
        return " "
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    category = unicodedata.category(character)
    if category[0] == "M" or category in {"Cc", "Cf", "Cs"}:
        return ""
    if category == "Pd" or character == MINUS:
        return "-"
    if category == "Pc":
        return "_"
    for shapes, plain in ((DOTS, "."), (SLASHES, "/"), (APOSTROPHES, "'")):
        if character in shapes:
            return plain
    return character.lower()
