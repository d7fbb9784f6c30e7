"""Keep where people attend a seminar online"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    empty = sa.text("''")
    url = sa.Column("online_url", sa.String(length=1000), server_default=empty, nullable=False)
    words = sa.Column("online_words", sa.Text(), server_default=empty, nullable=False)
    op.add_column("seminar", url)
    op.add_column("seminar", words)


def downgrade() -> None:
    op.drop_column("seminar", "online_words")
    op.drop_column("seminar", "online_url")
