"""What reviewers say of conversations: reviewed, flagged, tags and notes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection

from store import fact_refresh, review_schema, schema

_review = review_schema.review
_tag = review_schema.review_tag
_note = review_schema.review_note

LONGEST_TAG = 40
LONGEST_NOTE = 4000


@dataclass(frozen=True, kw_only=True)
class Review:
    """What was said of one conversation so far.

    `reviewed_to` is the number of the last message that the review has seen.
    """

    flagged: bool
    reviewed_at: datetime | None
    reviewed_by: str | None
    reviewed_to: int | None
    tags: list[str]
    notes: list[dict[str, Any]]


def of_conversation(connection: Connection, conversation_id: str) -> Review:
    """Read the review of a conversation, an empty one if nobody has begun it."""
    found = select(_review).where(_review.c.conversation_id == conversation_id)
    row = connection.execute(found).mappings().one_or_none()
    tags = select(_tag.c.tag).where(_tag.c.conversation_id == conversation_id)
    notes = select(_note).where(_note.c.conversation_id == conversation_id)
    return Review(
        flagged=bool(row and row["flagged"]),
        reviewed_at=row and row["reviewed_at"],
        reviewed_by=row and row["reviewed_by"],
        reviewed_to=row and row["reviewed_to"],
        tags=list(connection.execute(tags.order_by(_tag.c.tag)).scalars()),
        notes=[
            dict(each) for each in connection.execute(notes.order_by(_note.c.number)).mappings()
        ],
    )


def exists(connection: Connection, conversation_id: str) -> bool:
    """Tell whether there is such a conversation."""
    found = select(schema.conversation.c.id).where(schema.conversation.c.id == conversation_id)
    return connection.execute(found).first() is not None


def mark_reviewed(connection: Connection, conversation_id: str, *, by: str, now: datetime) -> None:
    """Say that a conversation was reviewed up to its present last message."""
    message = schema.message
    last = select(func.max(message.c.number)).where(message.c.conversation_id == conversation_id)
    _set(
        connection,
        conversation_id,
        reviewed_at=now,
        reviewed_by=by,
        reviewed_to=connection.execute(last).scalar_one(),
    )


def mark_unreviewed(connection: Connection, conversation_id: str) -> None:
    """Put a conversation back among those to review."""
    _set(connection, conversation_id, reviewed_at=None, reviewed_by=None, reviewed_to=None)


def flag(connection: Connection, conversation_id: str, *, flagged: bool) -> None:
    """Set a conversation apart for others to look at, or no longer."""
    _set(connection, conversation_id, flagged=flagged)


def plain_tag(typed: str) -> str:
    """Give a tag in its one form: lower case, single spaces, short; empty if it is none."""
    printable = "".join(each if each.isprintable() else " " for each in typed)
    return " ".join(printable.lower().split())[:LONGEST_TAG].strip()


def add_tag(connection: Connection, conversation_id: str, tag: str) -> str:
    """Put a tag on a conversation, once; give it in its one form, empty if it was none."""
    tag = plain_tag(tag)
    _hold(connection, conversation_id)
    already = select(_tag).where(_tag.c.conversation_id == conversation_id, _tag.c.tag == tag)
    if tag and connection.execute(already).first() is None:
        connection.execute(insert(_tag).values(conversation_id=conversation_id, tag=tag))
        fact_refresh.refresh_one(connection, conversation_id)
    return tag


def remove_tag(connection: Connection, conversation_id: str, tag: str) -> None:
    """Take a tag off a conversation."""
    connection.execute(
        delete(_tag).where(_tag.c.conversation_id == conversation_id, _tag.c.tag == tag)
    )
    fact_refresh.refresh_one(connection, conversation_id)


def add_note(
    connection: Connection, conversation_id: str, text: str, *, author: str, now: datetime
) -> None:
    """Add a note for colleagues; customers never see it."""
    connection.execute(
        insert(_note).values(
            conversation_id=conversation_id, at=now, author=author, text=text[:LONGEST_NOTE]
        )
    )


def _hold(connection: Connection, conversation_id: str) -> None:
    """Let two reviewers of one conversation act one after the other."""
    row = select(schema.conversation.c.id).where(schema.conversation.c.id == conversation_id)
    connection.execute(row.with_for_update())


def _set(connection: Connection, conversation_id: str, **values: Any) -> None:
    _hold(connection, conversation_id)
    known = _review.c.conversation_id == conversation_id
    if connection.execute(update(_review).where(known).values(values)).rowcount == 0:
        made = {"flagged": False, **values}
        connection.execute(insert(_review).values(conversation_id=conversation_id, **made))
    fact_refresh.refresh_one(connection, conversation_id)
