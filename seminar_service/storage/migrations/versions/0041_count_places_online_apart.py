"""Count the places online apart from those at the venue"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

_COUNTED = "ix_seminar_counted"
_OF_COUNTS_BEFORE = (
    *("tour_id", "place", "day", "state", "ends_at", "registration_ends_at", "capacity", "taken"),
    *("kept_back", "announced_at"),
)
_OF_COUNTS = (*_OF_COUNTS_BEFORE, "online_capacity", "online_taken")
NUMBER = "INTEGER DEFAULT '0' NOT NULL"
TAKEN = "online_taken >= 0 AND online_taken <= online_capacity"
MODES = "mode IN ('on_site', 'online')"


def upgrade() -> None:
    mode = "mode VARCHAR(40) DEFAULT 'on_site' NOT NULL"
    waiting = sa.Column(
        "online_waiting", sa.Integer(), server_default=sa.text("'0'"), nullable=False
    )
    _add_checked("registration", mode, "mode", MODES)
    _add_checked(
        "seminar", f"online_capacity {NUMBER}", "online_capacity_counted", "online_capacity >= 0"
    )
    _add_checked("seminar", f"online_taken {NUMBER}", "online_taken_within_capacity", TAKEN)
    _add_checked(
        "seminar", f"online_beyond {NUMBER}", "online_beyond_counted", "online_beyond >= 0"
    )
    op.add_column("seminar", waiting)
    _count_by(_OF_COUNTS)


def downgrade() -> None:
    # Before, everybody came to the venue, which may have no place for all of them.
    op.execute(
        "UPDATE registration SET beyond = true "
        "WHERE mode = 'online' AND state IN ('provisional', 'confirmed', 'offered')"
    )
    op.execute(
        "UPDATE seminar SET beyond = beyond + online_beyond + online_taken, "
        "waiting = waiting + online_waiting"
    )
    _count_by(_OF_COUNTS_BEFORE)
    op.drop_column("registration", "mode")
    op.drop_column("seminar", "online_waiting")
    op.drop_column("seminar", "online_beyond")
    op.drop_column("seminar", "online_taken")
    op.drop_column("seminar", "online_capacity")


def _count_by(columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(op.f(_COUNTED), table_name="seminar")
        op.create_index(op.f(_COUNTED), "seminar", list(columns))


def _add_checked(table: str, column: str, name: str, check: str) -> None:
    """Add a column with a check of its own, which goes with it on the way back.

    Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    """
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} CONSTRAINT ck_{table}_{name} CHECK ({check})"
    )
