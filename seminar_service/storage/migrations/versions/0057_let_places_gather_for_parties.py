"""Let places gather for parties that wait together"""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

_COUNTED = "ix_seminar_counted"
_OF_COUNTS_BEFORE = (
    *("tour_id", "place", "day", "state", "ends_at", "registration_ends_at", "capacity", "taken"),
    *("kept_back", "announced_at", "online_capacity", "online_taken", "registration_opens_at"),
)
_OF_COUNTS = (*_OF_COUNTS_BEFORE, "gathered", "online_gathered")
NUMBER = "INTEGER DEFAULT '0' NOT NULL"
GATHERED = "gathered >= 0 AND taken + kept_back + gathered <= capacity"
ONLINE = "online_gathered >= 0 AND online_taken + online_gathered <= online_capacity"


def upgrade() -> None:
    together = sa.Column(
        "goes_together", sa.Boolean(), server_default=sa.text("false"), nullable=False
    )
    op.add_column("party", together)
    op.add_column("party", sa.Column("gathers_until", sa.DateTime(timezone=True), nullable=True))
    op.create_index(op.f("ix_party_gathers_until"), "party", ["gathers_until"])
    _add_checked("seminar", f"gathered {NUMBER}", "gathered_within_capacity", GATHERED)
    _add_checked("seminar", f"online_gathered {NUMBER}", "online_gathered_within_capacity", ONLINE)
    _count_by(_OF_COUNTS)


def downgrade() -> None:
    _count_by(_OF_COUNTS_BEFORE)
    op.drop_column("seminar", "online_gathered")
    op.drop_column("seminar", "gathered")
    op.drop_index(op.f("ix_party_gathers_until"), "party")
    op.drop_column("party", "gathers_until")
    op.drop_column("party", "goes_together")


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
