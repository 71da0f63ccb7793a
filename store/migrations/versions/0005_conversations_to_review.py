"""The desk's list of conversations: facts kept current by triggers, words to search, reviews."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TOUCHING = {
    "conversation": (("INSERT", "new.id"), ("UPDATE", "new.id"), ("DELETE", "old.id")),
    "message": (
        ("INSERT", "new.conversation_id"),
        ("UPDATE", "new.conversation_id"),
        ("DELETE", "old.conversation_id"),
    ),
    "audit": (("INSERT", "new.conversation_id"),),
    "feedback": (("INSERT", "new.conversation_id"), ("UPDATE", "new.conversation_id")),
}
"""Hand-offs need none: opening and releasing one changes its conversation's owner."""

_ERASING = (
    " DELETE FROM conversation_mark WHERE number ="
    " (SELECT number FROM conversation_facts WHERE conversation_id = old.id);"
    " DELETE FROM conversation_facts WHERE conversation_id = old.id;"
)
"""What is erased is found no longer, and leaves no words, whether or not the desk runs."""


def upgrade() -> None:
    _make_tables()
    if op.get_bind().dialect.name == "postgresql":
        _prepare_postgresql()
    else:
        _prepare_sqlite()
    op.execute(
        "INSERT INTO conversation_touched (conversation_id)"
        " SELECT id FROM conversation ORDER BY started_at"
    )


def _make_tables() -> None:
    op.create_index("ix_audit_conversation_id", "audit", ["conversation_id"])
    op.create_index("ix_handoff_conversation_id", "handoff", ["conversation_id"])
    op.create_table(
        "conversation_touched",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_conversation_touched")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "conversation_facts",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=True),
        sa.Column("account_id", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("messages", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("opening", sa.Text(), nullable=False),
        sa.Column("lowest_confidence", sa.Float(), nullable=True),
        sa.Column("fallbacks", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("handed_off", sa.Integer(), nullable=False),
        sa.Column("helpful", sa.Integer(), nullable=False),
        sa.Column("unhelpful", sa.Integer(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("intents", sa.JSON(), nullable=False),
        sa.Column("tasks", sa.JSON(), nullable=False),
        sa.Column("tags", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_conversation_facts")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_conversation_facts_conversation_id")),
    )
    op.create_index("ix_conversation_facts_started_at", "conversation_facts", ["started_at"])
    op.create_table(
        "conversation_mark",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("value", sa.String(length=160), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("kind", "value", "number", name=op.f("pk_conversation_mark")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_conversation_mark_number", "conversation_mark", ["number"])
    op.create_table(
        "review",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("reviewed_at", Instant(), nullable=True),
        sa.Column("reviewed_by", sa.String(length=200), nullable=True),
        sa.Column("reviewed_to", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", name=op.f("pk_review")),
    )
    op.create_table(
        "review_tag",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "tag", name=op.f("pk_review_tag")),
    )
    op.create_table(
        "review_note",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("author", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_review_note")),
    )
    op.create_index("ix_review_note_conversation_id", "review_note", ["conversation_id"])


def _prepare_postgresql() -> None:
    op.execute(
        """
        CREATE TABLE conversation_words (
            number integer PRIMARY KEY REFERENCES conversation_facts (number) ON DELETE CASCADE,
            customer tsvector NOT NULL,
            everybody tsvector NOT NULL
        )
        """
    )
    for column in ("customer", "everybody"):
        op.execute(
            f"CREATE INDEX ix_conversation_words_{column}"
            f" ON conversation_words USING gin ({column})"
        )
    for table, events in _TOUCHING.items():
        for event, column in events:
            name = f"{table}_{event.lower()}_touches"
            op.execute(
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$"
                " BEGIN INSERT INTO conversation_touched (conversation_id)"
                f" VALUES ({column});{_also(table, event)} RETURN NULL; END $$"
            )
            op.execute(
                f"CREATE TRIGGER {name} AFTER {event} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def _prepare_sqlite() -> None:
    # The words are folded before they are stored: the tokenizer only has to cut at spaces.
    op.execute(
        "CREATE VIRTUAL TABLE conversation_words"
        " USING fts5(customer, others, tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3')"
    )
    op.execute(
        "CREATE TRIGGER conversation_facts_forget_words AFTER DELETE ON conversation_facts"
        " BEGIN DELETE FROM conversation_words WHERE rowid = old.number; END"
    )
    for table, events in _TOUCHING.items():
        for event, column in events:
            op.execute(
                f"CREATE TRIGGER {table}_{event.lower()}_touches AFTER {event} ON {table}"
                f" BEGIN INSERT INTO conversation_touched (conversation_id) VALUES ({column});"
                f"{_also(table, event)} END"
            )


def _also(table: str, event: str) -> str:
    return _ERASING if (table, event) == ("conversation", "DELETE") else ""


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table, events in _TOUCHING.items():
        for event, _ in events:
            name = f"{table}_{event.lower()}_touches"
            op.execute(
                f"DROP TRIGGER {name} ON {table}" if is_postgresql else f"DROP TRIGGER {name}"
            )
            if is_postgresql:
                op.execute(f"DROP FUNCTION {name}()")
    op.execute("DROP TABLE conversation_words")
    for table in (
        "review_note",
        "review_tag",
        "review",
        "conversation_mark",
        "conversation_facts",
        "conversation_touched",
    ):
        op.drop_table(table)
    op.drop_index("ix_handoff_conversation_id", "handoff")
    op.drop_index("ix_audit_conversation_id", "audit")
