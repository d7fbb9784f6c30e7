"""Keep the day on which a secret link was last used"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("secret_link", sa.Column("used_on", sa.Date(), nullable=True))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.drop_column("secret_link", "used_on")
