"""Cancel: the next payment is stopped, access stays to the end of the period."""

from dataclasses import replace
from datetime import date

from subscriptions.model import Status, Subscription, as_of
from subscriptions.outcomes import (
    AlreadyExpired,
    AlreadyPending,
    Cancelled,
    TrialEndsAlone,
    TrialExpired,
)


def cancel(
    subscription: Subscription, *, today: date
) -> Cancelled | AlreadyPending | AlreadyExpired | TrialExpired | TrialEndsAlone:
    """Decide a cancellation: end of term, no notice, no credit.

    Source: A02, A09, A15, A16, E2, E3, E13, E14.
    """
    current = as_of(subscription, today)
    last_day = current.period.last_day
    match current.status(today):
        case Status.EXPIRED if current.trial:
            return TrialExpired(last_day=last_day)
        case Status.EXPIRED:
            return AlreadyExpired(last_day=last_day)
        case Status.PENDING_CANCELLATION:
            return AlreadyPending(last_day=last_day)
        case Status.TRIALING if not current.has_billing_details():
            return TrialEndsAlone(last_day=last_day)
    return Cancelled(after=replace(current, renews=False), last_day=last_day)
