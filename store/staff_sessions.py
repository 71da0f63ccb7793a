"""Sessions of the support desk: the browser keeps a random token, the database its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection

from store.staff import Staff, read
from store.staff_schema import staff
from store.staff_schema import staff_session as _table

IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
_SEEN_ANEW_AFTER = timedelta(minutes=5)  # so that not every page writes


def begin(connection: Connection, staff_id: str, *, now: datetime) -> str:
    """Begin a session, and give its token."""
    token = secrets.token_urlsafe(32)
    connection.execute(
        insert(_table).values(
            token_hash=_hash(token), staff_id=staff_id, started_at=now, seen_at=now
        )
    )
    return token


def holder(connection: Connection, token: str, *, now: datetime) -> tuple[Staff, bool] | None:
    """Give whose session it is, if it still counts, and whether it should be `seen` again."""
    found = (
        select(staff, _table.c.seen_at)
        .join_from(_table, staff)
        .where(
            _table.c.token_hash == _hash(token),
            _table.c.started_at > now - LONGEST,
            _table.c.seen_at > now - IDLE,
            staff.c.disabled.is_(False),
        )
    )
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else (read(row), row["seen_at"] <= now - _SEEN_ANEW_AFTER)


def seen(connection: Connection, token: str, *, now: datetime) -> None:
    """Note that a session is in use."""
    mine = _table.c.token_hash == _hash(token)
    connection.execute(update(_table).where(mine).values(seen_at=now))


def end(connection: Connection, token: str) -> None:
    """End a session; nothing happens if it is over."""
    connection.execute(delete(_table).where(_table.c.token_hash == _hash(token)))


def end_all(connection: Connection, staff_id: str) -> None:
    """End every session of a person, on all their devices."""
    connection.execute(delete(_table).where(_table.c.staff_id == staff_id))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
