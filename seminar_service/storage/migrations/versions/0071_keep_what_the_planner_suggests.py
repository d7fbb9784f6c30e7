"""Keep what the planner suggests for drafts"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0071"
down_revision = "0070"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "draft_run",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("chosen", JSON, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("pins", JSON, nullable=False),
        sa.Column("refused", JSON, nullable=False),
        sa.Column("after", JSON, nullable=True),
        sa.Column("declines", JSON, nullable=True),
        sa.Column("objective_yen", sa.Integer(), nullable=True),
        sa.Column("bound_yen", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('rest', 'improve', 'repair')", name=op.f("ck_draft_run_kind")),
        sa.CheckConstraint(
            "state IN ('open', 'taken', 'kept', 'discarded')", name=op.f("ck_draft_run_state")
        ),
        sa.ForeignKeyConstraint(
            ["run_id"],
            ["planning_run.id"],
            name=op.f("fk_draft_run_run_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["plan.id"], name=op.f("fk_draft_run_draft_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["settled_by"], ["user.id"], name=op.f("fk_draft_run_settled_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_draft_run")),
    )
    op.create_index(op.f("ix_draft_run_draft_id"), "draft_run", ["draft_id"])


def downgrade() -> None:
    op.drop_table("draft_run")
