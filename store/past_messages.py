"""What customers once said, for a new model to be asked again."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from store import correction_schema, review_schema, schema
from store.conversation_facts import heard

_message = schema.message
_review = review_schema.review
_correction = correction_schema.correction
_LOOKED_AT = 10
"""Messages read for each that is wanted: many say the same, or are buttons."""


@dataclass(frozen=True, kw_only=True)
class Past:
    """Words that were understood by guessing, and in which language they were.

    :param intent: what they mean, where people have said so.
    """

    text: str
    language: str | None
    intent: str | None = None


def said(connection: Connection, *, most: int) -> list[Past]:
    """Give distinct messages that a model had to understand, the newest first."""
    found = _guessed(connection, most * _LOOKED_AT)
    distinct: dict[str, str | None] = {}
    for row in found:
        distinct.setdefault(row["text"], row["language"])
    return [Past(text=text, language=language) for text, language in distinct.items()][:most]


def known(connection: Connection, *, most: int) -> list[Past]:
    """Give messages whose meaning people have said: corrected, or reviewed and left as it was."""
    corrected = select(_correction).where(_correction.c.state.in_(("accepted", "written")))
    meant = {
        row["sentence"]: Past(text=row["sentence"], language=row["language"], intent=row["intent"])
        for row in connection.execute(corrected.order_by(_correction.c.number)).mappings()
    }
    disputed = set(connection.execute(select(_correction.c.turn)).scalars())
    for row in _guessed(connection, most * _LOOKED_AT, reviewed=True):
        guess = heard(row["understood"])
        left = row["turn"] not in disputed and guess.intent == guess.ranking[0][0]
        if left:  # and not reread in the light of the moment, of which a model knows nothing
            past = Past(text=row["text"], language=row["language"], intent=guess.intent)
            meant.setdefault(row["text"], past)
    return list(meant.values())[:most]


def _guessed(connection: Connection, most: int, *, reviewed: bool = False) -> list[dict[str, Any]]:
    """Read customers' messages, newest first, but not buttons."""
    found = select(
        _message.c.text, _message.c.language, _message.c.understood, _message.c.turn
    ).where(_message.c.author == "customer", _message.c.state == "answered")
    if reviewed:
        seen = _review.c.conversation_id == _message.c.conversation_id
        found = found.join(_review, seen).where(_message.c.number <= _review.c.reviewed_to)
    rows = connection.execute(found.order_by(_message.c.number.desc()).limit(most)).mappings()
    return [dict(row) for row in rows if heard(row["understood"]).guessed and row["text"]]
