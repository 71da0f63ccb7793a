"""Reactivate: one word of the customer's, three operations, chosen by the status (A8.5)."""

from subscriptions.catalogue import CatalogueError
from subscriptions.charges import charge_of_period
from subscriptions.facts import Facts
from subscriptions.model import Status, Subscription, as_of, renewed
from subscriptions.outcomes import (
    AlreadyExpired,
    NeedsPaymentDetails,
    NoLongerSold,
    NotPending,
    Renewed,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)
from subscriptions.withdraw_cancellation import withdraw


def reactivate(
    subscription: Subscription, *, facts: Facts
) -> (
    Renewed
    | Withdrawn
    | NotPending
    | AlreadyExpired
    | TrialExpired
    | TrialEndsAlone
    | NoLongerSold
    | NeedsPaymentDetails
):
    """Decide a reactivation.

    While the subscription still runs this is a withdrawal. After its end it is renewed: a
    new period from today at the catalogue's price of today, charged now, never back-dated.
    A trial that ran out leads to subscribing instead. The account's balance is used up first.
    Source: A22, A23, E4, E5, E8.
    """
    today = facts.today
    current = as_of(subscription, today)
    if current.status(today) is not Status.EXPIRED or current.trial:
        return withdraw(current, today=today)
    cycle = current.billing_cycle
    assert cycle is not None, "a paid subscription has a billing cycle"
    try:
        unit_price = facts.catalogue.price(current.product, current.tier, cycle)
    except CatalogueError:
        return NoLongerSold(billing_cycle=cycle)
    if facts.lacks_card:
        return NeedsPaymentDetails()
    after = renewed(current, today=today, unit_price=unit_price)
    charge = charge_of_period(
        after.period,
        seats=after.seats,
        unit_price=unit_price,
        vat=facts.vat,
        credit=facts.balance,
    )
    return Renewed(
        after=after,
        charge=charge,
        last_day=after.period.last_day,
        renews_on=after.period.end,
    )
