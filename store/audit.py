"""The audit: every attempt and every change, oldest first, never edited (E21)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.engine import Connection

from store import codec, schema
from store.accounts import Person
from subscriptions.model import Subscription

_table = schema.audit


@dataclass(frozen=True, kw_only=True)
class Context:
    """From where and when somebody acts; it goes into every audit record.

    `language` is the conversation's, in which e-mails are written; `turn` is that of the message
    which is being answered, if one is.
    """

    conversation_id: str
    channel: str
    language: str
    now: datetime
    turn: str | None = None


def record(
    connection: Connection,
    person: Person,
    context: Context,
    *,
    operation: str,
    outcome: str,
    reason: str | None = None,
    subscription_id: str | None = None,
    proposal_id: str | None = None,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one audit record, in the transaction of what it tells."""
    connection.execute(
        insert(_table).values(
            at=context.now,
            account_id=person.account.id,
            person_id=person.id,
            role=person.role.value,
            channel=context.channel,
            conversation_id=context.conversation_id,
            turn=context.turn,
            operation=operation,
            subscription_id=subscription_id,
            proposal_id=proposal_id,
            outcome=outcome,
            reason=reason,
            before=before,
            after=after,
        )
    )


def before(connection: Connection, proposal_id: str) -> Subscription | None:
    """Give the subscription as it was before a proposal was carried out, if it was about one."""
    found = select(_table.c.before).where(
        _table.c.proposal_id == proposal_id, _table.c.subscription_id.is_not(None)
    )
    kept = connection.execute(found).scalar_one_or_none()
    return None if kept is None else codec.subscription(kept)


def of_account(connection: Connection, account_id: str) -> list[dict[str, Any]]:
    """Read an account's audit in the shape of `billing audit`."""
    rows = connection.execute(
        select(_table, schema.person.c.email.label("actor"))
        .join_from(_table, schema.person)
        .where(_table.c.account_id == account_id)
        .order_by(_table.c.number)
    ).mappings()
    return [
        {
            "at": row["at"].isoformat(),
            "actor": row["actor"],
            "role": row["role"],
            "operation": row["operation"],
            "subscription": row["subscription_id"],
            "outcome": row["outcome"],
            "reason": row["reason"],
            "before": row["before"],
            "after": row["after"],
            "conversation": row["conversation_id"],
        }
        for row in rows
    ]
