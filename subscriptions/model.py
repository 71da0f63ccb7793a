"""What a subscription is, and what it has become by a given day."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum

from subscriptions.dates import BillingCycle, Period, period_containing, period_number


class Status(str, Enum):
    """The four states of a subscription (E1)."""

    TRIALING = "trialing"
    ACTIVE = "active"
    PENDING_CANCELLATION = "pending_cancellation"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """One subscription to one product.

    Nothing here says "active" or "expired": a state follows from dates and from `renews`,
    so that it is right at every moment without a nightly job.

    :param unit_price: EUR per seat and billing cycle, without VAT; for a trial, the price
        it converts to, or zero.
    :param billing_cycle: of a trial, the cycle it converts to at its end; `None` when no
        billing details were given for it (E13, E14).
    :param anchor: first day of the series of periods; month ends are counted from it.
    :param renews: whether it goes on by itself (is charged) at the end of the period.
    :param version: grows with each stored change.
    :raises ValueError: if the fields contradict each other.
    """

    id: str
    product: str
    tier: str | None
    seats: int
    billing_cycle: BillingCycle | None
    unit_price: Decimal
    anchor: date
    period: Period
    renews: bool
    trial: bool = False
    version: int = 1

    def __post_init__(self) -> None:
        if self.seats < 1:
            raise ValueError("a subscription has at least one seat")
        if self.unit_price < 0:
            raise ValueError("a price is not negative")
        if self.renews and self.billing_cycle is None:
            raise ValueError("what has no billing details cannot renew")
        if self.trial:
            if self.anchor != self.period.start:
                raise ValueError("a trial is anchored on its own first day")
            return
        if self.billing_cycle is None:
            raise ValueError("a paid subscription has a billing cycle")
        if self.period != period_containing(self.anchor, self.billing_cycle, self.period.start):
            raise ValueError("a paid period is one of those counted from the anchor")

    def has_billing_details(self) -> bool:
        """Tell whether it is, or will become, a paid subscription (E13, E14)."""
        return self.billing_cycle is not None

    def status(self, today: date) -> Status:
        """Give its state on `today`.

        :raises ValueError: if the subscription should first have been rolled forward
            with `as_of`; a bug, not a customer's choice.
        """
        if self.period.is_over(today):
            if self.renews:
                raise ValueError("roll the subscription forward before reading its status")
            return Status.EXPIRED
        if self.trial:
            cancelled = self.has_billing_details() and not self.renews
            return Status.PENDING_CANCELLATION if cancelled else Status.TRIALING
        return Status.ACTIVE if self.renews else Status.PENDING_CANCELLATION


def as_of(subscription: Subscription, today: date) -> Subscription:
    """Give the subscription as time alone has made it by `today`.

    A renewing one is in the period that holds `today`, a trial with billing details has
    become paid with its end as the anchor (E14), anything else is unchanged and, once its
    period is over, expired (A12, E13).
    """
    if not (subscription.renews and subscription.period.is_over(today)):
        return subscription
    cycle = subscription.billing_cycle
    assert cycle is not None, "what renews has a billing cycle"
    anchor = subscription.period.end if subscription.trial else subscription.anchor
    return replace(
        subscription,
        trial=False,
        anchor=anchor,
        period=period_containing(anchor, cycle, today),
    )


def renewed(subscription: Subscription, *, today: date, unit_price: Decimal) -> Subscription:
    """Give an ended subscription a new period from `today`: same id, new anchor (E1, E5)."""
    cycle = subscription.billing_cycle
    assert cycle is not None, "a trial without billing details is not renewed"
    return replace(
        subscription,
        unit_price=unit_price,
        anchor=today,
        period=period_number(today, cycle, 0),
        renews=True,
        trial=False,
    )
