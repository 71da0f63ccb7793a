"""The hand-offs as an inbox shows them, and how many wait."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import handoff_schema, schema

_table = schema.handoff

MOST_CLOSED = 50
"""How many ended hand-offs are listed, the newest ones."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One hand-off. `team` answers for it; without one, whoever is free does."""

    id: str
    conversation_id: str
    status: str
    reason: str
    request: dict[str, Any]
    account_id: str
    account_name: str
    person_id: str
    person_email: str
    role: str
    language: str
    team: str | None
    claimed_by: str | None
    claimed_name: str | None
    opened_at: datetime
    first_reply_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Note:
    """What a colleague noted on a hand-off."""

    by: str
    text: str
    at: datetime


_ENTRIES = (
    select(
        _table,
        schema.account.c.name.label("account_name"),
        schema.person.c.email.label("person_email"),
        schema.conversation.c.language,
    )
    .join(schema.account, schema.account.c.id == _table.c.account_id)
    .join(schema.person, schema.person.c.id == _table.c.person_id)
    .join(schema.conversation, schema.conversation.c.id == _table.c.conversation_id)
)


def open_entries(connection: Connection) -> list[Entry]:
    """Give every open hand-off, the oldest first."""
    found = _ENTRIES.where(_table.c.status == "open").order_by(_table.c.opened_at, _table.c.id)
    return [_read(row) for row in connection.execute(found).mappings()]


def ended_entries(connection: Connection) -> list[Entry]:
    """Give the hand-offs that ended last."""
    found = (
        _ENTRIES.where(_table.c.status != "open")
        .order_by(_table.c.released_at.desc())
        .limit(MOST_CLOSED)
    )
    return [_read(row) for row in connection.execute(found).mappings()]


def entry(connection: Connection, handoff_id: str) -> Entry | None:
    """Give one hand-off."""
    row = connection.execute(_ENTRIES.where(_table.c.id == handoff_id)).mappings().one_or_none()
    return None if row is None else _read(row)


def open_in(connection: Connection, conversation_id: str) -> str | None:
    """Give the id of the open hand-off of a conversation."""
    found = select(_table.c.id).where(
        _table.c.conversation_id == conversation_id, _table.c.status == "open"
    )
    opened: str | None = connection.execute(found).scalar_one_or_none()
    return opened


def notes(connection: Connection, handoff_id: str) -> list[Note]:
    """Give the notes on a hand-off, the oldest first."""
    table = handoff_schema.handoff_note
    found = select(table).where(table.c.handoff_id == handoff_id).order_by(table.c.number)
    return [
        Note(by=row["staff_name"], text=row["text"], at=row["at"])
        for row in connection.execute(found).mappings()
    ]


def _read(row: Any) -> Entry:
    return Entry(
        id=row["id"],
        conversation_id=row["conversation_id"],
        status=row["status"],
        reason=row["reason"],
        request=row["request"],
        account_id=row["account_id"],
        account_name=row["account_name"],
        person_id=row["person_id"],
        person_email=row["person_email"],
        role=row["role"],
        language=row["language"],
        team=row["team"],
        claimed_by=row["claimed_by"],
        claimed_name=row["claimed_name"],
        opened_at=row["opened_at"],
        first_reply_at=row["first_reply_at"],
        ended_at=row["released_at"],
    )


def teams(connection: Connection) -> list[str]:
    """Give the names of the teams that answer for accounts."""
    name = schema.account.c.representative
    return list(
        connection.execute(
            select(name).where(name.is_not(None)).distinct().order_by(name)
        ).scalars()
    )
