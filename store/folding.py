"""Words as they are searched: without accents, capitals or apostrophes, on every engine alike."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae"})
_LONGEST = 60
"""Characters of a word that are looked at: what is longer is no word."""


class Found(NamedTuple):
    """A word of a text: its folded form, and where it stands in the text."""

    folded: str
    start: int
    end: int


_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def words_of(text: str) -> list[Found]:
    """Give the words of a text, in order; `l’abonnement` is two."""
    return [
        Found(folded, each.start(), each.end())
        for each in _WORD.finditer(text)
        if (folded := _fold(each.group()))
    ]


@lru_cache(maxsize=16_384)
def _fold(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.translate(_LIGATURES)).casefold()
    return "".join(each for each in plain if each.isalnum())[:_LONGEST]
