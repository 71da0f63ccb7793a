"""What the assistant achieved, counted from the facts of conversations and from hand-offs.

A conversation counts in the span in which it began, a hand-off in that in which it was opened.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from math import ceil
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import Integer, case, func, literal, select, union_all
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from store import review_schema, schema

UNSURE = 0.6
"""Below this confidence an understanding counts as unsure."""

_facts = review_schema.conversation_facts
_handoff = schema.handoff
COLUMNS = (
    "conversation_id",
    "language",
    "started_at",
    "last_at",
    "messages",
    "asked",
    "lowest_confidence",
    "fallbacks",
    "doubts",
    "done",
    "refused",
    "handed_off",
    "helpful",
    "unhelpful",
)


class Span(NamedTuple):
    """From `begin` until just before `end`."""

    begin: datetime
    end: datetime


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Sums over the conversations that began in a span.

    `used` are those in which the customer asked something, `contained` those of them without
    a hand-off; `asked` are customers' messages, `messages` everybody's; `guessed` are the
    conversations with a message that was understood, `unsure` those of them where the least
    sure one was below `UNSURE`.
    """

    conversations: int
    used: int
    contained: int
    messages: int
    asked: int
    fallbacks: int
    doubts: int
    guessed: int
    unsure: int
    done: int
    refused: int
    handed_off: int
    helpful: int
    unhelpful: int


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How long customers waited for the first reply of a person, in seconds.

    `in_time` counts the replies that came when they had been promised, or before.
    """

    opened: int
    replied: int
    in_time: int
    median: float | None
    p90: float | None


def count(connection: Connection, spans: Sequence[Span]) -> list[Counts]:
    """Count each span; at most 400 of them."""
    if not spans:
        return []
    # A range of the index for each span: engines agree on no function that cuts days of a zone.
    each = [
        select(literal(place, Integer).label("place"), *_sums()).where(*_within(span))
        for place, span in enumerate(spans)
    ]
    rows = connection.execute(union_all(*each)).mappings()
    found = {row["place"]: _counts(row) for row in rows}
    return [found[place] for place in range(len(spans))]


def by_language(connection: Connection, span: Span) -> dict[str, Counts]:
    """Count a span for each language in which somebody wrote."""
    language = _facts.c.language
    query = select(language, *_sums()).where(*_within(span)).group_by(language).order_by(language)
    return {row["language"]: _counts(row) for row in connection.execute(query).mappings()}


def waiting(connection: Connection, span: Span, due: Callable[[datetime], datetime]) -> Waiting:
    """Tell how long the hand-offs of a span waited; those without a reply yet have no time.

    :param due: until when a reply is promised to what is handed over at an instant.
    """
    query = select(_handoff.c.opened_at, _handoff.c.first_reply_at).where(
        _handoff.c.opened_at >= span.begin, _handoff.c.opened_at < span.end
    )
    rows = connection.execute(query).all()
    waits = sorted((reply - opened).total_seconds() for opened, reply in rows if reply)
    return Waiting(
        opened=len(rows),
        replied=len(waits),
        in_time=sum(reply <= due(opened) for opened, reply in rows if reply),
        median=median(waits) if waits else None,
        p90=waits[ceil(0.9 * len(waits)) - 1] if waits else None,
    )


def rows_of(connection: Connection, span: Span, *, limit: int) -> list[dict[str, Any]]:
    """Give what is counted, a row for each conversation, without anybody's words."""
    columns = [_facts.c[name] for name in COLUMNS]
    query = select(*columns).where(*_within(span)).order_by(_facts.c.started_at).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def _within(span: Span) -> tuple[ColumnElement[Any], ...]:
    return (_facts.c.started_at >= span.begin, _facts.c.started_at < span.end)


def _sums() -> list[ColumnElement[Any]]:
    used = _facts.c.asked > 0
    helped = select(_handoff.c.id).where(_handoff.c.conversation_id == _facts.c.conversation_id)
    counted = {
        "conversations": 1,
        "used": case((used, 1), else_=0),
        "contained": case((used & ~helped.exists(), 1), else_=0),
        "guessed": case((_facts.c.lowest_confidence.is_not(None), 1), else_=0),
        "unsure": case((_facts.c.lowest_confidence < UNSURE, 1), else_=0),
    }
    return [
        func.coalesce(func.sum(counted.get(each.name, _facts.c.get(each.name))), 0).label(
            each.name
        )
        for each in fields(Counts)
    ]


def _counts(row: Any) -> Counts:
    return Counts(**{each.name: int(row[each.name]) for each in fields(Counts)})
