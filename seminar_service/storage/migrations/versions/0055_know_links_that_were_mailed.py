"""Know which links travelled in mails alone"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of earlier ones nobody knows.
    column = sa.Column("mailed", sa.Boolean(), server_default=sa.false(), nullable=False)
    op.add_column("secret_link", column)


def downgrade() -> None:
    op.drop_column("secret_link", "mailed")
