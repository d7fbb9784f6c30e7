"""Note when advisers and topics change their names: calendar entries show them"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("adviser", "topic"):
        op.add_column(table, sa.Column("renamed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    for table in ("adviser", "topic"):
        op.drop_column(table, "renamed_at")
