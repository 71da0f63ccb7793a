"""The tables of the support desk's own people: who they are, their sessions, what they did."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from store.schema import Instant, metadata

staff = Table(
    "staff",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("role", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("teams", JSON, nullable=False),
    Column("password_hash", Text),
    Column("must_change", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    CheckConstraint("role in ('agent', 'reviewer', 'admin')", name="role"),
    CheckConstraint("language in ('fr', 'it', 'en')", name="language"),
)

staff_session = Table(
    "staff_session",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", ForeignKey("staff.id"), nullable=False, index=True),
    Column("started_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

desk_audit = Table(
    "desk_audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("staff_id", ForeignKey("staff.id"), index=True),
    Column("action", String(64), nullable=False),
    Column("object", String(254)),
    Column("address", String(64)),
    Column("detail", JSON),
    Index("ix_desk_audit_action_at", "action", "at"),
)
