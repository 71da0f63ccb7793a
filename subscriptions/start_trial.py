"""Try: a product for some days, without payment details, and then it ends by itself."""

from dataclasses import dataclass
from datetime import date, timedelta

from subscriptions.add_subscription import not_on_sale
from subscriptions.charges import NOTHING
from subscriptions.dates import Period
from subscriptions.facts import Facts
from subscriptions.model import Subscription
from subscriptions.outcomes import NotSold, TooManySeats, UnknownTier
from subscriptions.roles import Operation


@dataclass(frozen=True, kw_only=True)
class TrialWish:
    """What the customer wants to try."""

    product: str
    tier: str | None = None
    seats: int


@dataclass(frozen=True, kw_only=True)
class TrialStarted:
    """The trial runs from today through `last_day`, free (A44, E13)."""

    operation = Operation.START_TRIAL
    charge = None
    after: Subscription
    last_day: date


@dataclass(frozen=True, kw_only=True)
class AlreadyUsed:
    """The account has tried or bought it before: there is one trial of a product (E16)."""

    product: str


def already_used(product: str, facts: Facts) -> bool:
    """Tell whether the account has ever had a product, in whatever state (E16)."""
    held = {each.product for each in facts.subscriptions}
    return product in held | facts.used_products


def start(
    wish: TrialWish, *, facts: Facts
) -> TrialStarted | AlreadyUsed | NotSold | UnknownTier | TooManySeats:
    """Decide a trial: of the catalogue's length, never charged, one a product.

    :raises ValueError: if there is no seat.
    Source: A40, A42, A44, E13, E16.
    """
    if already_used(wish.product, facts):
        return AlreadyUsed(product=wish.product)
    refusal = not_on_sale(wish.product, wish.tier, wish.seats, facts.catalogue)
    if refusal is not None:
        return refusal
    today = facts.today
    period = Period(start=today, end=today + timedelta(days=facts.catalogue.trial_days))
    after = Subscription(
        id="",
        product=wish.product,
        tier=wish.tier,
        seats=wish.seats,
        billing_cycle=None,
        unit_price=NOTHING,
        anchor=today,
        period=period,
        renews=False,
        trial=True,
    )
    return TrialStarted(after=after, last_day=period.last_day)
