"""The passage of a message that was searched for, cut into plain pieces: no markup, no HTML."""

from collections.abc import Sequence
from typing import NamedTuple

from store.folding import Found, words_of
from store.words import Term

_BEFORE, _AFTER = 60, 140
"""Characters shown before and after the first word that was found."""


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was searched for."""

    text: str
    hit: bool


def passage(text: str, terms: Sequence[Term]) -> list[Piece] | None:
    """Give the surroundings of what was found in a text; `None` if nothing was."""
    spans = _spans(text, terms)
    if not spans:
        return None
    start = _whole_word(text, max(0, spans[0][0] - _BEFORE), spans[0][0])
    end = min(len(text), max(spans[0][0] + _AFTER, spans[0][1]))
    pieces = [Piece("…", False)] if start else []
    for begins, ends in spans:
        if ends > end:
            break
        pieces += [Piece(text[start:begins], False), Piece(text[begins:ends], True)]
        start = ends
    pieces.append(Piece(text[start:end] + ("…" if end < len(text) else ""), False))
    return [piece for piece in pieces if piece.text]


def _whole_word(text: str, start: int, latest: int) -> int:
    """Move the start of a passage to that of a word, if one begins before the words found."""
    space = text.find(" ", start, latest)
    return start if start == 0 or space == -1 else space + 1


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """Give a whole text with what was found in it."""
    pieces, start = [], 0
    for begins, ends in _spans(text, terms):
        pieces += [Piece(text[start:begins], False), Piece(text[begins:ends], True)]
        start = ends
    return [piece for piece in [*pieces, Piece(text[start:], False)] if piece.text]


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    words = words_of(text)
    spans: list[tuple[int, int]] = []
    for place in range(len(words)):
        ends = [
            words[place + len(term.words) - 1].end
            for term in terms
            if _stands_at(words, place, term)
        ]
        if ends and (not spans or words[place].start >= spans[-1][1]):
            spans.append((words[place].start, max(ends)))
    return spans


def _stands_at(words: list[Found], place: int, term: Term) -> bool:
    here = [word.folded for word in words[place : place + len(term.words)]]
    if len(here) < len(term.words):
        return False
    if not term.open_ended:
        return tuple(here) == term.words
    return tuple(here[:-1]) == term.words[:-1] and here[-1].startswith(term.words[-1])
