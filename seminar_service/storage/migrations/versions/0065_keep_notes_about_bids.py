"""Keep internal notes about bids"""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0064"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "bid_memo",
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_memo_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["history_id"],
            ["history.id"],
            name=op.f("fk_bid_memo_history_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_bid_memo")),
    )
    op.create_index(op.f("ix_bid_memo_bid_id"), "bid_memo", ["bid_id"])


def downgrade() -> None:
    op.drop_table("bid_memo")
