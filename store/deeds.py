"""What really happened in a conversation: changes, refusals, e-mails, charges, hand-offs.

Told from the audit, the outbox, proposals and hand-offs. Each says which turn was being answered;
where one does not, as letters and what is older than that, the time decides.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import schema

_audit = schema.audit
_outbox = schema.outbox
_proposal = schema.proposal
_handoff = schema.handoff

_SAME_TURN = timedelta(minutes=2)
"""How far the clocks of two processes may be apart: those that answer and that carry out."""


@dataclass(frozen=True, kw_only=True)
class Start:
    """When a customer's message arrived, and which operation its turn finished, if one."""

    turn: str
    at: datetime
    finished: str | None


@dataclass(frozen=True, kw_only=True)
class Deed:
    """One record of the audit with what left the house for it.

    :param number: what customers and support call the operation, such as OP-1A2B3C4D.
    :param letters: rows of the outbox: e-mails and charges, with their delivery.
    """

    at: datetime
    operation: str
    outcome: str
    reason: str | None
    actor: str
    role: str
    turn: str | None
    subscription_id: str | None
    number: str | None
    before: Any
    after: Any
    letters: list[dict[str, Any]]


@dataclass(kw_only=True)
class Happened:
    """What happened in one turn."""

    deeds: list[Deed] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)
    proposals: list[dict[str, Any]] = field(default_factory=list)
    handoffs: list[dict[str, Any]] = field(default_factory=list)


def by_turn(
    connection: Connection,
    conversation_id: str,
    account_id: str | None,
    starts: Sequence[Start],
    *,
    until: datetime,
) -> dict[str, Happened]:
    """Give what happened, by turn; turns in which nothing did are left out.

    :param starts: the customer's messages of the whole conversation, oldest first.
    :param until: when the last message was written.
    """
    happened: dict[str, Happened] = {}

    def of(turn: str | None) -> Happened:
        return happened.setdefault(turn or "", Happened())

    letters = _letters(connection, account_id, starts, until)
    for row in _rows(connection, _audit, conversation_id, _audit.c.number, people=True):
        deed = _deed(row, letters)
        of(_turn_of(deed, starts)).deeds.append(deed)
    for row in letters:
        if row["template"] == "receipt":
            of(_turn_at(row["queued_at"], starts)).letters.append(row)
    for row in _rows(connection, _proposal, conversation_id, _proposal.c.proposed_at):
        of(row["turn"] or _turn_at(row["proposed_at"], starts)).proposals.append(row)
    for row in _rows(connection, _handoff, conversation_id, _handoff.c.opened_at):
        of(row["turn"] or _turn_at(row["opened_at"], starts)).handoffs.append(row)
    return happened


def _rows(
    connection: Connection, table: Any, conversation_id: str, order: Any, *, people: bool = False
) -> list[dict[str, Any]]:
    found = select(table).where(table.c.conversation_id == conversation_id).order_by(order)
    if people:
        actor = schema.person.c.email.label("actor")
        found = found.add_columns(actor).join_from(table, schema.person)
    return [dict(row) for row in connection.execute(found).mappings()]


def _letters(
    connection: Connection, account_id: str | None, starts: Sequence[Start], until: datetime
) -> list[dict[str, Any]]:
    if account_id is None or not starts:
        return []
    near = (starts[0].at - _SAME_TURN, until + _SAME_TURN)
    found = (
        select(_outbox)
        .where(_outbox.c.account_id == account_id, _outbox.c.queued_at.between(*near))
        .order_by(_outbox.c.queued_at, _outbox.c.id)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


def _deed(row: dict[str, Any], letters: list[dict[str, Any]]) -> Deed:
    proposal_id = row["proposal_id"]
    return Deed(
        at=row["at"],
        operation=row["operation"],
        outcome=row["outcome"],
        reason=row["reason"],
        actor=row["actor"],
        role=row["role"],
        turn=row["turn"],
        subscription_id=row["subscription_id"],
        number=None if proposal_id is None else f"OP-{proposal_id[-8:].upper()}",
        before=row["before"],
        after=row["after"],
        letters=[
            each
            for each in letters
            if proposal_id is not None and each["dedupe_key"].startswith(f"{proposal_id}:")
        ],
    )


def _turn_of(deed: Deed, starts: Sequence[Start]) -> str | None:
    """Give the turn that a deed belongs to: its own, or one that finished that operation."""
    if deed.turn is not None:
        return deed.turn
    if deed.outcome == "done":
        near = [
            each
            for each in starts
            if each.finished == deed.operation and abs(each.at - deed.at) <= _SAME_TURN
        ]
        if near:
            return min(near, key=lambda each: abs(each.at - deed.at)).turn
    return _turn_at(deed.at, starts)


def _turn_at(at: datetime, starts: Sequence[Start]) -> str | None:
    place = bisect_right([each.at for each in starts], at)
    return starts[max(0, place - 1)].turn if starts else None
