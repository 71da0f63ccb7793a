"""Add: one or more products are ordered, paid from today, with access at once."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from subscriptions.catalogue import Catalogue
from subscriptions.charges import NOTHING, Charge, charge_of_period
from subscriptions.dates import BillingCycle, period_number
from subscriptions.facts import Facts
from subscriptions.model import Status, Subscription
from subscriptions.outcomes import NeedsPaymentDetails, NotSold, TooManySeats, UnknownTier
from subscriptions.roles import Operation
from subscriptions.vat import Vat, VatStatus, applicable, normalised

Question = Literal["product", "tier", "seats", "billing_cycle"]


@dataclass(frozen=True, kw_only=True)
class Item:
    """One product of an order."""

    product: str
    tier: str | None
    seats: int
    billing_cycle: BillingCycle


@dataclass(frozen=True, kw_only=True)
class Order:
    """What is bought together (A43).

    :param vat_number: as the customer wrote it, if they gave one (A46).
    :raises ValueError: if nothing is ordered.
    """

    items: tuple[Item, ...]
    vat_number: str | None = None

    def __post_init__(self) -> None:
        if not self.items:
            raise ValueError("an order has at least one item")


@dataclass(frozen=True, kw_only=True)
class OrderedLine:
    """One subscription of an order, and what it costs now.

    :param replaces_trial: whether `after` is a running trial that becomes paid.
    :param already_held: whether it is a further one to a product that is active (E17).
    """

    after: Subscription
    charge: Charge
    replaces_trial: bool
    already_held: bool


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """Everything ordered runs from today and is charged now (A45, A47). Totals are in EUR.

    :param vat_number: in its one form; `None` if none was given with the order.
    """

    operation = Operation.ADD_SUBSCRIPTION
    lines: tuple[OrderedLine, ...]
    vat_number: str | None
    total_net: Decimal
    total_vat: Decimal
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class AlreadyConverting:
    """A trial of it becomes paid by itself after `last_day` (E14)."""

    product: str
    last_day: date


@dataclass(frozen=True, kw_only=True)
class TrialPending:
    """A trial of it was cancelled: withdrawing that makes it paid after `last_day` (E4, E9)."""

    product: str
    last_day: date


@dataclass(frozen=True, kw_only=True)
class BadVatNumber:
    """What was given is no VAT number (E18)."""

    given: str


def missing(
    product: str | None,
    tier: str | None,
    seats: int | None,
    cycle: BillingCycle | None,
    catalogue: Catalogue,
    *,
    trial: bool = False,
) -> Question | None:
    """Give what is to be asked next for an order or a trial; `None` if all is known.

    A product that is not sold, or no seats at all, is as good as not said.
    Source: A41, A42.
    """
    sold = None if product is None else catalogue.products.get(product)
    if sold is None:
        return "product"
    if tier is None and sold.tiers:
        return "tier"
    if seats is None or seats < 1:
        return "seats"
    if cycle is None and not trial:
        return "billing_cycle"
    return None


def not_on_sale(
    product: str, tier: str | None, seats: int, catalogue: Catalogue
) -> NotSold | UnknownTier | TooManySeats | None:
    """Give why this cannot be bought or tried by anybody; `None` if it can."""
    sold = catalogue.products.get(product)
    if sold is None:
        return NotSold(product=product)
    if tier not in sold.prices:
        return UnknownTier(product=product, tiers=sold.tiers)
    if seats > catalogue.most_seats:
        return TooManySeats(product=product, most=catalogue.most_seats)
    return None


def add(
    order: Order, *, facts: Facts
) -> (
    Ordered
    | NotSold
    | UnknownTier
    | TooManySeats
    | NeedsPaymentDetails
    | AlreadyConverting
    | TrialPending
    | BadVatNumber
):
    """Decide an order: all of it or nothing, each product for a period from today.

    A running trial without billing details becomes the subscription that is bought.
    :raises ValueError: if an item has no seat.
    Source: A40, A45-A47, E8, E17, E18.
    """
    for item in order.items:
        refusal = not_on_sale(
            item.product, item.tier, item.seats, facts.catalogue
        ) or _decided_trial(item.product, facts)
        if refusal is not None:
            return refusal
    if facts.lacks_card:
        return NeedsPaymentDetails()
    if order.vat_number is None:
        return _ordered(order.items, vat_number=None, facts=facts)
    vat_number = normalised(order.vat_number)
    if vat_number is None:
        return BadVatNumber(given=order.vat_number)
    return _ordered(order.items, vat_number=vat_number, facts=facts)


def _decided_trial(product: str, facts: Facts) -> AlreadyConverting | TrialPending | None:
    """Give the trial of a product whose end is decided: it converts, or it was cancelled."""
    for each in facts.subscriptions:
        if not (each.trial and each.has_billing_details() and each.product == product):
            continue
        last_day = each.period.last_day
        match each.status(facts.today):
            case Status.TRIALING:
                return AlreadyConverting(product=product, last_day=last_day)
            case Status.PENDING_CANCELLATION:
                return TrialPending(product=product, last_day=last_day)
    return None


def _ordered(items: tuple[Item, ...], *, vat_number: str | None, facts: Facts) -> Ordered:
    today, vat = facts.today, _vat(vat_number, facts)
    active = {each.product for each in facts.subscriptions if each.status(today) is Status.ACTIVE}
    trials = {
        each.product: each
        for each in facts.subscriptions
        if each.status(today) is Status.TRIALING and not each.has_billing_details()
    }
    lines: list[OrderedLine] = []
    balance = facts.balance
    for item in items:
        # Taken out: a second line of the same product is a second subscription.
        trial = trials.pop(item.product, None)
        bought = _bought(item, facts)
        charge = charge_of_period(
            bought.period,
            seats=bought.seats,
            unit_price=bought.unit_price,
            vat=vat,
            credit=balance,
        )
        balance = charge.balance
        line = OrderedLine(
            after=replace(bought, id=trial.id, version=trial.version) if trial else bought,
            charge=charge,
            replaces_trial=trial is not None,
            already_held=item.product in active,
        )
        lines.append(line)
    return Ordered(
        lines=tuple(lines),
        vat_number=vat_number,
        total_net=sum((line.charge.net for line in lines), NOTHING),
        total_vat=sum((line.charge.vat_amount for line in lines), NOTHING),
        total=sum((line.charge.total for line in lines), NOTHING),
    )


def _vat(vat_number: str | None, facts: Facts) -> Vat:
    """Give the VAT of an order: what VIES said of another number does not count for this one."""
    if vat_number in (None, facts.contact.vat_number):
        return facts.vat
    return applicable(facts.country, facts.seller_country, VatStatus.PENDING)


def _bought(item: Item, facts: Facts) -> Subscription:
    return Subscription(
        id="",
        product=item.product,
        tier=item.tier,
        seats=item.seats,
        billing_cycle=item.billing_cycle,
        unit_price=facts.catalogue.price(item.product, item.tier, item.billing_cycle),
        anchor=facts.today,
        period=period_number(facts.today, item.billing_cycle, 0),
        renews=True,
    )
