"""Corrections: what customers' messages should have been understood as, until a model learns it.

A reviewer proposes, an admin accepts or declines, and accepted ones are written to the training
sentences once. Nothing here reaches a model by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.engine import Connection

from store import accounts, accounts_found, correction_schema, schema

_table = correction_schema.correction
_message = schema.message

PROPOSED, ACCEPTED, DECLINED, WRITTEN = "proposed", "accepted", "declined", "written"
STATES = (PROPOSED, ACCEPTED, DECLINED, WRITTEN)


class UnknownMessageError(LookupError):
    """There is no message of a customer's in this turn."""


class UnknownCorrectionError(LookupError):
    """There is no correction of this number."""


class DecidedMeanwhileError(RuntimeError):
    """The correction is no longer in the state that the deed starts from."""


@dataclass(frozen=True, kw_only=True)
class Taught:
    """A sentence to learn, what it means, and what it names, each as stored in `mentions`."""

    sentence: str
    intent: str
    language: str
    mentions: Sequence[dict[str, Any]] = ()


def propose(
    connection: Connection,
    conversation_id: str,
    turn: str,
    taught: Taught,
    *,
    by: str,
    now: datetime,
) -> int:
    """Store what a message should have been understood as; give the correction's number.

    Said again while nobody has accepted it, the last word counts.

    :raises UnknownMessageError: if the turn has no message of the customer's.
    :raises DecidedMeanwhileError: if it was accepted or written already.
    """
    row = select(schema.conversation.c.id).where(schema.conversation.c.id == conversation_id)
    connection.execute(row.with_for_update())  # two reviewers of one message take turns
    said = _said(connection, conversation_id, turn)
    before = of_message(connection, conversation_id, turn)
    values = {
        **_values(taught),
        "state": PROPOSED,
        "proposed_by": by,
        "proposed_at": now,
        "decided_by": None,
        "decided_at": None,
    }
    if before is None:
        made = {"conversation_id": conversation_id, "turn": turn, **said, **values}
        result = connection.execute(insert(_table).values(made))
        return int(result.inserted_primary_key[0])
    _change(connection, before["number"], (PROPOSED, DECLINED), values)
    return int(before["number"])


def edit(connection: Connection, number: int, taught: Taught) -> None:
    """Change what is to be learnt, before it is accepted.

    :raises UnknownCorrectionError: if there is none of this number.
    :raises DecidedMeanwhileError: if it is decided already.
    """
    _change(connection, number, (PROPOSED,), _values(taught))


def accept(connection: Connection, number: int, *, by: str, now: datetime) -> None:
    """Decide that a model is to learn it. The caller makes sure that `by` is an admin.

    :raises UnknownCorrectionError: if there is none of this number.
    :raises DecidedMeanwhileError: if it is decided already.
    """
    _decide(connection, number, ACCEPTED, by=by, now=now)


def decline(connection: Connection, number: int, *, by: str, now: datetime) -> None:
    """Decide that nothing is to be learnt from it.

    :raises UnknownCorrectionError: if there is none of this number.
    :raises DecidedMeanwhileError: if it is decided already.
    """
    _decide(connection, number, DECLINED, by=by, now=now)


def mark_written(connection: Connection, numbers: Sequence[int], *, now: datetime) -> None:
    """Note that accepted ones stand in the training files, once for all.

    :raises DecidedMeanwhileError: if one of them is not accepted, or written already.
    """
    for number in numbers:
        _change(connection, number, (ACCEPTED,), {"state": WRITTEN, "written_at": now})


def by_number(connection: Connection, number: int) -> dict[str, Any]:
    """Read a correction.

    :raises UnknownCorrectionError: if there is none of this number.
    """
    found = select(_table).where(_table.c.number == number)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownCorrectionError(f"no correction {number}")
    return dict(row)


def of_message(connection: Connection, conversation_id: str, turn: str) -> dict[str, Any] | None:
    """Read the correction of a message, if it has one."""
    found = select(_table).where(
        _table.c.conversation_id == conversation_id, _table.c.turn == turn
    )
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else dict(row)


def of_conversation(connection: Connection, conversation_id: str) -> dict[str, dict[str, Any]]:
    """Read the corrections of a conversation, by turn."""
    found = select(_table).where(_table.c.conversation_id == conversation_id)
    return {row["turn"]: dict(row) for row in connection.execute(found).mappings()}


def in_state(
    connection: Connection, *states: str, before: int | None = None, most: int | None = None
) -> list[dict[str, Any]]:
    """Read the corrections in these states, the latest first.

    :param before: only those with a lower number, to read on.
    """
    found = select(_table).where(_table.c.state.in_(states)).order_by(_table.c.number.desc())
    if before is not None:
        found = found.where(_table.c.number < before)
    rows = connection.execute(found.limit(most)).mappings()
    return [dict(row) for row in rows]


def counts(connection: Connection) -> dict[str, int]:
    """Count the corrections in each state."""
    found = select(_table.c.state, func.count()).group_by(_table.c.state)
    counted: dict[str, int] = {state: number for state, number in connection.execute(found)}
    return {state: counted.get(state, 0) for state in STATES}


def message(connection: Connection, conversation_id: str, turn: str) -> dict[str, Any]:
    """Read the customer's message of a turn.

    :raises UnknownMessageError: if there is none.
    """
    found = select(_message).where(
        _message.c.conversation_id == conversation_id,
        _message.c.turn == turn,
        _message.c.author == "customer",
    )
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownMessageError(f"no message of the customer's in turn {turn!r}")
    return dict(row)


def _said(connection: Connection, conversation_id: str, turn: str) -> dict[str, Any]:
    row = message(connection, conversation_id, turn)
    return {"said": row["text"], "understood": row["understood"]}


def _values(taught: Taught) -> dict[str, Any]:
    return {
        "sentence": taught.sentence,
        "intent": taught.intent,
        "language": taught.language,
        "mentions": [dict(each) for each in taught.mentions],
    }


def _decide(connection: Connection, number: int, state: str, *, by: str, now: datetime) -> None:
    values = {"state": state, "decided_by": by, "decided_at": now}
    _change(connection, number, (PROPOSED,), values)


def _change(
    connection: Connection, number: int, states: Sequence[str], values: dict[str, Any]
) -> None:
    """Change a correction that is in one of these states; of two who try, one succeeds."""
    condition = (_table.c.number == number, _table.c.state.in_(states))
    if connection.execute(update(_table).where(*condition).values(values)).rowcount == 1:
        return
    state = by_number(connection, number)["state"]
    raise DecidedMeanwhileError(f"correction {number} is {state}")


def about_customer(connection: Connection, conversation_id: str) -> set[str]:
    """Give what is stored of a conversation's customer, to be found in their words."""
    found = select(schema.conversation.c.subject).where(
        schema.conversation.c.id == conversation_id
    )
    subject = connection.execute(found).scalar_one_or_none()
    try:
        person = accounts.person(connection, accounts_found.person_of(subject or "") or "")
    except accounts.UnknownPersonError:
        return set()
    contact = accounts.billing_contact(connection, person.account.id)
    names = (contact.contact_person or "").split()
    known = (person.account.name, contact.company, contact.address, contact.contact_person)
    return {each for each in (*known, *names) if each}
