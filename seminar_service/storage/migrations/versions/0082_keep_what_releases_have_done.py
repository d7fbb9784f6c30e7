"""Keep what each release has changed, and how many mails it has written"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0082"
down_revision = "0081"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "release_record",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("refusals", JSON, nullable=False),
        sa.Column("to_hosts", sa.Integer(), nullable=False),
        sa.Column("to_advisers", sa.Integer(), nullable=False),
        sa.Column("to_participants", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_release_record_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_release_record")),
    )


def downgrade() -> None:
    op.drop_table("release_record")
