"""Fetch calendars of advisers every night"""

import sqlalchemy as sa
from alembic import op

revision = "0081"
down_revision = "0080"
branch_labels = None
depends_on = None

TABLE, CHECK = "unavailable_day", "ck_unavailable_day_source"
BEFORE = "'hand', 'calendar'"
SINCE = f"{BEFORE}, 'subscription'"
FAULTS = (
    "host_unknown",
    "not_public",
    "unreachable",
    "untrusted",
    "refused",
    "unavailable",
    "redirected",
    "too_slow",
    "too_large",
    "unreadable",
    "locked",
)


def upgrade() -> None:
    _let_sources_be(BEFORE, SINCE)
    # Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    op.execute(
        "ALTER TABLE availability_wish ADD COLUMN source VARCHAR(40) DEFAULT 'hand' NOT NULL"
        f" CONSTRAINT ck_availability_wish_source CHECK (source IN ({SINCE}))"
    )
    op.create_table(
        "calendar_subscription",
        sa.Column("adviser_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("host", sa.String(length=253), nullable=False),
        sa.Column("subscribed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_until", sa.Date(), nullable=False),
        sa.Column("etag", sa.String(length=300), nullable=False),
        sa.Column("last_modified", sa.String(length=300), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "fault",
            sa.Enum(*FAULTS, native_enum=False, length=40, name="fault", create_constraint=True),
            nullable=True,
        ),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_calendar_subscription_tries_not_negative")),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_calendar_subscription_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("adviser_id", name=op.f("pk_calendar_subscription")),
    )
    op.create_index(op.f("ix_calendar_subscription_next_at"), "calendar_subscription", ["next_at"])
    op.create_table(
        "subscribed_day",
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kept_free", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["calendar_subscription.adviser_id"],
            name=op.f("fk_subscribed_day_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("adviser_id", "day", name=op.f("pk_subscribed_day")),
    )


def downgrade() -> None:
    op.drop_table("subscribed_day")
    op.drop_table("calendar_subscription")
    op.drop_column("availability_wish", "source")
    # What was fetched stays taken, as if it were of a file.
    op.execute("UPDATE unavailable_day SET source = 'calendar' WHERE source = 'subscription'")
    _let_sources_be(SINCE, BEFORE)


def _let_sources_be(old: str, new: str) -> None:
    """Change which sources the check of the column takes.

    SQLite knows no statement for that; the table's definition is written anew, as SQLite's
    documentation describes for constraints that every row keeps.
    """
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(op.f(CHECK), TABLE, type_="check")
        op.create_check_constraint(op.f(CHECK), TABLE, f"source IN ({new})")
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_master SET sql = replace(sql, :old, :new)"
            " WHERE type = 'table' AND name = :name"
        ).bindparams(old=f"source IN ({old})", new=f"source IN ({new})", name=TABLE)
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
