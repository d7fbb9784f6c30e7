"""Ask members of a host for the code that it hands out"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("''")
    code = sa.Column("access_code", sa.String(length=40), server_default=empty, nullable=False)
    op.add_column("seminar", code)


def downgrade() -> None:
    op.drop_column("seminar", "access_code")
