"""Which of the account's subscriptions a customer speaks of."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from subscriptions.model import Status, Subscription
from understanding.kinds import kind
from understanding.pointing import excludes, means_all, means_another
from understanding.positions import position


@dataclass(frozen=True, kw_only=True)
class Reference:
    """What was said to tell a subscription from others. Empty fields say nothing.

    :param id: of a subscription, behind a button.
    :param position: in the list that was shown, from 1; -1 is the last.
    :param other: "l'autre", or "pas le premier": not the one in hand, or not that one.
    :param every: "tous", "tutti": which is never taken at its word (E17).
    """

    id: str | None = None
    product: str | None = None
    tier: str | None = None
    billing_cycle: str | None = None
    seats: int | None = None
    kind: str | None = None
    position: int | None = None
    other: bool | None = None
    every: bool | None = None

    def to_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value is not None}

    def is_empty(self) -> bool:
        return not self.to_json()

    def is_a_bare_number(self) -> bool:
        """Tell whether it may as well be a position as a number of seats."""
        rest = (self.id, self.product, self.tier, self.billing_cycle)
        return self.position is not None and not any(rest)

    def names_a_plan(self) -> bool:
        """Tell whether it says more than a position or a kind, which need a context."""
        return any((self.id, self.product, self.tier, self.billing_cycle, self.seats))


def read(text: str, entities: Sequence[dict[str, Any]], span: tuple[int, int]) -> Reference:
    """Read the reference in the part `span` of a message."""
    start, end = span
    found: dict[str, Any] = {}
    if excludes(text[start:end]):
        return Reference(every=True)
    for entity in entities:
        inside = start <= entity.get("start", start) < max(end, start + 1)
        name = entity["entity"]
        if not inside or name in found:
            continue
        if name in ("product", "tier", "billing_cycle"):
            found[name] = entity["value"]
        elif name == "seats" and entity.get("role", "to") == "to":
            found["seats"] = int(entity["value"])
        elif name == "subscription":
            found["id"] = entity["value"]
    words = text[start:end]
    status = kind(words)
    return Reference(
        **found,
        kind=None if status is None else status.value,
        position=position(words),
        other=means_another(words) or None,
        every=means_all(words) or None,
    )


def matching(
    reference: Reference, subscriptions: Sequence[Subscription], *, today: date
) -> list[Subscription]:
    """Give the subscriptions that fit all that was said, in their order.

    A kind narrows the choice but never empties it: "mon essai" of a product that is by now
    paid still means that product.
    """
    fitting = [each for each in subscriptions if _fits(reference, each)]
    return of_kind(reference, fitting, today=today) or fitting


def of_kind(
    reference: Reference, subscriptions: Sequence[Subscription], *, today: date
) -> list[Subscription]:
    """Give those of the kind that was said ("mon essai"), none if no kind was said."""
    if reference.kind is None:
        return []
    status = Status(reference.kind)
    return [each for each in subscriptions if _is_of_kind(status, each, today)]


def _fits(reference: Reference, subscription: Subscription) -> bool:
    cycle = subscription.billing_cycle
    said_and_true = (
        (reference.id, subscription.id),
        (reference.product, subscription.product),
        (reference.tier, subscription.tier),
        (reference.billing_cycle, None if cycle is None else cycle.value),
        (reference.seats, subscription.seats),
    )
    return all(said is None or said == true for said, true in said_and_true)


def _is_of_kind(status: Status, subscription: Subscription, today: date) -> bool:
    if status is Status.TRIALING:
        return subscription.trial
    return subscription.status(today) is status


def at_position(reference: Reference, shown: Sequence[Subscription]) -> Subscription | None:
    """Give the one at the position that was said in the list that was shown."""
    number = reference.position
    if number is None or not shown:
        return None
    if number == -1:
        return shown[-1]
    return shown[number - 1] if 1 <= number <= len(shown) else None


def in_view(text: str, shown: Sequence[Subscription]) -> list[Subscription]:
    """Give those of the shown ones whose own words stand in a short answer.

    Among a few known subscriptions "plus", "central" or "celui à 5" says enough, though it
    would not elsewhere.
    """
    words = set(re.findall(r"[a-z0-9]+", text.lower()))
    if len(words) > _SHORT:
        return []
    scores = [len(words & _own_words(each, shown)) for each in shown]
    best = max(scores, default=0)
    return [each for each, score in zip(shown, scores, strict=True) if best and score == best]


def is_named(text: str, subscription: Subscription) -> bool:
    """Tell whether a word of the product's name stands in the text, such as "central"."""
    product = re.findall(r"[a-z]+", subscription.product.lower().replace("goto", "goto "))
    words = set(re.findall(r"[a-z]+", text.lower()))
    return bool(words & (set(product) - {"goto", "logmein", "pro", "remote", "support", "v"}))


def _own_words(subscription: Subscription, shown: Sequence[Subscription]) -> set[str]:
    """Give the words that tell a subscription from at least one of the others shown."""

    def words(each: Subscription) -> set[str]:
        product = re.findall(r"[a-z]+|[0-9]+", each.product.lower().replace("goto", "goto "))
        return {*product, (each.tier or "").lower(), str(each.seats)} - {"", "goto", "logmein"}

    common = set.intersection(*(words(each) for each in shown))
    return words(subscription) - common


_SHORT = 8
