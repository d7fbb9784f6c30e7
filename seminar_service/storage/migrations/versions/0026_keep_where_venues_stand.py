"""Keep where the venue of a seminar stands"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seminar", sa.Column("venue_position", sa.String(24), nullable=True))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.drop_column("seminar", "venue_position")
