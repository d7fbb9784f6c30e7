"""Number the versions of rows that people change by forms"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("adviser", "bid", "engagement", "seminar", "topic", "tour")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    for table in TABLES:
        op.drop_column(table, "version")
