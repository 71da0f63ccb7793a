"""Audit records, proposals and hand-offs say which message was being answered."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_TABLES = ("audit", "proposal", "handoff")


def upgrade() -> None:
    for table in _TABLES:
        op.add_column(table, sa.Column("turn", sa.String(length=64), nullable=True))


def downgrade() -> None:
    for table in _TABLES:
        op.drop_column(table, "turn")
