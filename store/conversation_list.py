"""The list of conversations: filtered, newest first, read page by page from a number on.

No page costs more for lying deep: it goes on from the number of the last one's end.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from store import list_filters, review_schema
from store.list_filters import Filters, Search

_facts = review_schema.conversation_facts

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One page: rows of `conversation_facts`, and from which numbers to go on."""

    rows: list[dict[str, Any]]
    newer: int | None
    older: int | None


def page(
    connection: Connection,
    filters: Filters,
    *,
    before: int | None = None,
    after: int | None = None,
    size: int = PAGE,
) -> Listed:
    """Read the newest conversations, those before a number, or those next after one."""
    search = list_filters.search(connection, filters)
    if search is None:
        return Listed(rows=[], newer=None, older=None)
    backwards = after is not None
    numbers = _numbers(connection, search, before=before, after=after, size=size + 1)
    has_more = len(numbers) > size
    shown = sorted(numbers[:size], reverse=True)
    if not shown:
        return Listed(rows=[], newer=None, older=None)
    found = select(_facts).where(_facts.c.number.in_(shown)).order_by(_facts.c.number.desc())
    has_newer = has_more if backwards else before is not None
    has_older = has_more or backwards
    return Listed(
        rows=[dict(row) for row in connection.execute(found).mappings()],
        newer=shown[0] if has_newer else None,
        older=shown[-1] if has_older else None,
    )


def count(connection: Connection, filters: Filters) -> int:
    """Count the conversations of a list, up to one more than `MOST_COUNTED`."""
    search = list_filters.search(connection, filters)
    return 0 if search is None else list_filters.counted(connection, search)


def neighbours(
    connection: Connection, filters: Filters, number: int
) -> tuple[str | None, str | None]:
    """Give the ids of the next newer and the next older conversation of a list."""
    search = list_filters.search(connection, filters)
    if search is None:
        return None, None
    newer = _numbers(connection, search, after=number, size=1)
    older = _numbers(connection, search, before=number, size=1)
    found = select(_facts.c.number, _facts.c.conversation_id).where(
        _facts.c.number.in_([*newer, *older])
    )
    ids = {row[0]: row[1] for row in connection.execute(found)}
    return tuple(ids[each[0]] if each else None for each in (newer, older))  # type: ignore[return-value]


def facts_of(connection: Connection, conversation_id: str) -> dict[str, Any] | None:
    """Give the row of one conversation; `None` while it has not been worked out."""
    found = select(_facts).where(_facts.c.conversation_id == conversation_id)
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else dict(row)


def values_of(connection: Connection, kind: str) -> list[str]:
    """Give every value that marks of a kind have, in order: one look at the index for each."""
    found = text(
        "WITH RECURSIVE each (value) AS ("
        " SELECT min(value) FROM conversation_mark WHERE kind = :kind"
        " UNION ALL"
        " SELECT (SELECT min(later.value) FROM conversation_mark AS later"
        " WHERE later.kind = :kind AND later.value > each.value)"
        " FROM each WHERE each.value IS NOT NULL"
        ") SELECT value FROM each WHERE value IS NOT NULL"
    )
    return list(connection.execute(found, {"kind": kind}).scalars())


def _numbers(
    connection: Connection,
    search: Search,
    *,
    before: int | None = None,
    after: int | None = None,
    size: int,
) -> list[int]:
    number = search.driver
    found = select(number).where(*search.conditions)
    if after is not None:
        found = found.where(number > after).order_by(number)
    elif before is not None:
        found = found.where(number < before).order_by(number.desc())
    else:
        found = found.order_by(number.desc())
    return list(connection.execute(found.limit(size)).scalars())
