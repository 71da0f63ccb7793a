"""What the page of a hand-off shows."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desk.inbox_sections import Row, row
from store import dossier, inbox, trackers, typing_signs, windows
from store.dossier import Dossier
from store.engine import DatabaseUnreachableError, reading
from store.inbox import Note
from subscriptions.dates import local_day
from subscriptions.model import Subscription
from subscriptions.opening_hours import OpeningHours

SHOWN = windows.PAGE
"""Messages shown at most, the last ones; the whole conversation has a page of its own."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was being done: the task, and each field that is known, as text."""

    operation: str | None
    fields: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class View:
    """A hand-off with its conversation and its dossier."""

    row: Row
    messages: list[dict[str, Any]]
    has_more: bool
    notes: list[Note]
    dossier: Dossier
    known: Known
    statuses: dict[str, str]


class UnknownHandoffError(LookupError):
    """There is no such hand-off."""


def read(
    url: str, tracker_url: str, handoff_id: str, *, hours: OpeningHours, now: datetime
) -> View:
    """Read all of it.

    :raises UnknownHandoffError: if there is none of this id.
    """
    with reading(url) as connection:
        entry = inbox.entry(connection, handoff_id)
        if entry is None:
            raise UnknownHandoffError(handoff_id)
        messages = _messages(connection, entry.conversation_id)
        notes = inbox.notes(connection, handoff_id)
        known = dossier.read(connection, entry.person_id, entry.conversation_id, now=now)
    today = local_day(now, known.person.account.zone)
    return View(
        row=row(entry, hours, now),
        messages=messages,
        has_more=len(messages) == SHOWN,
        notes=notes,
        dossier=known,
        known=_worded(
            _known(entry.request, tracker_url, entry.conversation_id), known.subscriptions
        ),
        statuses={each.id: each.status(today).value for each in known.subscriptions},
    )


def messages(url: str, handoff_id: str) -> tuple[str, list[dict[str, Any]]]:
    """Read the state of a hand-off and the last messages of its conversation.

    :raises UnknownHandoffError: if there is none of this id.
    """
    with reading(url) as connection:
        entry = inbox.entry(connection, handoff_id)
        if entry is None:
            raise UnknownHandoffError(handoff_id)
        return entry.status, _messages(connection, entry.conversation_id)


def _messages(connection: Any, conversation_id: str) -> list[dict[str, Any]]:
    """Give the last messages with their instants as such, for the page to word."""
    return [
        {
            "name": None,
            "language": None,
            "buttons": [],
            **each,
            "at": datetime.fromisoformat(each["at"]),
        }
        for each in windows.last_messages(connection, conversation_id)
    ]


def customer_writes(url: str, handoff_id: str) -> bool:
    """Tell whether the customer is writing just now."""
    return print_of(url, handoff_id)[1]


def print_of(url: str, handoff_id: str) -> tuple[object, bool]:
    """Give something that differs whenever the page would; and whether the customer writes."""
    with reading(url) as connection:
        entry = inbox.entry(connection, handoff_id)
        if entry is None:
            return None, False
        of = [entry.conversation_id]
        last = windows.last_numbers(connection, of)
        writes = typing_signs.writing(connection, of, "customer")
    return (last.get(of[0]), entry.status, entry.claimed_by), bool(writes)


def _known(request: dict[str, Any], tracker_url: str, conversation_id: str) -> Known:
    """Give what the dialogue holds now or, once it has put it away, what was handed over."""
    task = request.get("task") or _slots(tracker_url, conversation_id).get("task")
    if not isinstance(task, dict):
        operation = request.get("operation")
        asked = None if operation == "talk_to_representative" else operation
        return Known(operation=asked, fields=_fields(request))
    return Known(operation=task.get("operation"), fields=_fields(task))


def _slots(tracker_url: str, conversation_id: str) -> dict[str, Any]:
    try:
        return trackers.slots_of(tracker_url, conversation_id)
    except DatabaseUnreachableError:
        return {}  # the page is of more use without it than not at all


def _fields(task: dict[str, Any]) -> dict[str, str]:
    said = task.get("said")
    words = said.get("text") if isinstance(said, dict) else said
    draft = task.get("draft") or task.get("wish") or {}
    plain = {name: task[name] for name in ("subscription",) if task.get(name)}
    known = {"said": words, **plain, **(draft if isinstance(draft, dict) else {})}
    return {
        name: _text(value)
        for name, value in known.items()
        if value not in (None, "", [], {}) and not name.startswith("_")
    }


def _text(value: Any) -> str:
    """Words for who helps the customer: the things of a list, and of each what is known."""
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return " · ".join(_text(each) for each in value.values() if each not in (None, "", []))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _worded(known: Known, subscriptions: list[Subscription]) -> Known:
    """The same, with the subscription by its name."""
    names = {each.id: named(each) for each in subscriptions}
    fields = {name: names.get(value, value) for name, value in known.fields.items()}
    return Known(operation=known.operation, fields=fields)


def named(subscription: Subscription) -> str:
    """Give "RescueAssist Pro"."""
    tier = "" if subscription.tier is None else f" {subscription.tier.title()}"
    return f"{subscription.product}{tier}"
