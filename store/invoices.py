"""Invoices, and the request to charge one."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from store import accounts, outbox, schema
from store.accounts import Account
from subscriptions.dates import midnight
from subscriptions.model import Subscription
from subscriptions.outcomes import Charge

_table = schema.invoice


def add(
    connection: Connection,
    account: Account,
    subscription: Subscription,
    line: Charge,
    *,
    issued_at: datetime,
    paid: bool,
) -> str:
    """Write the invoice of one period and give its number."""
    invoice_id = schema.new_id("inv")
    number = f"F{issued_at:%Y%m}-{invoice_id[-8:].upper()}"
    connection.execute(
        insert(_table).values(
            id=invoice_id,
            account_id=account.id,
            subscription_id=subscription.id,
            number=number,
            issued_at=issued_at,
            period_start_at=midnight(line.period.start, account.zone),
            period_end_at=midnight(line.period.end, account.zone),
            seats=line.seats,
            unit_price=str(line.unit_price),
            amount=str(line.amount),
            paid=paid,
        )
    )
    return number


def charge(
    connection: Connection,
    account: Account,
    subscription: Subscription,
    line: Charge,
    reference: str,
    *,
    now: datetime,
) -> None:
    """Write the invoice of an order and the `charge` request that a provider settles."""
    number = add(connection, account, subscription, line, issued_at=now, paid=False)
    outbox.enqueue(
        connection,
        account_id=account.id,
        kind="charge",
        template="charge",
        language=account.language,
        recipient=accounts.email_of(connection, account.id),
        payload={
            "invoice": number,
            "amount": str(line.amount),
            "currency": "EUR",
            "payment": account.payment,
        },
        dedupe_key=f"{reference}:charge",
        now=now,
    )


def of_account(connection: Connection, account_id: str) -> list[dict[str, Any]]:
    """Read an account's invoices, newest first."""
    found = select(_table).where(_table.c.account_id == account_id)
    rows = connection.execute(found.order_by(_table.c.issued_at.desc())).mappings()
    return [dict(row) for row in rows]
