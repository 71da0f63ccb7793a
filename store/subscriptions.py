"""Subscriptions as rows: read as they are today, written only if nobody else wrote first."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import schema
from store.accounts import Account
from subscriptions.dates import BillingCycle, Period, local_day, midnight
from subscriptions.model import Subscription, as_of

_table = schema.subscription


class ChangedMeanwhileError(RuntimeError):
    """Another transaction changed the subscription first; nothing was written (E6)."""


def _read(row: Any, zone: ZoneInfo) -> Subscription:
    cycle = row["billing_cycle"]
    return Subscription(
        id=row["id"],
        product=row["product"],
        tier=row["tier"],
        seats=row["seats"],
        billing_cycle=None if cycle is None else BillingCycle(cycle),
        unit_price=Decimal(row["unit_price"]),
        anchor=row["anchor"],
        period=Period(
            start=local_day(row["period_start_at"], zone),
            end=local_day(row["period_end_at"], zone),
        ),
        renews=row["renews"],
        trial=row["trial"],
        version=row["version"],
    )


def _columns(subscription: Subscription, zone: ZoneInfo) -> dict[str, Any]:
    cycle = subscription.billing_cycle
    return {
        "product": subscription.product,
        "tier": subscription.tier,
        "seats": subscription.seats,
        "billing_cycle": None if cycle is None else cycle.value,
        "unit_price": str(subscription.unit_price),
        "anchor": subscription.anchor,
        "period_start_at": midnight(subscription.period.start, zone),
        "period_end_at": midnight(subscription.period.end, zone),
        "renews": subscription.renews,
        "trial": subscription.trial,
        "version": subscription.version,
    }


def of_account(connection: Connection, account: Account, *, now: datetime) -> list[Subscription]:
    """Read all subscriptions of an account, in a steady order, as they are at `now`."""
    found = select(_table).where(_table.c.account_id == account.id).order_by(_table.c.id)
    today = local_day(now, account.zone)
    rows = connection.execute(found).mappings()
    return [as_of(_read(row, account.zone), today) for row in rows]


def one(
    connection: Connection, account: Account, subscription_id: str, *, now: datetime
) -> Subscription:
    """Read one subscription of that account, as it is at `now`, keeping its row from others.

    :raises sqlalchemy.exc.NoResultFound: if it is not the account's own; a bug.
    """
    found = (
        select(_table)
        .where(_table.c.id == subscription_id, _table.c.account_id == account.id)
        .with_for_update()
    )
    row = connection.execute(found).mappings().one()
    return as_of(_read(row, account.zone), local_day(now, account.zone))


def add(connection: Connection, account: Account, subscription: Subscription) -> None:
    """Store a new subscription."""
    values = _columns(subscription, account.zone)
    connection.execute(insert(_table).values(id=subscription.id, account_id=account.id, **values))


def save(connection: Connection, account: Account, after: Subscription) -> Subscription:
    """Store a changed subscription if its version is still the one that was read.

    :raises ChangedMeanwhileError: if it is not.
    """
    values = _columns(after, account.zone) | {"version": after.version + 1}
    unchanged = (_table.c.id == after.id, _table.c.version == after.version)
    written = connection.execute(update(_table).where(*unchanged).values(values)).rowcount
    if written != 1:
        raise ChangedMeanwhileError(after.id)
    row = connection.execute(select(_table).where(_table.c.id == after.id)).mappings().one()
    return _read(row, account.zone)
