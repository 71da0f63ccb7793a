"""What a decision can say. Each outcome names the sentence; its fields fill the blanks.

Outcomes with an `operation` carry the subscription as it will be stored. Everything else
changes nothing and says why. What only one task can say stands beside its decision.
"""

from dataclasses import dataclass
from datetime import date

from subscriptions.charges import Charge
from subscriptions.dates import BillingCycle
from subscriptions.model import Subscription
from subscriptions.roles import Operation


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """Automatic renewal is off; access lasts through `last_day` (A09, A11, E2)."""

    operation = Operation.CANCEL_SUBSCRIPTION
    charge = None
    after: Subscription
    last_day: date


@dataclass(frozen=True, kw_only=True)
class Withdrawn:
    """The pending cancellation is gone; it renews, or converts, on `renews_on` (A21, E4)."""

    operation = Operation.WITHDRAW_CANCELLATION
    charge = None
    after: Subscription
    renews_on: date


@dataclass(frozen=True, kw_only=True)
class Renewed:
    """An ended subscription has a new period from today, charged now (A23, E5)."""

    operation = Operation.REACTIVATE_SUBSCRIPTION
    after: Subscription
    charge: Charge
    last_day: date
    renews_on: date


@dataclass(frozen=True, kw_only=True)
class AlreadyPending:
    """It was cancelled before; nothing more is done (E3)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class TrialEndsAlone:
    """A trial without billing details: there is nothing to cancel, or to keep (A16, E13)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class AlreadyExpired:
    """It is over; it can be reactivated (A15, A23, E4)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class TrialExpired:
    """A trial that ran out is not reactivated: the product is subscribed to (A8.5)."""

    last_day: date


@dataclass(frozen=True, kw_only=True)
class NotPending:
    """No cancellation is pending: it goes on by itself on `renews_on` (A24)."""

    renews_on: date


@dataclass(frozen=True, kw_only=True)
class NoLongerSold:
    """The plan has left the catalogue: no price can be promised for a new period."""

    billing_cycle: BillingCycle


@dataclass(frozen=True, kw_only=True)
class NeedsPaymentDetails:
    """No card is on file: it is entered on the payment page, never in the chat (A46)."""


@dataclass(frozen=True, kw_only=True)
class NotSold:
    """No such product is on sale."""

    product: str


@dataclass(frozen=True, kw_only=True)
class UnknownTier:
    """The product has other tiers, or none at all (A42)."""

    product: str
    tiers: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TooManySeats:
    """More than `most` seats are not sold here."""

    product: str
    most: int
