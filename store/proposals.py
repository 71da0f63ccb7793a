"""Proposals: what a review showed, kept until the customer says yes (E7).

A conversation has one open proposal at most. "Yes" binds to it, and carrying one out twice
gives the stored result of the first time.
"""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from store import codec, schema
from store.accounts import Person
from store.audit import Context
from subscriptions.decisions import Granted, Request

_table = schema.proposal

VALID_FOR = timedelta(minutes=30)


def open_proposal(
    connection: Connection, person: Person, context: Context, request: Request, outcome: Granted
) -> str:
    """Store what the review shows; an earlier open proposal of the conversation is closed."""
    close(connection, context.conversation_id)
    proposal_id = schema.new_id("prop")
    subscription = request.subscription
    connection.execute(
        insert(_table).values(
            id=proposal_id,
            conversation_id=context.conversation_id,
            turn=context.turn,
            account_id=person.account.id,
            person_id=person.id,
            operation=request.operation.value,
            subscription_id=None if subscription is None else subscription.id,
            expected_version=None if subscription is None else subscription.version,
            wish=codec.wish_to_json(request.wish),
            state="open",
            outcome=codec.to_json(outcome),
            proposed_at=context.now,
            expires_at=context.now + VALID_FOR,
        )
    )
    return proposal_id


def close(connection: Connection, conversation_id: str) -> None:
    """Close the open proposal of a conversation, if there is one: it can no longer be done."""
    connection.execute(
        update(_table)
        .where(_table.c.conversation_id == conversation_id, _table.c.state == "open")
        .values(state="closed")
    )


def read(connection: Connection, proposal_id: str) -> dict[str, Any]:
    """Read a proposal, keeping its row from others until the transaction ends."""
    found = select(_table).where(_table.c.id == proposal_id).with_for_update()
    return dict(connection.execute(found).mappings().one())


def mark_done(connection: Connection, proposal_id: str, outcome: Granted) -> bool:
    """Take an open proposal for carrying out; `False` if another transaction did first."""
    taken = connection.execute(
        update(_table)
        .where(_table.c.id == proposal_id, _table.c.state == "open")
        .values(state="done", outcome=codec.to_json(outcome))
    )
    return bool(taken.rowcount == 1)
