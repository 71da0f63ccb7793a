"""Tables of the work on hand-offs: notes among colleagues, and who is writing just now."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from store.schema import Instant, metadata

handoff_note = Table(
    "handoff_note",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("handoff_id", ForeignKey("handoff.id"), nullable=False, index=True),
    Column("staff_id", String(64), nullable=False),
    Column("staff_name", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

typing = Table(
    "typing",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("author", String(16), primary_key=True),
    Column("name", String(200)),
    Column("until", Instant, nullable=False),
    CheckConstraint("author in ('customer', 'representative')", name="author"),
)
"""Who is writing: true until `until`, or until they have sent what they wrote."""
