"""What one message, or a part of it, says of a plan. Pure: no store, no words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from understanding.direction import lessens
from understanding.seat_counts import counted


@dataclass(frozen=True, kw_only=True)
class Said:
    """A message, or the part of one that speaks of a task.

    :param intent: of the message; of an opening message, the task's own.
    """

    text: str
    intent: str
    entities: Sequence[dict[str, Any]]

    def first(self, entity: str) -> Any:
        """Give the first value of an entity, or `None`."""
        return next((each["value"] for each in self.entities if each["entity"] == entity), None)

    def to_json(self) -> dict[str, Any]:
        """Give what a task keeps of the message that opened it."""
        return {"text": self.text, "intent": self.intent, "entities": list(self.entities)}


def part(said: Said, span: tuple[int, int]) -> Said:
    """Give the part of a message between two positions, with its entities placed in it."""
    start, end = span
    inside = [
        {**each, "start": each.get("start", start) - start, "end": each.get("end", end) - start}
        for each in said.entities
        if start <= each.get("start", start) < max(end, start + 1)
    ]
    return Said(text=said.text[start:end], intent=said.intent, entities=inside)


def plan_values(said: Said) -> dict[str, Any]:
    """Give what was said of a plan: product, tier, billing_cycle, seats or seats_by.

    Of two tiers or cycles the last one is what is wanted: "de starter à plus".
    """
    values: dict[str, Any] = {}
    for each in said.entities:
        name, value = each["entity"], each["value"]
        if name in ("tier", "billing_cycle"):
            values[name] = value
        elif name == "product":
            values.setdefault(name, value)
        elif name == "seats" and each.get("role") == "by":
            values.setdefault("seats_by", -int(value) if lessens(said.text) else int(value))
        elif name == "seats":
            values.setdefault("seats", int(value))
    return values


def former_values(said: Said) -> dict[str, Any]:
    """Give the tier and the cycle that are to be left, where two were said."""
    wanted = plan_values(said)
    first = {name: said.first(name) for name in ("tier", "billing_cycle")}
    return {name: value for name, value in first.items() if value not in (None, wanted.get(name))}


def order_values(said: Said, asking: str | None) -> dict[str, Any]:
    """Give what was said of a plan to be ordered or tried, where any number counts seats."""
    values = plan_values(said)
    if "seats" in values or "seats_by" in values:
        return values
    products = [
        each["start"] for each in said.entities if each["entity"] == "product" and "start" in each
    ]
    seats = counted(said.text, products, asked=asking == "seats")
    return values if seats is None else {**values, "seats": seats}
