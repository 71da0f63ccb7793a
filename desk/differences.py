"""What a change changed, field by field."""

import json
from typing import Any, NamedTuple

_NOT_TOLD = ("version", "id")


class Difference(NamedTuple):
    """A field whose value differs. `None` where there was, or is, no value."""

    field: str
    before: str | None
    after: str | None


def differences(before: Any, after: Any) -> list[Difference]:
    """Compare what the audit kept from before and after a change; either may be missing."""
    old, new = _flat(before), _flat(after)
    return [
        Difference(name, old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name) and name.split(".")[-1] not in _NOT_TOLD
    ]


def _flat(value: Any, prefix: str = "") -> dict[str, str | None]:
    """Give every value by its dotted path; the places of a list count from 1."""
    if isinstance(value, list) and value and all(isinstance(each, dict) for each in value):
        value = {str(place): each for place, each in enumerate(value, 1)}
    if not isinstance(value, dict):
        return {} if value is None and not prefix else {prefix or "value": _plain(value)}
    flat: dict[str, str | None] = {}
    for name, inner in value.items():
        flat |= _flat(inner, f"{prefix}.{name}" if prefix else str(name))
    return flat


def _plain(value: Any) -> str | None:
    return None if value is None else shown(value)


def shown(value: Any, *, longest: int = 300) -> str:
    """Give any stored value as short plain text."""
    plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"
