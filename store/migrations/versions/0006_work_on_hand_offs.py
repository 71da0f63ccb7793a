"""Work on hand-offs: who has claimed one, what was noted, who is writing."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_OPEN = {
    "sqlite_where": sa.text("status = 'open'"),
    "postgresql_where": sa.text("status = 'open'"),
}


def upgrade() -> None:
    with op.batch_alter_table("handoff") as batch:
        batch.add_column(sa.Column("team", sa.String(length=200), nullable=True))
        batch.add_column(sa.Column("claimed_by", sa.String(length=64), nullable=True))
        batch.add_column(sa.Column("claimed_name", sa.String(length=200), nullable=True))
        for name in ("claimed_at", "first_reply_at", "closed_at", "resumed_at"):
            batch.add_column(sa.Column(name, Instant(), nullable=True))
    _allow("status in ('open', 'released', 'closed')")
    op.create_index(op.f("ix_handoff_status"), "handoff", ["status"])
    op.create_index(
        "ix_handoff_ended",
        "handoff",
        ["released_at"],
        sqlite_where=sa.text("resumed_at IS NULL"),
        postgresql_where=sa.text("resumed_at IS NULL"),
    )
    # The customers of these have gone on without being told; nothing is left to be said.
    op.execute("UPDATE handoff SET resumed_at = released_at, team = representative")
    op.create_table(
        "handoff_note",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("handoff_id", sa.String(length=64), nullable=False),
        sa.Column("staff_id", sa.String(length=64), nullable=False),
        sa.Column("staff_name", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["handoff_id"], ["handoff.id"], name=op.f("fk_handoff_note_handoff_id")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_handoff_note")),
    )
    op.create_index(op.f("ix_handoff_note_handoff_id"), "handoff_note", ["handoff_id"])
    op.create_table(
        "typing",
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("until", Instant(), nullable=False),
        sa.CheckConstraint(
            "author in ('customer', 'representative')", name=op.f("ck_typing_author")
        ),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=op.f("fk_typing_conversation_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "author", name=op.f("pk_typing")),
    )


def downgrade() -> None:
    op.drop_table("typing")
    op.drop_table("handoff_note")
    op.drop_index("ix_handoff_ended", "handoff")
    op.drop_index(op.f("ix_handoff_status"), "handoff")
    op.execute("UPDATE handoff SET status = 'released' WHERE status = 'closed'")
    _allow("status in ('open', 'released')")
    with op.batch_alter_table("handoff") as batch:
        for name in (
            "resumed_at", "closed_at", "first_reply_at", "claimed_at", "claimed_name",
            "claimed_by", "team",
        ):  # fmt: skip
            batch.drop_column(name)


def _allow(condition: str) -> None:
    """Change the check of a hand-off's state, which SQLite can only do in a table made anew."""
    op.drop_index("uq_handoff_open", "handoff")
    with op.batch_alter_table("handoff") as batch:
        if op.get_bind().dialect.name == "postgresql":
            batch.drop_constraint(op.f("ck_handoff_status"), type_="check")
        batch.create_check_constraint(op.f("ck_handoff_status"), condition)
    op.create_index("uq_handoff_open", "handoff", ["conversation_id"], unique=True, **_OPEN)
