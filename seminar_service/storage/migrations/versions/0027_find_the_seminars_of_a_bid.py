"""Find all seminars of a bid by an index"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_seminar_bid_id"), "seminar", ["bid_id"])


def downgrade() -> None:
    op.drop_index(op.f("ix_seminar_bid_id"), table_name="seminar")
