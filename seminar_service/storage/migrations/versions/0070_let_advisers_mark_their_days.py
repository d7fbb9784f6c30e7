"""Let advisers mark their own days, and ask for those with released seminars"""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0069"
branch_labels = None
depends_on = None

STATES = ("open", "granted", "refused")


def upgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    op.execute(
        "ALTER TABLE unavailable_day ADD COLUMN source VARCHAR(40) DEFAULT 'hand' NOT NULL"
        " CONSTRAINT ck_unavailable_day_source CHECK (source IN ('hand', 'calendar'))"
    )
    op.add_column("engagement", sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("engagement", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tour", sa.Column("days_due_on", sa.Date(), nullable=True))
    op.create_table(
        "availability_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("nights", sa.Integer(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(*STATES, native_enum=False, length=40, name="state", create_constraint=True),
            nullable=False,
        ),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(day IS NULL) <> (nights IS NULL)", name=op.f("ck_availability_wish_day_or_nights")
        ),
        sa.CheckConstraint("nights >= 0", name=op.f("ck_availability_wish_nights_not_negative")),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_availability_wish_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_availability_wish")),
        sa.UniqueConstraint(
            "engagement_id", "day", name=op.f("uq_availability_wish_engagement_id_day")
        ),
    )
    op.create_index(op.f("ix_availability_wish_state"), "availability_wish", ["state"])


def downgrade() -> None:
    op.drop_table("availability_wish")
    op.drop_column("tour", "days_due_on")
    op.drop_column("engagement", "asked_at")
    op.drop_column("engagement", "answered_at")
    op.drop_column("unavailable_day", "source")
