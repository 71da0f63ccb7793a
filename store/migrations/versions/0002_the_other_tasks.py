"""Adding, trials, changes, billing details, receipts: what their rows need."""

import sqlalchemy as sa
from alembic import op

from store.schema import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_VAT_STATUSES = "vat_status in ('none', 'pending', 'verified', 'unverified')"
_OPEN = {"sqlite_where": sa.text("state = 'open'"), "postgresql_where": sa.text("state = 'open'")}


def upgrade() -> None:
    _extend_account()
    _extend_invoice()
    _extend_proposal()
    op.create_table(
        "product_use",
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("product", sa.String(length=64), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_product_use_account_id")
        ),
        sa.PrimaryKeyConstraint("account_id", "product", name=op.f("pk_product_use")),
    )
    op.execute(
        "INSERT INTO product_use (account_id, product, since) "
        "SELECT account_id, product, min(period_start_at) FROM subscription "
        "GROUP BY account_id, product"
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("current", sa.JSON(), nullable=False),
        sa.Column("requested", sa.JSON(), nullable=False),
        sa.Column("contact_email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("expected_from", sa.Date(), nullable=False),
        sa.Column("expected_to", sa.Date(), nullable=False),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.CheckConstraint("status in ('open', 'confirmed')", name=op.f("ck_ticket_status")),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_ticket_account_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_ticket_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("number", name=op.f("uq_ticket_number")),
    )
    op.create_index(op.f("ix_ticket_account_id"), "ticket", ["account_id"])
    op.create_table(
        "reminder",
        sa.Column("subscription_id", sa.String(length=64), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("sent_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_reminder_subscription_id")
        ),
        sa.PrimaryKeyConstraint(
            "subscription_id", "last_day", "days_before", name=op.f("pk_reminder")
        ),
    )
    op.create_table(
        "approval",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.String(length=64), nullable=False),
        sa.Column("requested_by", sa.String(length=64), nullable=False),
        sa.Column("conversation_id", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("operation", sa.String(length=64), nullable=False),
        sa.Column("subscription_id", sa.String(length=64), nullable=True),
        sa.Column("wish", sa.JSON(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "state in ('open', 'approved', 'declined')", name=op.f("ck_approval_state")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_approval_account_id")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by"], ["person.id"], name=op.f("fk_approval_requested_by")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_approval_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_approval_token_hash")),
    )
    op.create_index(op.f("ix_approval_account_id"), "approval", ["account_id"])


def _extend_account() -> None:
    # Written out: SQLite adds a column in place, but a constraint only with its column.
    op.execute("ALTER TABLE account ADD COLUMN balance VARCHAR(16) DEFAULT '0.00' NOT NULL")
    op.execute(
        "ALTER TABLE account ADD COLUMN vat_status VARCHAR(16) DEFAULT 'none' NOT NULL "
        f"CONSTRAINT ck_account_vat_status CHECK ({_VAT_STATUSES})"
    )
    op.add_column("account", sa.Column("vat_checked_at", Instant(), nullable=True))
    op.add_column("account", sa.Column("vat_consultation", sa.String(length=64), nullable=True))


def _extend_invoice() -> None:
    with op.batch_alter_table("invoice") as batch_op:
        # A change on the first day of a period begins another one on the same day.
        batch_op.drop_constraint(op.f("uq_invoice_subscription_id"), type_="unique")
        batch_op.add_column(sa.Column("tier", sa.String(length=16), nullable=True))
        for name, size, default in (
            ("product", 64, ""),
            ("credit", 16, "0.00"),
            ("vat_rate", 8, "0"),
            ("vat_reason", 16, "domestic"),
            ("vat_amount", 16, "0.00"),
            ("total", 16, "0.00"),
        ):
            batch_op.add_column(
                sa.Column(name, sa.String(length=size), nullable=False, server_default=default)
            )
    op.execute("UPDATE invoice SET total = amount")
    for name in ("product", "tier"):
        op.execute(
            f"UPDATE invoice SET {name} = (SELECT {name} FROM subscription "
            "WHERE subscription.id = invoice.subscription_id)"
        )


def _extend_proposal() -> None:
    op.drop_index("uq_proposal_open", table_name="proposal")
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.alter_column("subscription_id", existing_type=sa.String(64), nullable=True)
        batch_op.alter_column("expected_version", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("wish", sa.JSON(), nullable=True))
    op.create_index("uq_proposal_open", "proposal", ["conversation_id"], unique=True, **_OPEN)


def downgrade() -> None:
    for name in ("approval", "reminder", "ticket", "product_use"):
        op.drop_table(name)
    op.drop_index("uq_proposal_open", table_name="proposal")
    op.execute("DELETE FROM proposal WHERE subscription_id IS NULL")
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.drop_column("wish")
        batch_op.alter_column("subscription_id", existing_type=sa.String(64), nullable=False)
        batch_op.alter_column("expected_version", existing_type=sa.Integer(), nullable=False)
    op.create_index("uq_proposal_open", "proposal", ["conversation_id"], unique=True, **_OPEN)
    with op.batch_alter_table("invoice") as batch_op:
        for name in ("product", "tier", "credit", "vat_rate", "vat_reason", "vat_amount", "total"):
            batch_op.drop_column(name)
        batch_op.create_unique_constraint(
            op.f("uq_invoice_subscription_id"), ["subscription_id", "period_start_at"]
        )
    with op.batch_alter_table("account") as batch_op:
        batch_op.drop_constraint(op.f("ck_account_vat_status"), type_="check")
        for name in ("vat_consultation", "vat_checked_at", "vat_status", "balance"):
            batch_op.drop_column(name)
