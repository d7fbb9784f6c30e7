"""Let locks belong to the tour: a day and advisers, and no longer a row of some plan"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bid_lock",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_lock_bid_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("bid_id", name=op.f("pk_bid_lock")),
    )
    op.create_table(
        "locked_team_member",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"],
            ["bid_lock.bid_id"],
            name=op.f("fk_locked_team_member_bid_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["adviser_id"], ["adviser.id"], name=op.f("fk_locked_team_member_adviser_id")
        ),
        sa.PrimaryKeyConstraint("bid_id", "position", name=op.f("pk_locked_team_member")),
    )
    op.create_table(
        "unlocking",
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("unlocked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_unlocking_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seminar_id", name=op.f("pk_unlocking")),
    )
    op.execute(
        "INSERT INTO bid_lock (bid_id, day, locked_at) "
        'SELECT l.bid_id, p.day, l.locked_at FROM "lock" l '
        "JOIN planned_seminar p ON p.id = l.planned_seminar_id"
    )
    op.execute(
        "INSERT INTO locked_team_member (bid_id, position, adviser_id) "
        'SELECT l.bid_id, m.position, m.adviser_id FROM "lock" l '
        "JOIN planned_team_member m ON m.planned_seminar_id = l.planned_seminar_id"
    )
    op.drop_table("lock")


def downgrade() -> None:
    op.create_table(
        "lock",
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("planned_seminar_id", sa.Integer(), nullable=False),
        sa.Column("locked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_lock_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["planned_seminar_id"],
            ["planned_seminar.id"],
            name=op.f("fk_lock_planned_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("bid_id", name=op.f("pk_lock")),
    )
    # A lock can go back only to a plan that has the bid on the same day with the same advisers.
    op.execute(
        'INSERT INTO "lock" (bid_id, planned_seminar_id, locked_at) '
        "SELECT b.bid_id, max(p.id), b.locked_at FROM bid_lock b "
        "JOIN planned_seminar p ON p.bid_id = b.bid_id AND p.day = b.day "
        "WHERE NOT EXISTS (SELECT 1 FROM planned_team_member m "
        "WHERE m.planned_seminar_id = p.id AND NOT EXISTS (SELECT 1 FROM locked_team_member t "
        "WHERE t.bid_id = b.bid_id AND t.position = m.position "
        "AND t.adviser_id = m.adviser_id)) "
        "GROUP BY b.bid_id, b.locked_at"
    )
    op.drop_table("unlocking")
    op.drop_table("locked_team_member")
    op.drop_table("bid_lock")
