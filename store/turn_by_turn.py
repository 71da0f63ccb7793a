"""A conversation as the desk shows it: turn by turn, a page of turns at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.engine import Connection

from store import accounts_found, deeds, feedback, schema
from store.conversation_facts import Heard, heard
from store.deeds import Happened, Start

_message = schema.message

TURNS = 40
"""Turns of one page."""


class UnknownConversationError(LookupError):
    """There is no conversation of that id."""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A message with the replies to it, what was made of it and what it led to.

    :param place: in the conversation, from 1 on.
    :param asked: the customer's message; `None` when people of the company spoke on their own.
    """

    id: str
    place: int
    asked: dict[str, Any] | None
    replies: list[dict[str, Any]]
    heard: Heard
    happened: Happened
    feedback: dict[str, Any] | None

    @property
    def failed(self) -> bool:
        return self.asked is not None and self.asked["state"] == "failed"

    @property
    def kept(self) -> bool:
        """Whether the message was left to a person, who owned the conversation."""
        return self.asked is not None and self.asked["state"] == "kept"


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """A conversation with one page of its turns, and where other pages begin."""

    id: str
    language: str
    owner: str
    started_at: datetime
    last_at: datetime
    person: dict[str, Any] | None
    turns: list[Turn]
    total: int
    first: int

    @property
    def previous(self) -> int | None:
        return max(1, self.first - TURNS) if self.first > 1 else None

    @property
    def next(self) -> int | None:
        after = self.first + len(self.turns)
        return after if after <= self.total else None


def read(
    connection: Connection, conversation_id: str, *, first: int = 1, turn: str | None = None
) -> Conversation:
    """Read a conversation with the page of its turns that begins with the `first`.

    :param turn: the page that has this turn, instead.
    :raises UnknownConversationError: if there is no such conversation.
    """
    row = _conversation(connection, conversation_id)
    order = _turns(connection, conversation_id)
    if turn is not None and turn in order:
        first = order.index(turn) // TURNS * TURNS + 1
    first = max(1, min(first, max(1, len(order))))
    shown = order[first - 1 : first - 1 + TURNS]
    messages = _messages(connection, conversation_id, shown)
    last_at = _last_at(connection, conversation_id) or row["started_at"]
    person = _person(connection, row["subject"])
    happened = deeds.by_turn(
        connection,
        conversation_id,
        None if person is None else person["account_id"],
        _starts(connection, conversation_id),
        until=last_at,
    )
    opinions = feedback.of_conversation(connection, conversation_id)
    return Conversation(
        id=conversation_id,
        language=row["language"],
        owner=row["owner"],
        started_at=row["started_at"],
        last_at=last_at,
        person=person,
        turns=[
            _turn(each, first + place, messages, happened, opinions)
            for place, each in enumerate(shown)
        ],
        total=len(order),
        first=first,
    )


def _conversation(connection: Connection, conversation_id: str) -> dict[str, Any]:
    table = schema.conversation
    found = select(table).where(table.c.id == conversation_id)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise UnknownConversationError(conversation_id)
    return dict(row)


def _turns(connection: Connection, conversation_id: str) -> list[str]:
    begins = func.min(_message.c.number)
    found = (
        select(_message.c.turn)
        .where(_message.c.conversation_id == conversation_id)
        .group_by(_message.c.turn)
        .order_by(begins)
    )
    return list(connection.execute(found).scalars())


def _messages(
    connection: Connection, conversation_id: str, turns: Sequence[str]
) -> list[dict[str, Any]]:
    found = select(_message).where(
        _message.c.conversation_id == conversation_id, _message.c.turn.in_(turns)
    )
    return [dict(row) for row in connection.execute(found.order_by(_message.c.number)).mappings()]


def _last_at(connection: Connection, conversation_id: str) -> datetime | None:
    found = select(func.max(_message.c.at)).where(_message.c.conversation_id == conversation_id)
    last: datetime | None = connection.execute(found).scalar_one()
    return last


def _starts(connection: Connection, conversation_id: str) -> list[Start]:
    customers = (
        _message.c.conversation_id == conversation_id,
        _message.c.author == "customer",
    )
    finishing = (*customers, cast(_message.c.understood, String).contains('"finished"'))
    found = select(_message.c.turn, _message.c.understood).where(*finishing)
    finished = {turn: _finished(understood) for turn, understood in connection.execute(found)}
    arrived = select(_message.c.turn, _message.c.at).where(*customers).order_by(_message.c.number)
    return [
        Start(turn=turn, at=at, finished=finished.get(turn))
        for turn, at in connection.execute(arrived)
    ]


def _finished(understood: Any) -> str | None:
    value = understood.get("finished") if isinstance(understood, dict) else None
    return value if isinstance(value, str) else None


def _person(connection: Connection, subject: str) -> dict[str, Any] | None:
    person, account = schema.person, schema.account
    found = (
        select(
            person.c.id,
            person.c.email,
            person.c.role,
            person.c.account_id,
            account.c.name.label("account"),
            account.c.kind,
            account.c.representative,
        )
        .join_from(person, account)
        .where(person.c.id == accounts_found.person_of(subject))
    )
    row = connection.execute(found).mappings().one_or_none()
    return None if row is None else dict(row)


def _turn(
    turn: str,
    place: int,
    messages: list[dict[str, Any]],
    happened: dict[str, Happened],
    opinions: dict[str, dict[str, Any]],
) -> Turn:
    own = [each for each in messages if each["turn"] == turn]
    asked = next((each for each in own if each["author"] == "customer"), None)
    return Turn(
        id=turn,
        place=place,
        asked=asked,
        replies=[each for each in own if each is not asked],
        heard=heard(None if asked is None else asked["understood"]),
        happened=happened.get(turn, Happened()),
        feedback=opinions.get(turn),
    )
