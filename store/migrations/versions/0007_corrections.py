"""What reviewers correct, and reports of what a new model changes."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "correction",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("turn", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("understood", sa.JSON(), nullable=True),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("intent", sa.String(length=64), nullable=False),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("proposed_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=200), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("written_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state in ('proposed', 'accepted', 'declined', 'written')",
            name=op.f("ck_correction_state"),
        ),
        sa.CheckConstraint("language in ('fr', 'it')", name=op.f("ck_correction_language")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_correction")),
        sa.UniqueConstraint("conversation_id", "turn", name=op.f("uq_correction_conversation_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_correction_state", "correction", ["state"])
    op.create_table(
        "model_report",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("made_at", Instant(), nullable=False),
        sa.Column("old_model", sa.String(length=64), nullable=False),
        sa.Column("new_model", sa.String(length=64), nullable=False),
        sa.Column("old_name", sa.String(length=200), nullable=False),
        sa.Column("new_name", sa.String(length=200), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("publishable", sa.Boolean(), nullable=False),
        sa.Column("approved_by", sa.String(length=200), nullable=True),
        sa.Column("approved_at", Instant(), nullable=True),
        sa.Column("published_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_model_report")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_model_report_new_model", "model_report", ["new_model"])


def downgrade() -> None:
    op.drop_table("model_report")
    op.drop_table("correction")
