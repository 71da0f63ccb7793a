"""Reading an import file of nested JSON, down to the same rows that lines are."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cli.import_rows import Contents, Entry, Row, shown

_NESTED = ("card", "billing_contact")
_LISTS = ("users", "subscriptions")
_YES_OR_NO = ("trial",)


@dataclass(frozen=True)
class _Object:
    """A JSON object with every field, also one that is written twice."""

    pairs: list[tuple[str, Any]]


def read(text: str) -> Contents:
    """Read every account; a place is a path, such as `accounts[3].subscriptions[0]`."""
    contents = Contents()
    try:
        # Numbers stay as they are written: 15.10 as a float is not 15.10 exactly.
        root = json.loads(
            text, object_pairs_hook=_Object, parse_float=str, parse_int=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        contents.reject(f"line {error.lineno}", f"is not JSON: {error.msg}")
        return contents
    except RecursionError:
        contents.reject("file", "is nested too deeply")
        return contents
    if not isinstance(root, _Object):
        contents.reject("file", 'must be an object: {"accounts": [...]}')
        return contents
    lists = _lists_of("", root, ("accounts",), contents)
    _reject_rest(root, contents)
    contents.entries += [_entry(where, each, contents) for where, each in lists["accounts"]]
    return contents


def _reject_rest(root: _Object, contents: Contents) -> None:
    for name, _ in root.pairs:
        if name != "accounts":
            contents.reject("file", f"unknown field {shown(name)}")


def _entry(where: str, account: _Object, contents: Contents) -> Entry:
    lists = _lists_of(f"{where}.", account, _LISTS, contents)
    own = _Object([(name, value) for name, value in account.pairs if name not in _LISTS])
    users, subscriptions = (
        tuple(_row(where, each, contents) for where, each in lists[name]) for name in _LISTS
    )
    row = _row(where, own, contents)
    return Entry(account=row, users=users, subscriptions=subscriptions)


def _lists_of(
    prefix: str, parent: _Object, names: tuple[str, ...], contents: Contents
) -> dict[str, list[tuple[str, _Object]]]:
    """Give the objects of each list of `parent`, with the path of each."""
    found: dict[str, list[tuple[str, _Object]]] = {name: [] for name in names}
    for name, value in parent.pairs:
        if name not in names or value is None:
            continue
        path = f"{prefix}{name}"
        if not isinstance(value, list):
            contents.reject(path, "must be a list")
            continue
        if found[name]:
            contents.reject(path, "is written twice")
        for index, each in enumerate(value):
            if isinstance(each, _Object):
                found[name].append((f"{path}[{index}]", each))
            else:
                contents.reject(f"{path}[{index}]", "must be an object")
    return found


def _row(where: str, written: _Object, contents: Contents) -> Row:
    cells: list[tuple[str, str]] = []
    refused = set()
    for name, value in _flat(written):
        if isinstance(value, str):
            cells.append((name, value))
        elif isinstance(value, bool) and name in _YES_OR_NO:
            cells.append((name, "yes" if value else "no"))
        elif value is not None:
            contents.reject(where, f"{shown(name)}: must be a text or a number")
            refused.add(name)
    return contents.row(where, cells, frozenset(refused))


def _flat(written: _Object) -> Iterator[tuple[str, Any]]:
    for name, value in written.pairs:
        if name in _NESTED and isinstance(value, _Object):
            for inner, inside in value.pairs:
                yield f"{name}.{inner}", inside
        else:
            yield name, value
