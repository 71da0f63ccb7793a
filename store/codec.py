"""Decisions, wishes and subscriptions as JSON, and back, exactly."""

from datetime import date
from decimal import Decimal
from typing import Any, get_args

from cattrs import Converter

from subscriptions.decisions import WISHES, Outcome, Wish
from subscriptions.model import Subscription
from subscriptions.roles import Operation

_converter = Converter()
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_converter.register_unstructure_hook(Decimal, str)
_converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))

_TYPES: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Outcome)}


def register(*kinds: type[Any]) -> None:
    """Make further types known to `from_json`, such as the notices that reminders send."""
    _TYPES.update({kind.__name__: kind for kind in kinds})


def to_json(outcome: Any) -> dict[str, Any]:
    """Give an outcome as JSON: its type and its fields."""
    return {"type": type(outcome).__name__, "fields": _converter.unstructure(outcome)}


def from_json(stored: dict[str, Any]) -> Any:
    """Give back the outcome that `to_json` wrote."""
    return _converter.structure(stored["fields"], _TYPES[stored["type"]])


def wish_to_json(wish: Wish | None) -> dict[str, Any] | None:
    """Give a wish as JSON, without what it does not say."""
    if wish is None:
        return None
    plain: dict[str, Any] = _converter.unstructure(wish)
    return {name: value for name, value in plain.items() if value is not None}


def wish_from_json(operation: Operation, stored: dict[str, Any] | None) -> Wish | None:
    """Give back the wish of an operation."""
    if stored is None:
        return None
    wish: Wish = _converter.structure(stored, WISHES[operation])
    return wish


def snapshot(state: Any) -> dict[str, Any]:
    """Give the fields of a subscription, or of another stored thing, for the audit."""
    plain: dict[str, Any] = _converter.unstructure(state)
    return plain


def subscription(kept: dict[str, Any]) -> Subscription:
    """Give back the subscription of a snapshot."""
    return _converter.structure(kept, Subscription)
