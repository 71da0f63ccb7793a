"""Tickets of invoice customers: billing details that the support team changes (A54-A58)."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import schema
from store.accounts import Person
from store.audit import Context
from subscriptions.update_billing_contact import TicketOpened

_table = schema.ticket


class UnknownTicketError(LookupError):
    """No open ticket has this number."""


def open_ticket(
    connection: Connection, person: Person, context: Context, asked: TicketOpened
) -> str:
    """Store what is and what is wanted, and give the ticket's number (A55, A56)."""
    ticket_id = schema.new_id("ticket")
    number = f"T{context.now:%Y%m%d}-{ticket_id[-6:].upper()}"
    connection.execute(
        insert(_table).values(
            id=ticket_id,
            number=number,
            account_id=person.account.id,
            person_id=person.id,
            status="open",
            current=asdict(asked.current),
            requested=_requested(asked),
            contact_email=asked.case_email,
            language=context.language,
            opened_at=context.now,
            expected_from=asked.expected_from,
            expected_to=asked.expected_to,
        )
    )
    return number


def _requested(asked: TicketOpened) -> dict[str, Any]:
    """Give the record as it is to be, and who is to become billing contact, if anybody."""
    role = {} if asked.new_contact is None else {"new_contact": asked.new_contact}
    return asdict(asked.requested) | role


def close(connection: Connection, number: str, *, now: datetime) -> dict[str, Any]:
    """Mark an open ticket as confirmed, and give its row.

    :raises UnknownTicketError: if no open ticket has this number.
    """
    found = select(_table).where(_table.c.number == number, _table.c.status == "open")
    row = connection.execute(found.with_for_update()).mappings().one_or_none()
    if row is None:
        raise UnknownTicketError(f"no open ticket {number!r}")
    closed = connection.execute(
        update(_table)
        .where(_table.c.id == row["id"], _table.c.status == "open")
        .values(status="confirmed", confirmed_at=now)
    )
    if closed.rowcount != 1:
        raise UnknownTicketError(f"no open ticket {number!r}")
    return dict(row)


def of_account(connection: Connection, account_id: str | None = None) -> list[dict[str, Any]]:
    """Read tickets, oldest first, in the shape of `billing tickets`."""
    found = select(_table, schema.account.c.name.label("account_name")).join_from(
        _table, schema.account
    )
    if account_id is not None:
        found = found.where(_table.c.account_id == account_id)
    rows = connection.execute(found.order_by(_table.c.opened_at, _table.c.id)).mappings()
    return [
        {
            "id": row["number"],
            "account": row["account_name"],
            "status": row["status"],
            "current": row["current"],
            "requested": row["requested"],
            "contact_email": row["contact_email"],
            "opened_at": row["opened_at"].isoformat(),
            "expected_from": row["expected_from"].isoformat(),
            "expected_to": row["expected_to"].isoformat(),
        }
        for row in rows
    ]
