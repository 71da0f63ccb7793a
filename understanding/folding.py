"""Text reduced to what its words have in common, whatever the keyboard that typed them."""

import re
import unicodedata

_APOSTROPHES = "\u2019\u2018\u02bc\u00b4\u0060\u2032"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"


class _Folding(dict[int, str]):
    """One character for one character, so that positions in the text survive."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = _fold_character(character)
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _DASHES:
        return "-"
    if character in "\u00b0\u00ba\u00aa":  # the sign in "n°2" is no letter
        return "\u00b0"
    if character in "\n\r":
        return "\n"
    if character.isspace():
        return " "
    base = unicodedata.normalize("NFKD", character)[0]
    return base.lower()[0]


_FOLDING = _Folding()
_WORD = re.compile(r"[a-z0-9]+")


def listed(words_in_a_row: str) -> tuple[str, ...]:
    """Words written one after the other, as lists of words are easiest to read."""
    return tuple(words_in_a_row.split())


def compose(text: str) -> str:
    """The text with each accented letter as one character; finders count in this form."""
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without accents, straight apostrophes, same length as the text."""
    return text.translate(_FOLDING)


def words(folded: str) -> list[tuple[str, int, int]]:
    """Each word with where it starts and ends."""
    return [(found.group(), found.start(), found.end()) for found in _WORD.finditer(folded)]
