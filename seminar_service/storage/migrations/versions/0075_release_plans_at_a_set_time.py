"""Release plans at a set time"""

import sqlalchemy as sa
from alembic import op

revision = "0075"
down_revision = "0074"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scheduled_release",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("release_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deeds", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("failure", sa.String(length=40), nullable=False),
        sa.Column("scheduled_by", sa.Integer(), nullable=True),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'done', 'failed', 'called_off')",
            name=op.f("ck_scheduled_release_state"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_scheduled_release_plan_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scheduled_by"],
            ["user.id"],
            name=op.f("fk_scheduled_release_scheduled_by"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_scheduled_release")),
    )
    op.create_index(
        op.f("ix_scheduled_release_state_release_at"),
        "scheduled_release",
        ["state", "release_at"],
    )


def downgrade() -> None:
    op.drop_table("scheduled_release")
