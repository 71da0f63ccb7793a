"""Decisions and subscriptions as JSON, and back, exactly."""

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from cattrs import Converter

from subscriptions.model import Subscription
from subscriptions.outcomes import Outcome

_converter = Converter()
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))

_TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Outcome)}


def to_json(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome as JSON: its type and its fields."""
    return {"type": type(outcome).__name__, "fields": _converter.unstructure(outcome)}


def from_json(stored: dict[str, Any]) -> Outcome:
    """Give back the outcome that `to_json` wrote."""
    outcome: Outcome = _converter.structure(stored["fields"], _TYPES[stored["type"]])
    return outcome


def facts(outcome: Outcome) -> dict[str, Any]:
    """Give an outcome's own facts, without the subscription, for e-mails and labels."""
    assert is_dataclass(outcome)
    return {
        field.name: _converter.unstructure(getattr(outcome, field.name))
        for field in fields(outcome)
        if field.name != "after"
    }


def snapshot(subscription: Subscription) -> dict[str, Any]:
    """Give a subscription's fields for the audit."""
    plain: dict[str, Any] = _converter.unstructure(subscription)
    return plain
