"""Whole numbers in digits or in words, French (also of Belgium and Switzerland) and Italian."""

import re
from dataclasses import dataclass

from understanding.folding import words
from understanding.number_words import first_words, value_of

_LONGEST = 8
_GLUED = r"(?:post|lic|user|uten|util|sieg|plac)"  # "5postes"
_DIGITS = re.compile(
    r"(?:(?<![\w@,/:])(?<!\d[.'-])|(?<=\bx)|(?<=\baltri)|(?<=\baltre))"
    r"(\d{1,3}(?:[ .']\d{3})+(?!\d)|\d+)(?![.,:/-]?\d)"
    rf"(?!(?!{_GLUED})[a-z@%\u00b0])"
)
_ARTICLES = frozenset({"un", "une", "uno", "una"})
_ELIDED = {"dun": "un", "dune": "une", "quun": "un", "quune": "une"}


@dataclass(frozen=True, kw_only=True)
class Number:
    """A whole number and the characters that write it; `article` when it may be "a" or "one"."""

    value: int
    start: int
    end: int
    article: bool = False


def _in_words(folded: str) -> list[Number]:
    starts = first_words()
    tokens = words(folded)
    found: list[Number] = []
    index = 0
    while index < len(tokens):
        token, start, end = tokens[index]
        if token in _ELIDED:
            token, start = _ELIDED[token], end - len(_ELIDED[token])
        number = None
        if token in starts or "mil" in token:
            number, length = _longest(
                folded, [(token, start, end), *tokens[index + 1 : index + _LONGEST]]
            )
        if number is not None:
            found.append(number)
            index += length
        else:
            index += 1
    return found


def _longest(folded: str, tokens: list[tuple[str, int, int]]) -> tuple[Number | None, int]:
    """The longest number that the words write from the first on, and how many words it takes."""
    best, length, written = None, 0, ""
    for count, (token, start, end) in enumerate(tokens, start=1):
        if count > 1 and folded[tokens[count - 2][2] : start] not in (" ", "-"):
            break
        written = f"{written}-{token}" if written else token
        value = value_of(written)
        if value is not None:
            length = count
            best = Number(value=value, start=tokens[0][1], end=end, article=written in _ARTICLES)
    return best, length


def numbers(folded: str) -> list[Number]:
    """The whole numbers of a folded text, in order; not decimals, percentages or dates."""
    in_digits = [
        Number(value=int(re.sub(r"\D", "", found[1])), start=found.start(1), end=found.end(1))
        for found in _DIGITS.finditer(folded)
    ]
    return sorted(in_digits + _in_words(folded), key=lambda number: number.start)
