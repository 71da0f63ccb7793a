"""Rasa's own record of conversations, which Rasa never deletes from by itself."""

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, inspect, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import sessionmaker

from store.engine import engine_for, reading, transaction


def share_engine(tracker_store: Any, url: str) -> None:
    """Let Rasa's SQLTrackerStore work on our engine: open connections, WAL, safe waiting."""
    tracker_store.engine.dispose()
    tracker_store.engine = engine_for(url)
    tracker_store.sessionmaker = sessionmaker(bind=tracker_store.engine)


_EVENTS = "events"  # the table of Rasa's SQLTrackerStore


def forget(url: str, conversation_ids: Sequence[str]) -> None:
    """Delete the dialogue events of those conversations."""
    if not conversation_ids:
        return
    with transaction(url) as connection:
        if not inspect(connection).has_table(_EVENTS):
            return
        query = text(f"DELETE FROM {_EVENTS} WHERE sender_id IN :ids").bindparams(
            bindparam("ids", expanding=True)
        )
        connection.execute(query, {"ids": list(conversation_ids)})


@dataclass(frozen=True)
class Step:
    """One thing the dialogue did in a turn, as Rasa recorded it.

    `kind` is `action`, `slot`, `active_loop` or another type of event of Rasa's; `value` is the
    slot's, or how an action came to be chosen.
    """

    kind: str
    name: str
    value: Any = None


_MESSAGE_ID = re.compile(r'"message_id": "([^"\\]+)"')
_SHOWN_BY_MESSAGES = ("user", "bot", "session_started")


def steps_of(url: str, conversation_id: str, turns: Sequence[str]) -> dict[str, list[Step]]:
    """Give what the dialogue did in each of these turns that it took part in.

    :raises DatabaseUnreachableError: if Rasa's database does not answer.
    """
    with reading(url) as connection:
        if not turns or not inspect(connection).has_table(_EVENTS):
            return {}
        begins = _begins(connection, conversation_id)
        wanted = [place for place, (_, turn) in enumerate(begins) if turn in set(turns)]
        if not wanted:
            return {}
        first, last = begins[wanted[0]][0], begins[wanted[-1]][0]
        after = [number for number, _ in begins if number > last][:1]
        found = connection.execute(
            text(
                f"SELECT id, type_name, data FROM {_EVENTS} WHERE sender_id = :sender"
                " AND id > :first AND id < :end ORDER BY id"
            ),
            {"sender": conversation_id, "first": first, "end": (after or [2**31 - 1])[0]},
        ).all()
    steps: dict[str, list[Step]] = {turn: [] for _, turn in begins if turn in set(turns)}
    starts = [number for number, _ in begins]
    for number, kind, data in found:
        turn = begins[bisect_right(starts, number) - 1][1]
        if turn in steps and kind not in _SHOWN_BY_MESSAGES:
            steps[turn].append(_step(kind, data))
    return steps


def slots_of(url: str, conversation_id: str) -> dict[str, Any]:
    """Give what the dialogue remembers at this moment, by slot; what is unset is left out.

    :raises DatabaseUnreachableError: if Rasa's database does not answer.
    """
    with reading(url) as connection:
        if not inspect(connection).has_table(_EVENTS):
            return {}
        found = connection.execute(
            text(
                f"SELECT type_name, data FROM {_EVENTS} WHERE sender_id = :sender"
                " AND type_name IN ('slot', 'reset_slots', 'restart', 'session_started')"
                " ORDER BY id"
            ),
            {"sender": conversation_id},
        ).all()
    slots: dict[str, Any] = {}
    for kind, data in found:
        if kind != "slot":
            slots.clear()
            continue
        step = _step(kind, data)
        slots[step.name] = step.value
    return {name: value for name, value in slots.items() if value is not None}


def _begins(connection: Connection, conversation_id: str) -> list[tuple[int, str]]:
    """Give where the customer's messages stand among the events, and their turns."""
    rows = connection.execute(
        text(
            f"SELECT id, data FROM {_EVENTS} WHERE sender_id = :sender"
            " AND type_name = 'user' ORDER BY id"
        ),
        {"sender": conversation_id},
    )
    named = [(number, _MESSAGE_ID.search(data or "")) for number, data in rows]
    return [(number, found.group(1)) for number, found in named if found is not None]


def _step(kind: str, data: str | None) -> Step:
    try:
        event = json.loads(data or "{}")
    except ValueError:
        return Step(kind, "")
    if not isinstance(event, dict):
        return Step(kind, "")
    value = event.get("value") if kind == "slot" else event.get("policy")
    return Step(kind, str(event.get("name") or ""), value)
