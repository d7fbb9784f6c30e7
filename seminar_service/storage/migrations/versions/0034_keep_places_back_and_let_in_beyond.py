"""Keep places back, let people in beyond the last one, and give priority on waiting lists"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

KEPT = "kept_back >= 0 AND taken + kept_back <= capacity"
PRIORITIES = "priority >= 0 AND priority <= 9"


def upgrade() -> None:
    number = "INTEGER DEFAULT '0' NOT NULL"
    _add_checked("seminar", f"kept_back {number}", "kept_within_capacity", KEPT)
    _add_checked("seminar", f"beyond {number}", "beyond_counted", "beyond >= 0")
    _add_checked("registration", f"priority {number}", "priority_in_range", PRIORITIES)
    op.add_column("seminar", sa.Column("kept_until", sa.Date(), nullable=True))
    beyond = sa.Column("beyond", sa.Boolean(), server_default=sa.text("false"), nullable=False)
    op.add_column("registration", beyond)


def downgrade() -> None:
    # Before, nobody was beyond the places: who is waits again.
    op.execute("UPDATE registration SET state = 'waiting' WHERE beyond AND state = 'confirmed'")
    op.execute("UPDATE seminar SET waiting = waiting + beyond")
    op.drop_column("registration", "beyond")
    op.drop_column("registration", "priority")
    op.drop_column("seminar", "kept_until")
    op.drop_column("seminar", "beyond")
    op.drop_column("seminar", "kept_back")


def _add_checked(table: str, column: str, name: str, check: str) -> None:
    """Add a column with a check of its own, which goes with it on the way back.

    Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    """
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} CONSTRAINT ck_{table}_{name} CHECK ({check})"
    )
