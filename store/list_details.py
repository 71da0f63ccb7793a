"""What a list shows beside the facts: whose conversations they are, and where words were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import schema
from store.passages import Piece, passage
from store.words import Term, Who

_message = schema.message

MOST_READ = 5000
"""Messages looked through for one page; what lies beyond is listed without its passage."""


@dataclass(frozen=True, kw_only=True)
class Owner:
    """Whose a conversation is."""

    email: str
    account: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """Where words were found first in a conversation, cut into pieces to show."""

    turn: str
    author: str
    pieces: list[Piece]


def owners(connection: Connection, rows: Sequence[dict[str, Any]]) -> dict[str, Owner]:
    """Give the owner of each listed conversation that has one, by the person's id."""
    person, account = schema.person, schema.account
    ids = {row["person_id"] for row in rows if row["person_id"]}
    found = (
        select(person.c.id, person.c.email, account.c.name)
        .join_from(person, account)
        .where(person.c.id.in_(ids))
    )
    return {row[0]: Owner(email=row[1], account=row[2]) for row in connection.execute(found)}


def hits(
    connection: Connection, rows: Sequence[dict[str, Any]], terms: Sequence[Term], said_by: Who
) -> dict[str, Hit]:
    """Give the passage of each listed conversation that shows most of what was searched for."""
    ids = [row["conversation_id"] for row in rows]
    found = select(
        _message.c.conversation_id, _message.c.turn, _message.c.author, _message.c.text
    ).where(_message.c.conversation_id.in_(ids))
    if said_by == "customer":
        found = found.where(_message.c.author == "customer")
    best: dict[str, tuple[int, Hit]] = {}
    found = found.order_by(_message.c.number).limit(MOST_READ)
    for conversation_id, turn, author, text in connection.execute(found):
        if conversation_id in best and best[conversation_id][0] >= len(terms):
            continue
        pieces = passage(text, terms)
        if pieces is None:
            continue
        told = len({piece.text.casefold() for piece in pieces if piece.hit})
        if told > best.get(conversation_id, (0,))[0]:
            best[conversation_id] = (told, Hit(turn=turn, author=author, pieces=pieces))
    return {conversation_id: hit for conversation_id, (_, hit) in best.items()}
