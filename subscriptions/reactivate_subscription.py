"""Reactivate: one word of the customer's, three operations, chosen by the status (A8.5)."""

from datetime import date

from subscriptions.catalogue import Catalogue, CatalogueError
from subscriptions.model import Status, Subscription, as_of, renewed
from subscriptions.money import price_of_seats
from subscriptions.outcomes import (
    AlreadyExpired,
    Charge,
    NoLongerSold,
    NotPending,
    Renewed,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.withdraw_cancellation import withdraw


def reactivate(
    subscription: Subscription, *, today: date, catalogue: Catalogue
) -> (
    Renewed
    | Withdrawn
    | NotPending
    | AlreadyExpired
    | TrialExpired
    | TrialEndsAlone
    | NoLongerSold
):
    """Decide a reactivation.

    While the subscription still runs this is a withdrawal. After its end it is renewed: a
    new period from today at the catalogue's price of today, charged now, never back-dated.
    A trial that ran out leads to subscribing instead.
    Source: A22, A23, E4, E5.
    """
    current = as_of(subscription, today)
    if current.status(today) is not Status.EXPIRED or current.trial:
        return withdraw(current, today=today)
    cycle = current.billing_cycle
    assert cycle is not None, "a paid subscription has a billing cycle"
    try:
        unit_price = catalogue.price(current.product, current.tier, cycle)
    except CatalogueError:
        return NoLongerSold(billing_cycle=cycle)
    after = renewed(current, today=today, unit_price=unit_price)
    charge = Charge(
        period=after.period,
        seats=after.seats,
        unit_price=unit_price,
        amount=price_of_seats(unit_price, after.seats),
    )
    return Renewed(
        after=after,
        charge=charge,
        last_day=after.period.last_day,
        renews_on=after.period.end,
    )
