"""What the assistant achieved, counted from the facts of conversations and from hand-offs.

A conversation counts in the span in which it began, a hand-off in that in which it was opened.
"""

from collections import Counter, defaultdict
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

    `owed` are those that were answered or should have been by now, `on_time` those of them that
    were answered within the promise.
    """

    opened: int
    replied: int
    owed: int
    on_time: int
    median: float | None
    p90: float | None


def count(
    connection: Connection, spans: Sequence[Span], language: str | None = None
) -> list[Counts]:
    """Count each span, in one language or all; at most 400 of them."""
    if not spans:
        return []
    # A range of the index for each span: engines agree on no function that cuts days of a zone.
    each = [
        select(literal(place, Integer).label("place"), *_sums()).where(*_within(span, language))
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


def confidence(connection: Connection, span: Span, language: str | None = None) -> float | None:
    """Give the median of the conversations' least sure understanding."""
    sure = _facts.c.lowest_confidence
    known = (*_within(span, language), sure.is_not(None))
    number = connection.execute(select(func.count()).where(*known)).scalar_one()
    middle = select(sure).where(*known).order_by(sure).offset((number - 1) // 2)
    found = connection.execute(middle.limit(2 - number % 2)).scalars().all() if number else []
    return sum(found) / len(found) if found else None


def comments(connection: Connection, span: Span, language: str | None = None) -> int:
    """Count the opinions that came with words."""
    opinion = schema.feedback
    query = (
        select(func.count())
        .join_from(opinion, _facts, opinion.c.conversation_id == _facts.c.conversation_id)
        .where(*_within(span, language), opinion.c.words.is_not(None))
    )
    return int(connection.execute(query).scalar_one())


def tasks(
    connection: Connection, span: Span, language: str | None = None
) -> dict[str, Counter[str]]:
    """Count the outcomes of each operation, as audited."""
    audit = schema.audit
    query = (
        select(audit.c.operation, audit.c.outcome, func.count().label("times"))
        .join_from(audit, _facts, audit.c.conversation_id == _facts.c.conversation_id)
        .where(*_within(span, language))
        .group_by(audit.c.operation, audit.c.outcome)
        .order_by(audit.c.operation)
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in connection.execute(query):
        found[row.operation][row.outcome] = row.times
    return dict(found)


def waiting(
    connection: Connection,
    span: Span,
    language: str | None = None,
    *,
    due: Callable[[datetime], datetime],
    now: datetime,
) -> Waiting:
    """Tell how long the hand-offs of a span waited; those without a reply yet have no time.

    `due` gives until when an answer is owed. Nobody waited where staff took over on their own.
    """
    query = select(_handoff.c.opened_at, _handoff.c.first_reply_at).where(
        _handoff.c.opened_at >= span.begin,
        _handoff.c.opened_at < span.end,
        _handoff.c.reason != "taken_over",
    )
    if language is not None:
        talk = schema.conversation
        query = query.join(talk, talk.c.id == _handoff.c.conversation_id)
        query = query.where(talk.c.language == language)
    rows = connection.execute(query).all()
    waits = sorted((reply - opened).total_seconds() for opened, reply in rows if reply)
    return Waiting(
        opened=len(rows),
        replied=len(waits),
        owed=sum(reply is not None or due(opened) < now for opened, reply in rows),
        on_time=sum(reply is not None and reply <= due(opened) for opened, reply in rows),
        median=median(waits) if waits else None,
        p90=waits[ceil(0.9 * len(waits)) - 1] if waits else None,
    )


def rows_of(
    connection: Connection, span: Span, language: str | None = None, *, limit: int
) -> list[dict[str, Any]]:
    """Give what is counted, a row for each conversation, without anybody's words."""
    columns = [_facts.c[name] for name in COLUMNS]
    query = select(*columns).where(*_within(span, language))
    query = query.order_by(_facts.c.started_at).limit(limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def _within(span: Span, language: str | None = None) -> list[ColumnElement[Any]]:
    wanted = [_facts.c.started_at >= span.begin, _facts.c.started_at < span.end]
    return wanted if language is None else [*wanted, _facts.c.language == language]


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
