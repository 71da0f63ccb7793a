"""Which subscription a change is about, and what is to become different. Pure.

"LogMeIn Central starter passe à 5 postes": of what is said, some tells the subscription from
others, and the rest is the change.
"""

from collections.abc import Sequence
from typing import Any

from subscriptions.model import Subscription

Values = dict[str, Any]

_OF_A_PLAN = ("tier", "billing_cycle", "seats", "seats_by")


def wished(values: Values) -> Values:
    """Give what was said of a plan, without the product."""
    return {name: values[name] for name in _OF_A_PLAN if name in values}


def differing(values: Values, subscription: Subscription) -> Values:
    """Give what was said that the subscription is not yet."""
    cycle = subscription.billing_cycle
    now = {
        "tier": subscription.tier,
        "billing_cycle": None if cycle is None else cycle.value,
        "seats": subscription.seats,
    }
    return {name: value for name, value in wished(values).items() if now.get(name) != value}


def leaving(former: Values, candidates: Sequence[Subscription]) -> Sequence[Subscription]:
    """Give the candidates that are what is to be left: "de starter à plus"; all if none is."""
    return [each for each in candidates if not differing(former, each)] or candidates


def exact(values: Values, candidates: Sequence[Subscription]) -> Subscription | None:
    """Give the one candidate that is the tier and cycle said, if no number of seats was."""
    said = wished(values)
    if not said or {"seats", "seats_by"} & said.keys():
        return None
    same = [each for each in candidates if not differing(said, each)]
    return same[0] if len(same) == 1 else None


def likeliest(values: Values, candidates: Sequence[Subscription]) -> Sequence[Subscription]:
    """Give the candidates that most of what was said already fits, with a change left to make.

    With nothing said, or nothing that tells them apart, all remain.
    """
    said = len(wished(values))
    changed = [each for each in candidates if differing(values, each)] or list(candidates)
    fitting = {each.id: said - len(differing(values, each)) for each in changed}
    best = max(fitting.values(), default=0)
    return [each for each in changed if fitting[each.id] == best]


def merged(draft: Values, told: Values, current: Subscription | None) -> Values:
    """Take what was told last: a total of seats replaces a difference, and the reverse.

    After "3 de plus", a "non, 4" that is less than there are already is a difference too.
    """
    kept = dict(draft)
    if "seats" in told or "seats_by" in told:
        kept.pop("seats", None)
        kept.pop("seats_by", None)
    more = draft.get("seats_by", 0) > 0
    if more and current is not None and told.get("seats", current.seats) < current.seats:
        told = {name: value for name, value in told.items() if name != "seats"} | {
            "seats_by": told["seats"]
        }
    return kept | told


def has_fewer_seats(values: Values, subscription: Subscription) -> bool:
    """Tell whether a wish leaves fewer seats than there are."""
    wanted = values.get("seats", subscription.seats + values.get("seats_by", 0))
    return bool(wanted < subscription.seats)
