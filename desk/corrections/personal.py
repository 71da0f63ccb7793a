"""Personal data in a sentence, with what could stand there instead.

A finding is a suggestion to the reviewer: only people can tell a name from a word.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from desk.corrections.sentences import bare

_PATTERNS = (
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("vat_number", re.compile(r"\b(?:FR ?[0-9A-Z]{2} ?\d{3} ?\d{3} ?\d{3}|(?:IT ?)?\d{11})\b")),
    ("phone", re.compile(r"(?<!\w)\+?\d(?:[ ./()-]{0,2}\d){8,14}(?!\w)")),
)
_INSTEAD = {
    "fr": {
        "email": "marie@exemple.fr",
        "vat_number": "FR40303265045",
        "phone": "01 23 45 67 89",
        "name": "Dupont",
    },
    "it": {
        "email": "maria@esempio.it",
        "vat_number": "IT00743110157",
        "phone": "02 1234 5678",
        "name": "Rossi",
    },
}
_NAME = re.compile(r"\b[^\W\d_][\w'’-]{2,}")


@dataclass(frozen=True, kw_only=True)
class Found:
    """Something personal: its kind, where it stands, and what could replace it."""

    kind: str
    text: str
    start: int
    end: int
    instead: str


def look(
    text: str, language: str, *, vocabulary: Collection[str] | None, about: Collection[str] = ()
) -> list[Found]:
    """Give what looks personal, in its order.

    :param vocabulary: the bare words that are learnt already: those are no names;
        `None` leaves names that nobody knows alone.
    :param about: what the company knows of the customer: names, company, address.
    """
    found: list[Found] = []
    for kind, start, end in (*_numbers(text), *_known(text, about), *_names(text, vocabulary)):
        if all(end <= one.start or one.end <= start for one in found):
            instead = _INSTEAD[language][kind]
            words = text[start:end]
            if words != instead:
                found.append(Found(kind=kind, text=words, start=start, end=end, instead=instead))
    return sorted(found, key=lambda one: one.start)


def replaced(text: str, found: Collection[Found]) -> str:
    """Give the text with everything found replaced."""
    for one in sorted(found, key=lambda each: -each.start):
        text = text[: one.start] + one.instead + text[one.end :]
    return text


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            yield kind, match.start(), match.end()


def _known(text: str, about: Collection[str]) -> Iterator[tuple[str, int, int]]:
    for words in sorted(filter(None, about), key=len, reverse=True):
        for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE):
            yield "name", match.start(), match.end()


def _names(text: str, vocabulary: Collection[str] | None) -> Iterator[tuple[str, int, int]]:
    """Words with a capital that no training sentence has."""
    if vocabulary is None or text.isupper():
        return
    for match in _NAME.finditer(text):
        unknown = not set(bare(match.group()).split()) <= set(vocabulary)
        if match.group()[0].isupper() and unknown:
            yield "name", match.start(), match.end()
