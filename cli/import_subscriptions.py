"""Making a subscription of the fields of a row: price, dates and state must agree."""

from datetime import date
from decimal import Decimal
from typing import Any

from cli.import_fields import Record
from cli.import_rows import Contents, shown
from subscriptions import catalogue
from subscriptions.dates import ONE_DAY, Period, period_containing
from subscriptions.model import Status, Subscription, as_of

_KIND = ("billing_cycle", "status", "trial")
_PRICE = ("product", "tier", "unit_price")
_DATES = ("start", "period_start", "period_end")


def subscription(record: Record, contents: Contents, *, today: date) -> Subscription | None:
    """Make the subscription, in its period of today; `None` if something wrong was reported.

    :param today: the day in the account's time zone on which its state must hold (E10).
    """
    values, where = record.values, record.where
    price: Decimal | None = None
    period: Period | None = None
    if not record.has(*_KIND):
        return None
    if (reason := _contradiction(values)) is not None:
        contents.reject(where, reason)
        return None
    with contents.reporting(where):
        price = _unit_price(values) if record.has(*_PRICE) else None
    with contents.reporting(where):
        period = _period(values, today) if record.has(*_DATES) else None
    if price is None or period is None or record.broken:
        return None
    with contents.reporting(where):
        return _agreeing(values, price, period, today)
    return None


def _is_trial(values: dict[str, Any]) -> bool:
    status, cycle = values["status"], values.get("billing_cycle")
    ran_out = status is Status.EXPIRED and cycle is None
    return bool(values.get("trial", status is Status.TRIALING or ran_out))


def _contradiction(values: dict[str, Any]) -> str | None:
    trial, status = _is_trial(values), values["status"]
    if trial and status is Status.ACTIVE:
        return "trial: what is active is no longer a trial"
    if not trial and status is Status.TRIALING:
        return "trial: what is trialing is a trial"
    if not trial and "billing_cycle" not in values:
        return "billing_cycle: is missing; only a trial may have none"
    return None


def _unit_price(values: dict[str, Any]) -> Decimal:
    """Give the price as written, or else today's; zero for a trial that converts to nothing."""
    product, tier, cycle = values["product"], values.get("tier"), values.get("billing_cycle")
    tiers = catalogue.load().products[product].tiers
    if tiers and tier not in tiers:
        what = "is missing" if tier is None else f"{shown(tier)} is not sold"
        raise ValueError(f"tier: {what}; {product} has {', '.join(tiers)}")
    if tier is not None and not tiers:
        raise ValueError(f"tier: {product} has none")
    given: Decimal | None = values.get("unit_price")
    if cycle is None:
        if given:
            raise ValueError("unit_price: a trial without billing_cycle has none")
        return Decimal(0)
    return catalogue.load().price(product, tier, cycle) if given is None else given


def _period(values: dict[str, Any], today: date) -> Period:
    start: date = values["start"]
    last: date | None = values.get("period_end")
    status, trial = values["status"], _is_trial(values)
    if last is None and status is not Status.ACTIVE:
        raise ValueError(f"period_end: is missing; it is needed for {status.value}")
    if start > today:
        raise ValueError(f"start: {start} is in the future")
    if last is not None and last < start:
        raise ValueError(f"period_end: {last} is before start")
    if trial and last is not None:
        period = Period(start=start, end=last + ONE_DAY)
    else:
        period = period_containing(start, values["billing_cycle"], last or today)
    for name, expected in (("period_start", period.start), ("period_end", period.last_day)):
        if values.get(name, expected) != expected:
            raise ValueError(f"{name}: {values[name]} should be {expected}, counted from {start}")
    return period


def _agreeing(values: dict[str, Any], price: Decimal, period: Period, today: date) -> Subscription:
    """Make the subscription and hold its state against what was written.

    :raises ValueError: if it is not in that state today.
    """
    status, cycle = values["status"], values.get("billing_cycle")
    made = Subscription(
        id=values["id"],
        product=values["product"],
        tier=values.get("tier"),
        seats=values["seats"],
        billing_cycle=cycle,
        unit_price=price,
        anchor=values["start"],
        period=period,
        renews=status is Status.ACTIVE or (status is Status.TRIALING and cycle is not None),
        trial=_is_trial(values),
    )
    if period.start > today:
        raise ValueError(f"period_end: {period.last_day} ends a period that has not begun")
    current = as_of(made, today)
    found = current.status(today)
    if found is not status:
        raise ValueError(f"status: by its other fields it is {found.value}, not {status.value}")
    return current
