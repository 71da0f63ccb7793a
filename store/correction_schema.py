"""The tables of what reviewers correct, and of what a new model changes."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.schema import Instant, metadata

correction = Table(
    "correction",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", String(64), nullable=False),
    Column("turn", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("said", Text, nullable=False),
    Column("understood", JSON),
    Column("sentence", Text, nullable=False),
    Column("intent", String(64), nullable=False),
    Column("mentions", JSON, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("proposed_by", String(200), nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("decided_by", String(200)),
    Column("decided_at", Instant),
    Column("written_at", Instant),
    UniqueConstraint("conversation_id", "turn"),
    CheckConstraint("state in ('proposed', 'accepted', 'declined', 'written')", name="state"),
    CheckConstraint("language in ('fr', 'it')", name="language"),
    sqlite_autoincrement=True,
)
"""What a customer's message should have been understood as.

`said` is the message as stored and `understood` what was made of it then; `sentence` is what a
model is to learn from it, with what it names in `mentions`: entity, value, start, end, role.
A correction outlives its conversation: it has no foreign key.
"""

model_report = Table(
    "model_report",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("made_at", Instant, nullable=False),
    Column("old_model", String(64), nullable=False),
    Column("new_model", String(64), nullable=False, index=True),
    Column("old_name", String(200), nullable=False),
    Column("new_name", String(200), nullable=False),
    Column("report", JSON, nullable=False),
    Column("publishable", Boolean, nullable=False),
    Column("approved_by", String(200)),
    Column("approved_at", Instant),
    Column("published_at", Instant),
    sqlite_autoincrement=True,
)
"""What changes from one model to another; models are named by the SHA-256 of their files."""
