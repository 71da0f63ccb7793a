"""The tables behind the desk's list of conversations: facts to filter by, and reviews.

Facts are derived: `store.fact_refresh` writes them, from the marks that triggers leave in
`conversation_touched`. What reviewers write is kept apart, in the `review` tables.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from store.schema import Instant, metadata

conversation_touched = Table(
    "conversation_touched",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False),
    sqlite_autoincrement=True,
)
"""Conversations whose facts are out of date; only ever added to by triggers, so nobody waits.

A number is never given twice, or a refresh could take the mark of a later turn for one it saw.
"""

conversation_facts = Table(
    "conversation_facts",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False, unique=True),
    Column("person_id", String(64)),
    Column("account_id", String(64)),
    Column("language", String(2), nullable=False),
    Column("started_at", Instant, nullable=False, index=True),
    Column("last_at", Instant, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("opening", Text, nullable=False),
    Column("lowest_confidence", Float),
    Column("fallbacks", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("handed_off", Integer, nullable=False),
    Column("helpful", Integer, nullable=False),
    Column("unhelpful", Integer, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("intents", JSON, nullable=False),
    Column("tasks", JSON, nullable=False),
    Column("tags", JSON, nullable=False),
)
"""One row a conversation. Numbers follow the order in which conversations began.

`asked` counts the customer's messages, `messages` everybody's; `lowest_confidence` is of those
that were guessed, not pressed; `tasks` are `[operation, outcome]` as audited.
"""

conversation_mark = Table(
    "conversation_mark",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("value", String(160), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Index("ix_conversation_mark_number", "number"),
    sqlite_with_rowid=False,
)
"""What a list is filtered by: each mark's conversations, in order, are one run of the key."""

review = Table(
    "review",
    metadata,
    Column("conversation_id", String(64), primary_key=True),
    Column("flagged", Boolean, nullable=False),
    Column("reviewed_at", Instant),
    Column("reviewed_by", String(200)),
    Column("reviewed_to", Integer),
)
"""`reviewed_to` is the number of the last message there was: later ones are not reviewed."""

review_tag = Table(
    "review_tag",
    metadata,
    Column("conversation_id", String(64), primary_key=True),
    Column("tag", String(40), primary_key=True),
)

review_note = Table(
    "review_note",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("author", String(200), nullable=False),
    Column("text", Text, nullable=False),
)
