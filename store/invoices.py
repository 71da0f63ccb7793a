"""Invoices, and the request to charge one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from store import accounts, outbox, schema
from store.accounts import Account
from subscriptions.charges import Charge
from subscriptions.dates import Period, local_day, midnight
from subscriptions.model import Subscription
from subscriptions.vat import Vat, VatReason

_table = schema.invoice


@dataclass(frozen=True, kw_only=True)
class Invoice:
    """One issued invoice, its charge as it was frozen then.

    :param issued_on: day of the account's own zone.
    """

    id: str
    number: str
    issued_on: date
    product: str
    tier: str | None
    charge: Charge
    paid: bool

    @property
    def plan(self) -> str:
        """Give "RescueAssist Pro"."""
        return " ".join(filter(None, (self.product, (self.tier or "").title())))


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
            product=subscription.product,
            tier=subscription.tier,
            number=number,
            issued_at=issued_at,
            period_start_at=midnight(line.period.start, account.zone),
            period_end_at=midnight(line.period.end, account.zone),
            seats=line.seats,
            unit_price=str(line.unit_price),
            amount=str(line.amount),
            credit=str(line.credit),
            vat_rate=str(line.vat.rate),
            vat_reason=line.vat.reason.value,
            vat_amount=str(line.vat_amount),
            total=str(line.total),
            paid=paid,
        )
    )
    return number


def charge(
    connection: Connection,
    account: Account,
    lines: Sequence[tuple[Subscription, Charge]],
    reference: str,
    *,
    now: datetime,
) -> None:
    """Write the invoices of an order and the one `charge` request that a provider settles."""
    numbers = [
        add(connection, account, subscription, line, issued_at=now, paid=False)
        for subscription, line in lines
    ]
    outbox.enqueue(
        connection,
        account_id=account.id,
        kind="charge",
        template="charge",
        language=account.language,
        recipient=accounts.email_of(connection, account.id),
        payload={
            "invoices": numbers,
            "amount": str(sum(line.total for _, line in lines)),
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


def history(connection: Connection, account: Account) -> list[Invoice]:
    """Read an account's invoices, newest first; those of one day always in the same order."""
    newest_first = (_table.c.issued_at.desc(), _table.c.subscription_id, _table.c.number)
    found = select(_table).where(_table.c.account_id == account.id).order_by(*newest_first)
    return [_read(row, account) for row in connection.execute(found).mappings()]


def one(connection: Connection, account: Account, invoice_id: str) -> Invoice | None:
    """Read one invoice of that account; `None` if it has no such invoice."""
    found = select(_table).where(_table.c.account_id == account.id, _table.c.id == invoice_id)
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else _read(row, account)


def _read(row: Any, account: Account) -> Invoice:
    charged = Charge(
        period=Period(
            start=local_day(row["period_start_at"], account.zone),
            end=local_day(row["period_end_at"], account.zone),
        ),
        seats=row["seats"],
        unit_price=Decimal(row["unit_price"]),
        amount=Decimal(row["amount"]),
        vat=Vat(rate=Decimal(row["vat_rate"]), reason=VatReason(row["vat_reason"])),
        credit=Decimal(row["credit"]),
    )
    return Invoice(
        id=row["id"],
        number=row["number"],
        issued_on=local_day(row["issued_at"], account.zone),
        product=row["product"],
        tier=row["tier"],
        charge=charged,
        paid=row["paid"],
    )
