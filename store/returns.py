"""Conversations that people have given back, and in which the assistant has still to say so.

The end of a hand-off is stored by whoever ends it; the assistant's process then speaks. What
it says is stored together with the mark that it was said, so that it is said exactly once,
whichever process restarts in between.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from store import schema

HANDOFF = "handoff"
"""Names the ended hand-off in the metadata of the turn in which the assistant comes back."""

_handoff = schema.handoff
_conversation = schema.conversation


@dataclass(frozen=True, kw_only=True)
class Return:
    """A conversation given back by the hand-off of this id, and whose it is."""

    handoff_id: str
    conversation_id: str
    subject: str
    sid: str
    person_id: str


def waiting(connection: Connection, conversation_id: str | None = None) -> list[Return]:
    """Give the returns that the assistant has to speak in, the oldest first.

    :param conversation_id: of the only conversation to look at.
    """
    found = (
        select(_handoff, _conversation.c.subject, _conversation.c.sid)
        .join(_conversation, _conversation.c.id == _handoff.c.conversation_id)
        .where(_handoff.c.resumed_at.is_(None), _handoff.c.released_at.is_not(None))
        .order_by(_handoff.c.released_at)
    )
    if conversation_id is not None:
        found = found.where(_handoff.c.conversation_id == conversation_id)
    return [
        Return(
            handoff_id=row["id"],
            conversation_id=row["conversation_id"],
            subject=row["subject"],
            sid=row["sid"],
            person_id=row["person_id"],
        )
        for row in connection.execute(found).mappings()
    ]


def mark_done(connection: Connection, handoff_id: str, *, now: datetime) -> bool:
    """Say that the assistant has spoken; `False` if another one did before."""
    marked = connection.execute(
        update(_handoff)
        .where(_handoff.c.id == handoff_id, _handoff.c.resumed_at.is_(None))
        .values(resumed_at=now)
    )
    return bool(marked.rowcount == 1)
