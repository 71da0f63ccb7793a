"""The tables. Instants are UTC; money is exact; identifiers are opaque text."""

import uuid
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as UTC on every engine (E10)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime cannot be stored")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:  # SQLite, which keeps no offset
            return value.replace(tzinfo=timezone.utc)
        return value.astimezone(timezone.utc)


def new_id(prefix: str) -> str:
    """Give a new opaque identifier, such as `conv_5f0c...`."""
    return f"{prefix}_{uuid.uuid4().hex}"


def _id(name: str = "id") -> Column[str]:
    return Column(name, String(64), primary_key=True)


account = Table(
    "account",
    metadata,
    _id(),
    Column("name", String(200), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("payment", String(16), nullable=False),
    Column("language", String(2), nullable=False),
    Column("country", String(2), nullable=False),
    Column("time_zone", String(64), nullable=False),
    Column("card_brand", String(32)),
    Column("card_last4", String(4)),
    Column("representative", String(200)),
    Column("balance", String(16), nullable=False, server_default="0.00"),
    Column("vat_status", String(16), nullable=False, server_default="none"),
    Column("vat_checked_at", Instant),
    Column("vat_consultation", String(64)),
    CheckConstraint("kind in ('online', 'corporate')", name="kind"),
    CheckConstraint(
        "vat_status in ('none', 'pending', 'verified', 'unverified')", name="vat_status"
    ),
    CheckConstraint("payment in ('card', 'invoice')", name="payment"),
    CheckConstraint("kind = 'online' or representative is not null", name="representative"),
)

person = Table(
    "person",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("email", String(254), nullable=False, unique=True),
    Column("role", String(32), nullable=False),
    CheckConstraint("role in ('account_holder', 'billing_contact', 'member')", name="role"),
)

billing_contact = Table(
    "billing_contact",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("contact_person", String(200), nullable=False),
    Column("company", String(200), nullable=False),
    Column("address", Text, nullable=False),
    Column("phone", String(32), nullable=False),
    Column("email", String(254), nullable=False),
    Column("vat_number", String(32)),
)

subscription = Table(
    "subscription",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("product", String(64), nullable=False),
    Column("tier", String(16)),
    Column("seats", Integer, nullable=False),
    Column("billing_cycle", String(16)),
    Column("unit_price", String(16), nullable=False),
    Column("anchor", Date, nullable=False),
    Column("period_start_at", Instant, nullable=False),
    Column("period_end_at", Instant, nullable=False),
    Column("renews", Boolean, nullable=False),
    Column("trial", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    CheckConstraint("seats >= 1", name="seats"),
    CheckConstraint("period_start_at < period_end_at", name="period"),
    CheckConstraint("billing_cycle in ('monthly', 'annual')", name="billing_cycle"),
    CheckConstraint("trial or billing_cycle is not null", name="paid_has_cycle"),
    CheckConstraint("not renews or billing_cycle is not null", name="renewal_has_cycle"),
)

product_use = Table(
    "product_use",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("product", String(64), primary_key=True),
    Column("since", Instant, nullable=False),
)
"""Every product an account has tried or bought: one trial each, for ever (E16)."""

invoice = Table(
    "invoice",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("subscription_id", ForeignKey("subscription.id"), nullable=False),
    Column("number", String(32), nullable=False, unique=True),
    Column("product", String(64), nullable=False, server_default=""),
    Column("tier", String(16)),
    Column("issued_at", Instant, nullable=False),
    Column("period_start_at", Instant, nullable=False),
    Column("period_end_at", Instant, nullable=False),
    Column("seats", Integer, nullable=False),
    Column("unit_price", String(16), nullable=False),
    Column("amount", String(16), nullable=False),
    Column("credit", String(16), nullable=False, server_default="0.00"),
    Column("vat_rate", String(8), nullable=False, server_default="0"),
    Column("vat_reason", String(16), nullable=False, server_default="domestic"),
    Column("vat_amount", String(16), nullable=False, server_default="0.00"),
    Column("total", String(16), nullable=False, server_default="0.00"),
    Column("paid", Boolean, nullable=False),
)

proposal = Table(
    "proposal",
    metadata,
    _id(),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("turn", String(64)),
    Column("account_id", ForeignKey("account.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("subscription_id", ForeignKey("subscription.id")),
    Column("expected_version", Integer),
    Column("wish", JSON),
    Column("state", String(16), nullable=False),
    Column("outcome", JSON, nullable=False),
    Column("proposed_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    CheckConstraint("state in ('open', 'done', 'closed')", name="state"),
    Index(
        "uq_proposal_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("state = 'open'"),
        postgresql_where=text("state = 'open'"),
    ),
)

audit = Table(
    "audit",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("role", String(32), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("turn", String(64)),
    Column("operation", String(64), nullable=False),
    Column("subscription_id", String(64)),
    Column("proposal_id", String(64), unique=True),
    Column("outcome", String(16), nullable=False),
    Column("reason", String(64)),
    Column("before", JSON),
    Column("after", JSON),
    CheckConstraint("outcome in ('done', 'refused', 'handed_off', 'unchanged')", name="outcome"),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("template", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("recipient", String(254), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("dedupe_key", String(200), nullable=False, unique=True),
    Column("status", String(16), nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("subject", Text),
    Column("last_error", Text),
    Column("queued_at", Instant, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("sent_at", Instant),
    CheckConstraint("kind in ('email', 'charge')", name="kind"),
    CheckConstraint("status in ('queued', 'sent', 'failed')", name="status"),
)

conversation = Table(
    "conversation",
    metadata,
    _id(),
    Column("subject", String(128), nullable=False),
    Column("sid", String(128), nullable=False),
    Column("language", String(2), nullable=False),
    Column("owner", String(16), nullable=False),
    Column("started_at", Instant, nullable=False),
    UniqueConstraint("subject", "sid"),
    CheckConstraint("owner in ('assistant', 'human')", name="owner"),
)

message = Table(
    "message",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("author", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("buttons", JSON),
    Column("custom", JSON),
    Column("client_id", String(128)),
    Column("turn", String(64), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("understood", JSON),
    Column("language", String(2)),
    UniqueConstraint("conversation_id", "client_id"),
    CheckConstraint("author in ('customer', 'assistant', 'representative')", name="author"),
    CheckConstraint("state in ('received', 'answered', 'failed', 'kept')", name="state"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("conversation_id", ForeignKey("conversation.id"), primary_key=True),
    Column("turn", String(64), primary_key=True),
    Column("operation", String(64), nullable=False),
    Column("helpful", Boolean, nullable=False),
    Column("words", Text),
    Column("at", Instant, nullable=False),
)

button = Table(
    "button",
    metadata,
    _id(),
    Column("conversation_id", ForeignKey("conversation.id"), nullable=False, index=True),
    Column("turn", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    CheckConstraint("state in ('offered', 'used', 'gone')", name="state"),
)

handoff = Table(
    "handoff",
    metadata,
    _id(),
    Column("conversation_id", String(64), nullable=False, index=True),
    Column("turn", String(64)),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("role", String(32), nullable=False),
    Column("reason", String(32), nullable=False),
    Column("request", JSON, nullable=False),
    Column("representative", String(200)),
    Column("team", String(200)),
    Column("status", String(16), nullable=False, index=True),
    Column("opened_at", Instant, nullable=False),
    Column("claimed_by", String(64)),
    Column("claimed_name", String(200)),
    Column("claimed_at", Instant),
    Column("first_reply_at", Instant),
    Column("released_at", Instant),
    Column("closed_at", Instant),
    Column("resumed_at", Instant),
    CheckConstraint("status in ('open', 'released', 'closed')", name="status"),
    Index(
        "uq_handoff_open",
        "conversation_id",
        unique=True,
        sqlite_where=text("status = 'open'"),
        postgresql_where=text("status = 'open'"),
    ),
    Index(
        "ix_handoff_ended",
        "released_at",
        sqlite_where=text("resumed_at IS NULL"),
        postgresql_where=text("resumed_at IS NULL"),
    ),
)

ticket = Table(
    "ticket",
    metadata,
    _id(),
    Column("number", String(32), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("status", String(16), nullable=False),
    Column("current", JSON, nullable=False),
    Column("requested", JSON, nullable=False),
    Column("contact_email", String(254), nullable=False),
    Column("language", String(2), nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("expected_from", Date, nullable=False),
    Column("expected_to", Date, nullable=False),
    Column("confirmed_at", Instant),
    CheckConstraint("status in ('open', 'confirmed')", name="status"),
)

reminder = Table(
    "reminder",
    metadata,
    Column("subscription_id", ForeignKey("subscription.id"), primary_key=True),
    Column("last_day", Date, primary_key=True),
    Column("days_before", Integer, primary_key=True),
    Column("sent_at", Instant, nullable=False),
)
"""Reminders sent: the row is the claim, so that each is sent once (E15)."""

approval = Table(
    "approval",
    metadata,
    _id(),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("requested_by", ForeignKey("person.id"), nullable=False),
    Column("conversation_id", String(64), nullable=False),
    Column("language", String(2), nullable=False),
    Column("operation", String(64), nullable=False),
    Column("subscription_id", ForeignKey("subscription.id")),
    Column("wish", JSON),
    Column("state", String(16), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("decided_at", Instant),
    CheckConstraint("state in ('open', 'approved', 'declined')", name="state"),
)
"""Operations prepared by somebody who may not carry them out, for one who may."""
