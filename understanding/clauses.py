"""Where one message says several things: the clauses it is made of."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import takewhile

_SHORT = 3  # words; fewer seldom say anything without the clause beside them
_MOST = 6

_MORE = r"(?:puis|ensuite|poi|inoltre|aussi|également|anche|sinon|en plus)"
_LINKS = rf"(?:et|e|ed|puis|ensuite|poi|inoltre|par ailleurs|en outre)(?:\s+{_MORE})?"
# A link is swallowed, so that a clause starts with its own first word.
_BOUNDARY = re.compile(
    rf"(?P<sentence>(?:[.!?;…]+(?:\s+|$)|\s*\n\s*)(?:(?:{_LINKS}|{_MORE})\s*,?\s+)?)"
    rf"|(?P<link>\s*,?\s+{_LINKS}\s*,?\s+)"
    r"|(?P<comma>\s*,\s+)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:oui|ouais|non|nan|ok|okay|d'accord|dac|exact|exactement|parfait|bien s[uû]r|"
    r"pas du tout|je confirme|allez-y|s[iìí]|no|certo|esatto|perfetto|va bene|d'accordo|confermo|"
    r"assolutamente|certamente|laissez tomber|laisse tomber|lascia stare|lasci stare|"
    r"lasciamo stare|lasci perdere|lascia perdere|merci|grazie|[\s,.!])+",
    re.IGNORECASE,
)


class Break(Enum):
    """What sets a clause apart from the one before it."""

    COMMA = 1
    LINK = 2
    SENTENCE = 3


@dataclass(frozen=True, kw_only=True)
class Clause:
    """A part of a message, where it stands in it, and what comes before it."""

    text: str
    start: int
    end: int
    after: Break

    @property
    def words(self) -> int:
        return len(self.text.split())


def clauses(message: str) -> list[Clause]:
    """The clauses of `message` in order; a single one when there is nothing to take apart.

    A few words stay with their neighbour, unless they are a sentence, or the yes or no that
    opens the message.
    """
    parts = pieces(message)
    opening = list(takewhile(lambda piece: is_answer(piece.text), parts))
    rest = _join(message, parts[len(opening) :])
    return ([span(message, opening)] if opening else []) + rest[:_MOST]


def is_answer(text: str) -> bool:
    """Whether `text` is nothing but a yes, a no or a never mind."""
    return _ANSWER.fullmatch(text.replace("\u2019", "'")) is not None


def pieces(message: str) -> list[Clause]:
    """Everything between two boundaries, however short."""
    parts, start, after = [], 0, Break.SENTENCE
    for boundary in _BOUNDARY.finditer(message):
        parts.append(_piece(message, start, _closes_at(boundary), after))
        start, after = boundary.end(), Break[str(boundary.lastgroup).upper()]
    parts.append(_piece(message, start, len(message), after))
    return [piece for piece in parts if any(map(str.isalnum, piece.text))]


def _closes_at(boundary: re.Match[str]) -> int:
    """Marks belong to the clause they close, or a question would not look like one any more."""
    marks = re.match(r"[.!?;…]+", boundary.group())
    return boundary.start() + (marks.end() if marks else 0)


def _piece(message: str, start: int, end: int, after: Break) -> Clause:
    stripped = message[start:end].strip()
    start += len(message[start:end]) - len(message[start:end].lstrip())
    return Clause(text=stripped, start=start, end=start + len(stripped), after=after)


def _join(message: str, parts: list[Clause]) -> list[Clause]:
    joined: list[Clause] = []
    for piece in parts:
        short = joined and min(joined[-1].words, piece.words) < _SHORT
        if short and piece.after is not Break.SENTENCE:
            joined[-1] = span(message, [joined[-1], piece])
        else:
            joined.append(piece)
    return joined


def span(message: str, parts: Sequence[Clause]) -> Clause:
    """Neighbouring parts of a message as one."""
    first, last = parts[0], parts[-1]
    return replace(first, text=message[first.start : last.end], end=last.end)
