"""Withdraw a pending cancellation: the subscription goes on as if nothing had been said."""

from dataclasses import replace
from datetime import date

from subscriptions.model import Status, Subscription, as_of
from subscriptions.outcomes import (
    AlreadyExpired,
    NotPending,
    TrialEndsAlone,
    TrialExpired,
    Withdrawn,
)


def withdraw(
    subscription: Subscription, *, today: date
) -> Withdrawn | NotPending | AlreadyExpired | TrialExpired | TrialEndsAlone:
    """Decide to remove a pending cancellation: same periods, no charge.

    Possible until the midnight that ends the last day with access.
    Source: A20-A22, A24, E4.
    """
    current = as_of(subscription, today)
    last_day, renews_on = current.period.last_day, current.period.end
    match current.status(today):
        case Status.EXPIRED if current.trial:
            return TrialExpired(last_day=last_day)
        case Status.EXPIRED:
            return AlreadyExpired(last_day=last_day)
        case Status.PENDING_CANCELLATION:
            return Withdrawn(after=replace(current, renews=True), renews_on=renews_on)
        case Status.TRIALING if not current.has_billing_details():
            return TrialEndsAlone(last_day=last_day)
    return NotPending(renews_on=renews_on)
