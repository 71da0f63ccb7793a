"""Change: more seats, a higher tier or a longer cycle, from today (A47, E8).

What makes a subscription smaller is a representative's to do: nothing is paid back here.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from subscriptions.catalogue import Catalogue
from subscriptions.charges import Charge, charge_of_period
from subscriptions.dates import BillingCycle, period_number
from subscriptions.facts import Facts
from subscriptions.model import Status, Subscription, as_of
from subscriptions.money import amount, price_of_seats
from subscriptions.outcomes import NeedsPaymentDetails, NoLongerSold, TooManySeats, UnknownTier
from subscriptions.roles import Operation


@dataclass(frozen=True, kw_only=True)
class Change:
    """What the customer wants different; `None` is as it is.

    :param seats: the total wanted; where it is given, `seats_by` is not looked at.
    :param seats_by: seats more, or fewer if negative.
    """

    seats: int | None = None
    seats_by: int | None = None
    tier: str | None = None
    billing_cycle: BillingCycle | None = None


@dataclass(frozen=True, kw_only=True)
class Changed:
    """It has a new period from today, charged now less the unused days of `before` (E8)."""

    operation = Operation.CHANGE_SUBSCRIPTION
    after: Subscription
    charge: Charge
    before: Subscription
    last_day: date
    renews_on: date


@dataclass(frozen=True, kw_only=True)
class NothingToChange:
    """It is already as wanted."""


@dataclass(frozen=True, kw_only=True)
class PendingFirst:
    """It is cancelled: nothing changes until the cancellation is withdrawn (E9)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class ExpiredFirst:
    """It is over: it would have to be reactivated first (A23)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class TrialNotChanged:
    """A trial stays as it was started, even one that ran out (then `last_day` is past).

    :param converts: whether it becomes paid by itself on the day after (E14).
    """

    last_day: date
    converts: bool


@dataclass(frozen=True, kw_only=True)
class Reduces:
    """Something of it, seats or tier, would become less: a representative does it."""


@dataclass(frozen=True, kw_only=True)
class CycleShortened:
    """From annual to monthly: a representative does it."""


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """What can be changed of a subscription."""

    seats: int
    tier: str | None
    cycle: BillingCycle


def change(
    subscription: Subscription, wish: Change, *, facts: Facts
) -> (
    Changed
    | NothingToChange
    | PendingFirst
    | ExpiredFirst
    | TrialNotChanged
    | Reduces
    | CycleShortened
    | UnknownTier
    | TooManySeats
    | NoLongerSold
    | NeedsPaymentDetails
):
    """Decide a change: a new period from today at today's price, less what is not used.

    Source: A47, E8, E9.
    """
    today = facts.today
    current = as_of(subscription, today)
    last_day = current.period.last_day
    if current.trial:
        return TrialNotChanged(last_day=last_day, converts=current.renews)
    match current.status(today):
        case Status.EXPIRED:
            return ExpiredFirst(last_day=last_day)
        case Status.PENDING_CANCELLATION:
            return PendingFirst(last_day=last_day)
    plan = _plan(current)
    wanted = _wanted(plan, wish)
    refusal = _refusal(current.product, plan, wanted, facts.catalogue)
    if refusal is not None:
        return refusal
    if facts.lacks_card:
        return NeedsPaymentDetails()
    return _changed(current, wanted, facts)


def _plan(subscription: Subscription) -> _Plan:
    cycle = subscription.billing_cycle
    assert cycle is not None, "a paid subscription has a billing cycle"
    return _Plan(seats=subscription.seats, tier=subscription.tier, cycle=cycle)


def _wanted(plan: _Plan, wish: Change) -> _Plan:
    return _Plan(
        seats=plan.seats + (wish.seats_by or 0) if wish.seats is None else wish.seats,
        tier=wish.tier or plan.tier,
        cycle=wish.billing_cycle or plan.cycle,
    )


def _refusal(
    product: str, plan: _Plan, wanted: _Plan, catalogue: Catalogue
) -> NothingToChange | Reduces | CycleShortened | NoLongerSold | UnknownTier | TooManySeats | None:
    """Give why the assistant does not make this change; `None` if it does.

    A representative can make a plan smaller even if it has left the catalogue, so that is
    looked at first.
    """
    if wanted == plan:
        return NothingToChange()
    if wanted.seats < plan.seats:
        return Reduces()
    if wanted.cycle.months < plan.cycle.months:
        return CycleShortened()
    sold = catalogue.products.get(product)
    if sold is None or plan.tier not in sold.prices:
        return NoLongerSold(billing_cycle=plan.cycle)
    if wanted.tier not in sold.prices:
        return UnknownTier(product=product, tiers=sold.tiers)
    if sold.prices[wanted.tier][wanted.cycle] < sold.prices[plan.tier][wanted.cycle]:
        return Reduces()
    # Whoever has more than the most, from before, may still change the rest.
    if wanted.seats > max(plan.seats, catalogue.most_seats):
        return TooManySeats(product=product, most=catalogue.most_seats)
    return None


def _changed(current: Subscription, wanted: _Plan, facts: Facts) -> Changed:
    today = facts.today
    after = replace(
        current,
        seats=wanted.seats,
        tier=wanted.tier,
        billing_cycle=wanted.cycle,
        unit_price=facts.catalogue.price(current.product, wanted.tier, wanted.cycle),
        anchor=today,
        period=period_number(today, wanted.cycle, 0),
    )
    charge = charge_of_period(
        after.period,
        seats=after.seats,
        unit_price=after.unit_price,
        vat=facts.vat,
        credit=_unused(current, today) + facts.balance,
    )
    return Changed(
        after=after,
        charge=charge,
        before=current,
        last_day=after.period.last_day,
        renews_on=after.period.end,
    )


def _unused(subscription: Subscription, today: date) -> Decimal:
    """Give what was paid for the days from `today`, included, in EUR without VAT (E8)."""
    period = subscription.period
    paid = price_of_seats(subscription.unit_price, subscription.seats)
    return amount(paid * (period.end - today).days / (period.end - period.start).days)
