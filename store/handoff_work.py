"""Work on a hand-off: who claims it, what they say to the customer, and how it ends.

Every step is one conditional update, so that of two colleagues at the same moment one succeeds
and the other learns what the first one did.
"""

from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy import insert, or_, select, update
from sqlalchemy.engine import Connection

from store import accounts, conversations, handoff_schema, handoffs, schema, typing_signs
from store.audit import Context
from trust.redaction import redact

_table = schema.handoff
_note = handoff_schema.handoff_note
_message = schema.message

LONGEST_TURN = timedelta(minutes=1)
"""After this a message that was never answered is taken for one whose process has died."""


class Colleague(Protocol):
    """Who works on a hand-off."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


class NotOpenError(LookupError):
    """The hand-off is released or closed already, or there is none. `status` says which."""

    def __init__(self, handoff_id: str, status: str | None) -> None:
        super().__init__(f"no open hand-off {handoff_id!r}")
        self.status = status


class ClaimedError(RuntimeError):
    """A colleague has claimed the hand-off; `by` is their name."""

    def __init__(self, by: str) -> None:
        super().__init__(f"the hand-off is claimed by {by}")
        self.by = by


class TurnUnderWayError(RuntimeError):
    """The assistant is answering at this moment: the take-over has to wait for its reply."""


class NobodyKnownError(LookupError):
    """The conversation is that of a visitor whom nobody has identified."""


def claim(connection: Connection, handoff_id: str, by: Colleague, *, now: datetime) -> None:
    """Make the hand-off a colleague's own; again by the same one changes nothing.

    :raises NotOpenError: if it is not open.
    :raises ClaimedError: if another one was first.
    """
    claimed = connection.execute(
        update(_table)
        .where(_table.c.id == handoff_id, _table.c.status == "open", _table.c.claimed_by.is_(None))
        .values(claimed_by=by.id, claimed_name=by.name, claimed_at=now)
    )
    if claimed.rowcount != 1:
        _check_own(connection, handoff_id, by)


def transfer(
    connection: Connection,
    handoff_id: str,
    by: Colleague,
    *,
    to: Colleague | None = None,
    team: str | None = None,
    whoever_holds_it: bool = False,
    now: datetime,
) -> None:
    """Give the hand-off to a colleague; or to a team, or without either to the pool.

    :param whoever_holds_it: whether it may be taken from the colleague who has claimed it.
    :raises NotOpenError: if it is not open.
    :raises ClaimedError: if another one has claimed it.
    """
    values: dict[str, Any] = {"claimed_by": None, "claimed_name": None, "claimed_at": None}
    if to is not None:
        values = {"claimed_by": to.id, "claimed_name": to.name, "claimed_at": now}
    else:
        values["team"] = team
    _change(connection, handoff_id, by, values, whoever_holds_it=whoever_holds_it)


def reply(
    connection: Connection,
    handoff_id: str,
    by: Colleague,
    text: str,
    *,
    client_id: str,
    now: datetime,
) -> None:
    """Say something to the customer in one's own name; who has not claimed it yet, does.

    The same `client_id` again says nothing more. Card numbers are masked.

    :raises NotOpenError: if it is not open any more: nothing is said after a release.
    :raises ClaimedError: if another one has claimed it.
    """
    claim(connection, handoff_id, by, now=now)
    row = _locked(connection, handoff_id)
    said = conversations.represent(
        connection,
        row["conversation_id"],
        name=by.name,
        text=redact(text).text,
        client_id=f"desk:{by.id}:{client_id}",
        now=now,
    )
    if said and row["first_reply_at"] is None:
        connection.execute(
            update(_table).where(_table.c.id == handoff_id).values(first_reply_at=now)
        )
    typing_signs.clear(connection, row["conversation_id"], "representative")


def note(
    connection: Connection, handoff_id: str, by: Colleague, text: str, *, now: datetime
) -> None:
    """Note something for colleagues; customers never see it. Card numbers are masked."""
    connection.execute(
        insert(_note).values(
            handoff_id=handoff_id,
            staff_id=by.id,
            staff_name=by.name,
            text=redact(text).text,
            at=now,
        )
    )


def release(connection: Connection, handoff_id: str, by: Colleague, *, now: datetime) -> None:
    """Give the conversation back to the assistant, which goes on where it stood.

    :raises NotOpenError: if it is not open.
    :raises ClaimedError: if another one has claimed it.
    """
    _end(connection, handoff_id, by, {"status": "released", "released_at": now})


def close(connection: Connection, handoff_id: str, by: Colleague, *, now: datetime) -> None:
    """Say that the case is done: the assistant takes over, and forgets what was open in it.

    :raises NotOpenError: if it is not open.
    :raises ClaimedError: if another one has claimed it.
    """
    _end(connection, handoff_id, by, {"status": "closed", "released_at": now, "closed_at": now})


def take_over(
    connection: Connection, conversation_id: str, by: Colleague, *, now: datetime
) -> str:
    """Take a conversation that the assistant holds, and give the id of the claimed hand-off.

    A turn under way keeps its reply: the customer learns what it did, and the assistant says
    nothing after the take-over. Messages and take-overs wait for the conversation's row, so
    that one of the two is always first.

    :raises TurnUnderWayError: while the assistant answers.
    :raises ClaimedError: if a colleague has taken it, or it waits for the pool: `by` says who.
    :raises NobodyKnownError: for the conversation of a visitor.
    """
    conversation = conversations.lock(connection, conversation_id)
    if conversation.owner == "human":
        raise ClaimedError(_holder(connection, conversation_id))
    if _is_answering(connection, conversation_id, now):
        raise TurnUnderWayError(conversation_id)
    person = _person(connection, conversation.subject)
    context = Context(
        conversation_id=conversation_id, channel="desk", language=conversation.language, now=now
    )
    handoff_id = handoffs.open_handoff(
        connection,
        person,
        context,
        reason="taken_over",
        request={"operation": "talk_to_representative"},
    )
    claim(connection, handoff_id, by, now=now)
    return handoff_id


def _person(connection: Connection, subject: str) -> accounts.Person:
    kind, _, person_id = subject.partition(":")
    if kind != "person":
        raise NobodyKnownError(subject)
    try:
        return accounts.person(connection, person_id)
    except accounts.UnknownPersonError:
        raise NobodyKnownError(subject) from None


def _is_answering(connection: Connection, conversation_id: str, now: datetime) -> bool:
    waiting = select(_message.c.number).where(
        _message.c.conversation_id == conversation_id,
        _message.c.author == "customer",
        _message.c.state == "received",
        _message.c.at > now - LONGEST_TURN,
    )
    return connection.execute(waiting.limit(1)).first() is not None


def _holder(connection: Connection, conversation_id: str) -> str:
    held = select(_table.c.claimed_name).where(
        _table.c.conversation_id == conversation_id, _table.c.status == "open"
    )
    return connection.execute(held).scalar_one_or_none() or ""


def _end(connection: Connection, handoff_id: str, by: Colleague, values: dict[str, Any]) -> None:
    _change(connection, handoff_id, by, values)
    conversation_id = _locked(connection, handoff_id)["conversation_id"]
    handoffs.set_owner(connection, conversation_id, "assistant")
    typing_signs.clear(connection, conversation_id, "representative")


def _change(
    connection: Connection,
    handoff_id: str,
    by: Colleague,
    values: dict[str, Any],
    *,
    whoever_holds_it: bool = False,
) -> None:
    """Change an open hand-off that nobody or this colleague has claimed."""
    steps = update(_table).where(_table.c.id == handoff_id, _table.c.status == "open")
    if not whoever_holds_it:
        steps = steps.where(or_(_table.c.claimed_by.is_(None), _table.c.claimed_by == by.id))
    if connection.execute(steps.values(values)).rowcount != 1:
        _check_own(connection, handoff_id, by)


def _check_own(connection: Connection, handoff_id: str, by: Colleague) -> None:
    row = _locked(connection, handoff_id)
    if row["status"] != "open":
        raise NotOpenError(handoff_id, row["status"])
    if row["claimed_by"] != by.id:
        raise ClaimedError(row["claimed_name"] or "")


def _locked(connection: Connection, handoff_id: str) -> Any:
    found = select(_table).where(_table.c.id == handoff_id).with_for_update()
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise NotOpenError(handoff_id, None)
    return row
