"""What a sentence can name, with which values and roles: the table of `docs/intents.md`."""

from collections.abc import Mapping
from functools import cache

from subscriptions import catalogue

ROLES = {"seats": ("to", "by")}
_OPEN = ("email", "phone", "vat_number", "company", "address")
_NAMED_ONLY = ("GoToAssist Remote Support v4", "LogMeIn Pro", "Rescue")


@cache
def values() -> Mapping[str, tuple[str, ...]]:
    """Give the values of each entity; none where it has words of the customer's own."""
    closed = {
        "product": tuple(sorted({*catalogue.load().products, *_NAMED_ONLY})),
        "billing_cycle": ("monthly", "annual"),
        "tier": ("starter", "pro", "plus"),
        "contact_field": (
            "address", "phone", "email", "company", "contact_person", "vat_number",
        ),
        "month": tuple(f"{month:02}" for month in range(1, 13)),
        "language": ("fr", "it", "other"),
    }  # fmt: skip
    return {**closed, "seats": (), **dict.fromkeys(_OPEN, ())}


def is_value(entity: str, value: str) -> bool:
    """Whether an entity can have this value."""
    if entity == "seats":
        return value.isdecimal() and value.isascii()
    return value in values()[entity] if values()[entity] else bool(value)
