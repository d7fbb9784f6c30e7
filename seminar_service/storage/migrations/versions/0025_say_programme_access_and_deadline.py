"""Say programme, access and deadline of a seminar; there are none yet"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# Not in batch mode, which makes the table anew on SQLite and loses its checks.
TEXTS = ("programme_ja", "programme_en", "access_ja", "access_en")


def upgrade() -> None:
    empty = sa.text("''")
    for name in TEXTS:
        column = sa.Column(name, sa.Text(), nullable=False, server_default=empty)
        op.add_column("seminar", column)
    op.add_column("seminar", sa.Column("registration_closes_on", sa.Date(), nullable=True))


def downgrade() -> None:
    op.drop_column("seminar", "registration_closes_on")
    for name in reversed(TEXTS):
        op.drop_column("seminar", name)
