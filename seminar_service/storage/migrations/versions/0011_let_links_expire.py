"""Let secret links expire; those that were sent before stay as they are"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("secret_link", sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.drop_column("secret_link", "expires_at")
