"""Who is writing in a conversation just now, for the other side to see.

A sign is true for a few seconds and renewed while somebody writes, so that one who goes away
in the middle of a sentence does not write for ever. Signs go by the real time, in which all
processes agree.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from store import handoff_schema

_table = handoff_schema.typing

LASTS = timedelta(seconds=6)
"""Writers renew their sign at most every three seconds."""


def show(
    connection: Connection,
    conversation_id: str,
    author: str,
    *,
    name: str | None = None,
) -> None:
    """Show that the `customer` or a `representative` is writing."""
    values = {"name": name, "until": _now() + LASTS}
    own = (_table.c.conversation_id == conversation_id, _table.c.author == author)
    if connection.execute(update(_table).where(*own).values(values)).rowcount == 1:
        return
    try:
        with connection.begin_nested():
            connection.execute(
                insert(_table).values(conversation_id=conversation_id, author=author, **values)
            )
    except IntegrityError:
        pass  # shown at the same moment by another window


def clear(connection: Connection, conversation_id: str, author: str) -> None:
    """Say that somebody has sent what they wrote."""
    connection.execute(
        delete(_table).where(
            _table.c.conversation_id == conversation_id, _table.c.author == author
        )
    )


def writing(
    connection: Connection, conversation_ids: Sequence[str], author: str
) -> dict[str, str]:
    """Give the names of who is writing, by conversation; an empty one if it is not known."""
    found = select(_table.c.conversation_id, _table.c.name).where(
        _table.c.conversation_id.in_(conversation_ids),
        _table.c.author == author,
        _table.c.until > _now(),
    )
    return {row[0]: row[1] or "" for row in connection.execute(found)}


def _now() -> datetime:
    return datetime.now(timezone.utc)
