"""Number the versions of accounts"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("version", sa.Integer(), server_default="1", nullable=False))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.drop_column("user", "version")
