"""Hand-offs: a conversation that a person has to go on with (A30-A32)."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import audit, conversations, schema
from store.accounts import Person
from store.audit import Context

_table = schema.handoff


class UnknownHandoffError(LookupError):
    """No open hand-off has this id."""


def open_handoff(
    connection: Connection,
    person: Person,
    context: Context,
    *,
    reason: str,
    request: dict[str, Any],
) -> str:
    """Give a conversation to people, once, and make the assistant silent in it.

    :param reason: `corporate`, `requested`, `not_understood`, `reduction` or `taken_over`.
    :param request: what was asked for: the operation, and the fields already known.
    """
    set_owner(connection, context.conversation_id, "human")  # and keeps twins waiting
    already = select(_table.c.id).where(
        _table.c.conversation_id == context.conversation_id, _table.c.status == "open"
    )
    existing: str | None = connection.execute(already).scalar_one_or_none()
    if existing is not None:
        return existing
    handoff_id = schema.new_id("handoff")
    connection.execute(
        insert(_table).values(
            id=handoff_id,
            conversation_id=context.conversation_id,
            turn=context.turn,
            account_id=person.account.id,
            person_id=person.id,
            role=person.role.value,
            reason=reason,
            request=request,
            representative=person.account.representative,
            team=person.account.representative,
            status="open",
            opened_at=context.now,
        )
    )
    audit.record(
        connection,
        person,
        context,
        operation=request["operation"],
        subscription_id=request.get("subscription"),
        outcome="handed_off",
        reason=reason,
    )
    return handoff_id


def say(connection: Connection, handoff_id: str, text: str, *, now: datetime) -> None:
    """Speak to the customer as the representative who has taken the conversation over.

    :raises UnknownHandoffError: if no open hand-off has this id.
    """
    # Locked, so that nothing is said in the name of a person after the release.
    found = (
        select(_table.c.conversation_id, _table.c.representative)
        .where(_table.c.id == handoff_id, _table.c.status == "open")
        .with_for_update()
    )
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownHandoffError(f"no open hand-off {handoff_id!r}")
    conversations.represent(
        connection, row["conversation_id"], name=row["representative"], text=text, now=now
    )


def release(connection: Connection, handoff_id: str, *, now: Any) -> None:
    """Give the conversation back to the assistant.

    :raises UnknownHandoffError: if no open hand-off has this id.
    """
    released = connection.execute(
        update(_table)
        .where(_table.c.id == handoff_id, _table.c.status == "open")
        .values(status="released", released_at=now)
    )
    if released.rowcount != 1:
        raise UnknownHandoffError(f"no open hand-off {handoff_id!r}")
    conversation = select(_table.c.conversation_id).where(_table.c.id == handoff_id)
    set_owner(connection, connection.execute(conversation).scalar_one(), "assistant")


def set_owner(connection: Connection, conversation_id: str, owner: str) -> None:
    """Say who answers in a conversation from now on: the `assistant`, or a `human`."""
    table = schema.conversation
    connection.execute(update(table).where(table.c.id == conversation_id).values(owner=owner))


def request_of(connection: Connection, handoff_id: str) -> tuple[str, dict[str, Any]]:
    """Give the state of a hand-off, and what was being done when it was opened."""
    found = select(_table.c.status, _table.c.request).where(_table.c.id == handoff_id)
    status, request = connection.execute(found).one()
    return status, request


def open_handoffs(connection: Connection) -> list[dict[str, Any]]:
    """Read open hand-offs, oldest first, in the shape of `billing handoffs`."""
    rows = connection.execute(
        select(_table, schema.account.c.name.label("account_name"))
        .join_from(_table, schema.account)
        .where(_table.c.status == "open")
        .order_by(_table.c.opened_at)
    ).mappings()
    return [
        {
            "id": row["id"],
            "account": row["account_name"],
            "reason": row["reason"],
            "representative": row["representative"],
            "conversation": row["conversation_id"],
            "status": row["status"],
        }
        for row in rows
    ]
