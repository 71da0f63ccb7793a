"""What a list of conversations is narrowed to, and the search that it becomes.

Every filter but dates and confidence is a mark, whose conversations lie in order in the key of
`conversation_mark`. A list walks along its rarest mark, or along the words found, and looks the
others up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from store import accounts_found, review_schema, words
from store.words import Term, Who

_facts = review_schema.conversation_facts
_mark = review_schema.conversation_mark

MOST_COUNTED = 1000
"""Beyond this a list says "1000+": counting all would cost more than anybody learns from it."""

SIGNS = (
    "fallback",
    "doubt",
    "failed",
    "refused",
    "handed_off",
    "unhappy",
    "happy",
    "flagged",
    "reviewed",
    "unreviewed",
)
OUTCOMES = ("done", "refused", "handed_off", "unchanged")


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What a list is narrowed to; everything given has to hold.

    :param signs: some of `SIGNS`.
    :param below: the lowest confidence of a message is less than this.
    :param whose: an e-mail address, or part of an account's name.
    :param since: began at this instant or later; `until`: before this one.
    """

    language: str | None = None
    intent: str | None = None
    signs: tuple[str, ...] = ()
    task: str | None = None
    outcome: str | None = None
    tag: str | None = None
    below: float | None = None
    whose: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    words: str | None = None
    said_by: Who = "anyone"


@dataclass(frozen=True)
class _Mark:
    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Search:
    """A list ready to be read: `driver` is walked along, each row is checked."""

    driver: Any
    conditions: tuple[Any, ...]


def search(connection: Connection, filters: Filters) -> Search | None:
    """Make a list ready; `None` if nothing can be found, such as of an unknown person."""
    marks = _marks(filters)
    if filters.whose:
        whose = _whose(connection, filters.whose)
        if whose is None:
            return None
        marks.append(whose)
    if filters.words:
        terms = words.understand(filters.words)
        return None if not terms else _among_words(connection, filters, terms, marks)
    if not marks:
        return Search(_facts.c.number, tuple(_columns(filters)))
    first, *others = _rarest_first(connection, marks)
    return Search(
        _mark.c.number,
        (*_is(_mark, first), *_checks(filters, _mark.c.number, others)),
    )


def _among_words(
    connection: Connection, filters: Filters, terms: Sequence[Term], marks: list[_Mark]
) -> Search:
    found = words.numbers_with(connection, terms, filters.said_by)
    number = next(iter(found.selected_columns))
    where = () if found.whereclause is None else (found.whereclause,)
    return Search(number, (*where, *_checks(filters, number, marks)))


def _checks(filters: Filters, number: Any, marks: Sequence[_Mark]) -> list[Any]:
    """Give what a number met on the way is checked for."""
    checks = []
    for each in marks:
        other = _mark.alias()
        found = select(other.c.number).where(other.c.number == number, *_is(other, each))
        checks.append(found.exists())
    columns = _columns(filters)
    if columns:
        checks.append(select(_facts.c.number).where(_facts.c.number == number, *columns).exists())
    return checks


def _is(table: Any, mark: _Mark) -> tuple[Any, Any]:
    value = table.c.value
    same = value == mark.values[0] if len(mark.values) == 1 else value.in_(mark.values)
    return table.c.kind == mark.kind, same


def _marks(filters: Filters) -> list[_Mark]:
    both = filters.task and filters.outcome
    named = {
        "language": filters.language,
        "intent": filters.intent,
        "tag": filters.tag,
        "task_outcome": f"{filters.task}:{filters.outcome}" if both else None,
        "task": None if both else filters.task,
        "outcome": None if both else filters.outcome,
    }
    signs = [_Mark("sign", (each,)) for each in filters.signs]
    return [*signs, *(_Mark(kind, (value,)) for kind, value in named.items() if value)]


def _columns(filters: Filters) -> list[Any]:
    conditions = []
    if filters.below is not None:
        conditions.append(_facts.c.lowest_confidence < filters.below)
    if filters.since is not None:
        conditions.append(_facts.c.started_at >= filters.since)
    if filters.until is not None:
        conditions.append(_facts.c.started_at < filters.until)
    return conditions


def _whose(connection: Connection, typed: str) -> _Mark | None:
    people = accounts_found.person_ids(connection, typed)
    if people:
        return _Mark("person", people)
    named = accounts_found.account_ids(connection, typed)
    return _Mark("account", named) if named else None


def _rarest_first(connection: Connection, marks: list[_Mark]) -> list[_Mark]:
    if len(marks) == 1:
        return marks
    # A mark of one value lies in order; one of several would have to be sorted.
    single = [each for each in marks if len(each.values) == 1] or marks
    counts = {
        each: counted(connection, Search(_mark.c.number, _is(_mark, each))) for each in single
    }
    rarest = min(single, key=lambda each: counts[each])
    return [rarest, *(each for each in marks if each != rarest)]


def counted(connection: Connection, search: Search) -> int:
    """Count what a search finds, up to one more than `MOST_COUNTED`."""
    some = select(search.driver).where(*search.conditions).limit(MOST_COUNTED + 1).subquery()
    counted: int = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return counted
