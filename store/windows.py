"""A conversation as a chat window shows it: read on from a number, and who owns it now."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from store import feedback, schema

_conversation = schema.conversation
_message = schema.message
_button = schema.button

PAGE = 200
"""Messages read at once."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What holds for a whole conversation now: who answers in it, in which language."""

    owner: str
    language: str


def standings(connection: Connection, conversation_ids: list[str]) -> dict[str, Standing]:
    """Give the standing of each of these conversations that exist."""
    found = select(_conversation).where(_conversation.c.id.in_(conversation_ids))
    return {
        row["id"]: Standing(owner=row["owner"], language=row["language"])
        for row in connection.execute(found).mappings()
    }


def last_numbers(connection: Connection, conversation_ids: list[str]) -> dict[str, int]:
    """Give the number of the last message of each of these conversations."""
    found = (
        select(_message.c.conversation_id, func.max(_message.c.number))
        .where(_message.c.conversation_id.in_(conversation_ids))
        .group_by(_message.c.conversation_id)
    )
    rows: list[tuple[str, int]] = connection.execute(found).all()
    return dict(rows)


def messages_since(
    connection: Connection, conversation_id: str, number: int
) -> list[dict[str, Any]]:
    """Give the next messages of a conversation after that number, as windows show them.

    Buttons are those that still count. The replies of a turn that finished a task say so, and
    the last of them the feedback given on it.
    """
    found = (
        select(_message)
        .where(_message.c.conversation_id == conversation_id, _message.c.number > number)
        .order_by(_message.c.number)
        .limit(PAGE)
    )
    rows = list(connection.execute(found).mappings())
    finished = feedback.finished(connection, conversation_id, [row["turn"] for row in rows])
    opinions = feedback.of_conversation(connection, conversation_id)
    still_count = _offered(connection, conversation_id)
    shown = [_shown(row, still_count) for row in rows]
    replies = [each for each in shown if each["author"] == "assistant"]
    for each in replies:
        if each["turn"] in finished:
            each["finished"] = finished[each["turn"]]
    for turn, last in {each["turn"]: each for each in replies}.items():
        if turn in finished:
            last["feedback"] = opinions.get(turn)
    return shown


def last_messages(connection: Connection, conversation_id: str) -> list[dict[str, Any]]:
    """Give the last messages of a conversation, the oldest first, as windows show them."""
    before = (
        select(_message.c.number)
        .where(_message.c.conversation_id == conversation_id)
        .order_by(_message.c.number.desc())
        .offset(PAGE)
        .limit(1)
    )
    number = connection.execute(before).scalar_one_or_none()
    return messages_since(connection, conversation_id, number or 0)


def _offered(connection: Connection, conversation_id: str) -> set[str]:
    found = select(_button.c.id).where(
        _button.c.conversation_id == conversation_id, _button.c.state == "offered"
    )
    return set(connection.execute(found).scalars())


def _shown(row: Any, still_count: set[str]) -> dict[str, Any]:
    buttons = [each for each in row["buttons"] or [] if each["payload"] in still_count]
    optional = {
        "client_id": row["client_id"] if row["author"] == "customer" else None,
        "buttons": buttons or None,
        "name": (row["custom"] or {}).get("name") if row["author"] == "representative" else None,
        "language": row["language"],
    }
    return {
        "number": row["number"],
        "at": row["at"].isoformat(),
        "author": row["author"],
        "text": row["text"],
        "turn": row["turn"],
        "state": row["state"],
        **{name: value for name, value in optional.items() if value is not None},
    }
