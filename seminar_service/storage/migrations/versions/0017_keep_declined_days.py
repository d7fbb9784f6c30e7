"""Keep the days that hosts and advisers decline: whatever is planned next asks nobody again"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "declined_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("declined_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_declined_day_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_declined_day_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_declined_day_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_declined_day")),
    )
    op.create_index(op.f("ix_declined_day_adviser_id"), "declined_day", ["adviser_id"])
    for name, columns, condition in (
        ("uq_declined_day_host", ["bid_id", "day"], "adviser_id IS NULL"),
        ("uq_declined_day_adviser", ["bid_id", "day", "adviser_id"], "adviser_id IS NOT NULL"),
    ):
        op.create_index(
            name,
            "declined_day",
            columns,
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    # What was declined before, of seminars that stand as they were declined.
    op.execute(
        "INSERT INTO declined_day (bid_id, seminar_id, adviser_id, day, note, declined_at) "
        "SELECT s.bid_id, s.id, m.adviser_id, s.day, m.note, "
        "COALESCE(m.answered_at, s.changed_at) FROM seminar s "
        "JOIN team_member m ON m.seminar_id = s.id "
        "WHERE m.confirmation = 'declined' AND s.state <> 'cancelled'"
    )
    op.execute(
        "INSERT INTO declined_day (bid_id, seminar_id, adviser_id, day, note, declined_at) "
        "SELECT s.bid_id, s.id, NULL, s.day, s.host_note, "
        "COALESCE(s.host_answered_at, s.changed_at) FROM seminar s "
        "WHERE s.host_confirmation = 'declined' AND s.state <> 'cancelled'"
    )


def downgrade() -> None:
    op.drop_table("declined_day")
