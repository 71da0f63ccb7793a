"""What somebody who takes a conversation over has to know of the customer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import accounts, schema, subscriptions
from store.accounts import Person
from subscriptions.facts import BillingContact
from subscriptions.model import Subscription

RECENT = 8
"""How many audit records and earlier conversations are shown."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What the customer was asked to confirm, if it is still open."""

    operation: str
    proposed_at: datetime
    expires_at: datetime


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """The customer, their account as it is now, and what happened lately."""

    person: Person
    subscriptions: list[Subscription]
    contact: BillingContact
    proposal: Proposal | None
    audits: list[dict[str, Any]]
    earlier: list[dict[str, Any]]


def read(
    connection: Connection, person_id: str, conversation_id: str, *, now: datetime
) -> Dossier:
    """Read the dossier of a person in a conversation.

    :raises UnknownPersonError: if there is no such person.
    """
    person = accounts.person(connection, person_id)
    return Dossier(
        person=person,
        subscriptions=subscriptions.of_account(connection, person.account, now=now),
        contact=accounts.billing_contact(connection, person.account.id),
        proposal=_proposal(connection, conversation_id),
        audits=_audits(connection, person.account.id),
        earlier=_earlier(connection, person_id, conversation_id),
    )


def _proposal(connection: Connection, conversation_id: str) -> Proposal | None:
    table = schema.proposal
    found = select(table.c.operation, table.c.proposed_at, table.c.expires_at).where(
        table.c.conversation_id == conversation_id, table.c.state == "open"
    )
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else Proposal(**row)


def _audits(connection: Connection, account_id: str) -> list[dict[str, Any]]:
    table = schema.audit
    found = (
        select(table.c.at, table.c.role, table.c.operation, table.c.outcome, table.c.reason)
        .where(table.c.account_id == account_id)
        .order_by(table.c.number.desc())
        .limit(RECENT)
    )
    return [dict(row) for row in connection.execute(found).mappings()]


def _earlier(connection: Connection, person_id: str, conversation_id: str) -> list[dict[str, Any]]:
    table = schema.conversation
    found = (
        select(table.c.id, table.c.started_at)
        .where(table.c.subject == f"person:{person_id}", table.c.id != conversation_id)
        .order_by(table.c.started_at.desc())
        .limit(RECENT)
    )
    return [dict(row) for row in connection.execute(found).mappings()]
