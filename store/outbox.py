"""What must leave the house after a transaction: e-mails, and charges for a provider (E21).

A row is written with the change it tells of. A worker claims e-mails one by one; a `charge`
waits for the payment provider that a company connects.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import schema

_table = schema.outbox

LEASE = timedelta(minutes=2)
"""How long one worker has for one e-mail before another may take it."""

LONGEST_WAIT = timedelta(minutes=15)

MOST_ATTEMPTS = 490
"""About five days of trying, as mail servers do: a lost weekend loses no confirmation."""


def enqueue(
    connection: Connection,
    *,
    account_id: str,
    kind: str,
    template: str,
    language: str,
    recipient: str,
    payload: dict[str, Any],
    dedupe_key: str,
    now: datetime,
) -> None:
    """Queue one e-mail or charge. The same `dedupe_key` twice is an error, not a duplicate."""
    connection.execute(
        insert(_table).values(
            id=schema.new_id("out"),
            account_id=account_id,
            kind=kind,
            template=template,
            language=language,
            recipient=recipient,
            payload=payload,
            dedupe_key=dedupe_key,
            status="queued",
            attempts=0,
            queued_at=now,
            next_at=now,
        )
    )


def claim_email(connection: Connection, *, now: datetime) -> dict[str, Any] | None:
    """Take the oldest e-mail that is due, keeping other workers off it for a while."""
    due = (
        select(_table)
        .where(_table.c.kind == "email", _table.c.status == "queued", _table.c.next_at <= now)
        .order_by(_table.c.queued_at, _table.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = connection.execute(due).mappings().one_or_none()
    if row is None:
        return None
    attempts = row["attempts"] + 1
    connection.execute(
        update(_table)
        .where(_table.c.id == row["id"])
        .values(next_at=now + LEASE, attempts=attempts)
    )
    return {**row, "attempts": attempts}


def mark_sent(connection: Connection, outbox_id: str, *, subject: str, now: datetime) -> None:
    """Note that an e-mail was handed over."""
    connection.execute(
        update(_table)
        .where(_table.c.id == outbox_id)
        .values(status="sent", subject=subject, sent_at=now, last_error=None)
    )


def mark_delayed(
    connection: Connection, outbox_id: str, *, attempts: int, error: str, now: datetime
) -> None:
    """Note a failure: try again later, each time after a longer wait, and give up at last.

    Changes nothing if another worker has taken the e-mail since, after the lease.
    """
    wait = min(timedelta(seconds=2 ** min(attempts, 10)), LONGEST_WAIT)
    status = "failed" if attempts >= MOST_ATTEMPTS else "queued"
    still_ours = (_table.c.status == "queued", _table.c.attempts == attempts)
    connection.execute(
        update(_table)
        .where(_table.c.id == outbox_id, *still_ours)
        .values(status=status, next_at=now + wait, last_error=error[:500])
    )


def mark_failed(connection: Connection, outbox_id: str, *, error: str) -> None:
    """Note that an e-mail can never be delivered, such as to a refused address.

    Changes nothing if another worker has delivered it since.
    """
    connection.execute(
        update(_table)
        .where(_table.c.id == outbox_id, _table.c.status == "queued")
        .values(status="failed", last_error=error[:500])
    )


def emails(connection: Connection, account_id: str | None = None) -> list[dict[str, Any]]:
    """Read e-mails, oldest first, in the shape of `billing outbox`."""
    found = select(_table).where(_table.c.kind == "email")
    if account_id is not None:
        found = found.where(_table.c.account_id == account_id)
    rows = connection.execute(found.order_by(_table.c.queued_at, _table.c.id)).mappings()
    return [
        {
            "id": row["id"],
            "to": row["recipient"],
            "template": row["template"],
            "language": row["language"],
            "status": row["status"],
            "attempts": row["attempts"],
            "subject": row["subject"],
        }
        for row in rows
    ]
