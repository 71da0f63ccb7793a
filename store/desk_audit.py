"""The audit of the support desk: what its people did, oldest first, never edited."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.engine import Connection

from store.staff import Staff
from store.staff_schema import desk_audit as _table
from store.staff_schema import staff as _staff

PAGE = 100


def record(
    connection: Connection,
    staff: Staff | None,
    action: str,
    *,
    object: str | None = None,
    detail: dict[str, Any] | None = None,
    address: str | None = None,
    now: datetime,
) -> None:
    """Write one record, in the transaction of what it tells.

    :param staff: `None` for somebody who is not signed in.
    :param action: such as `sign_in`, `handoff_claimed`.
    :param object: what it was done to: an id, or for sign-ins the name that was given.
    :param address: where the request came from.
    """
    connection.execute(
        insert(_table).values(
            at=now,
            staff_id=None if staff is None else staff.id,
            action=action,
            object=object,
            detail=detail or None,
            address=address,
        )
    )


def count(
    connection: Connection,
    action: str,
    *,
    since: datetime,
    object: str | None = None,
    address: str | None = None,
) -> tuple[int, datetime | None]:
    """Count records of an action since then, and give when the first of them was."""
    wanted = [_table.c.action == action, _table.c.at > since]
    if object is not None:
        wanted.append(_table.c.object == object)
    if address is not None:
        wanted.append(_table.c.address == address)
    found = select(func.count(), func.min(_table.c.at)).where(*wanted)
    counted, first = connection.execute(found).one()
    return counted, first


def page(
    connection: Connection,
    *,
    staff_id: str | None = None,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> list[dict[str, Any]]:
    """Read records, newest first, as far as `limit`; go on `before` the last number."""
    wanted = [
        *([_table.c.staff_id == staff_id] if staff_id else []),
        *([_table.c.action == action] if action else []),
        *([_table.c.at >= since] if since else []),
        *([_table.c.at < until] if until else []),
        *([_table.c.number < before] if before else []),
    ]
    found = (
        select(_table, _staff.c.name.label("staff_name"), _staff.c.email.label("staff_email"))
        .join_from(_table, _staff, isouter=True)
        .where(*wanted)
        .order_by(_table.c.number.desc())
        .limit(limit)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


def actions(connection: Connection) -> Sequence[str]:
    """Every action that was ever recorded, by name."""
    found = select(_table.c.action).distinct().order_by(_table.c.action)
    return list(connection.execute(found).scalars())
