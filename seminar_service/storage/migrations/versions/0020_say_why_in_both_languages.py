"""Say why a seminar is cancelled in both languages; what was said before counts as Japanese"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

# Not in batch mode, which makes the table anew on SQLite and loses its checks.


def upgrade() -> None:
    op.execute("ALTER TABLE seminar RENAME COLUMN cancellation_note TO cancellation_note_ja")
    empty = sa.text("''")
    op.add_column(
        "seminar",
        sa.Column("cancellation_note_en", sa.Text(), nullable=False, server_default=empty),
    )


def downgrade() -> None:
    """Where there is no Japanese reason, the English one stays."""
    op.execute(
        "UPDATE seminar SET cancellation_note_ja = cancellation_note_en"
        " WHERE cancellation_note_ja = ''"
    )
    op.drop_column("seminar", "cancellation_note_en")
    op.execute("ALTER TABLE seminar RENAME COLUMN cancellation_note_ja TO cancellation_note")
