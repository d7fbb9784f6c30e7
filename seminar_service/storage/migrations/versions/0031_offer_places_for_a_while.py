"""Offer places to those who wait, and keep when somebody began to wait and moved up"""

from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

INSTANT: Final = sa.DateTime(timezone=True)
FOR_A_WHILE: Final = "state <> 'offered' OR offered_until IS NOT NULL"


def upgrade() -> None:
    rules = "waiting_rule IN ('offer', 'straight')"
    _add_checked("tour", "waiting_rule VARCHAR(40) DEFAULT 'offer' NOT NULL", "waiting_rule", rules)
    hours = "offer_hours INTEGER DEFAULT '12' NOT NULL"
    _add_checked("tour", hours, "offers_last", "offer_hours >= 1")
    # Whoever waits today was told that a place comes without doing anything.
    op.execute("UPDATE tour SET waiting_rule = 'straight'")
    instant = INSTANT.compile(dialect=op.get_bind().dialect)
    _add_checked("registration", f"offered_until {instant}", "offered_for_a_while", FOR_A_WHILE)
    op.create_index(op.f("ix_registration_offered_until"), "registration", ["offered_until"])
    op.add_column("registration", sa.Column("waits_since", INSTANT, nullable=True))
    op.add_column("registration", sa.Column("moved_up_at", INSTANT, nullable=True))
    _recall_waits()


def downgrade() -> None:
    # Before, a place was given at once.
    op.execute("UPDATE registration SET state = 'confirmed' WHERE state = 'offered'")
    op.drop_column("registration", "moved_up_at")
    op.drop_column("registration", "waits_since")
    op.drop_index(op.f("ix_registration_offered_until"), table_name="registration")
    op.drop_column("registration", "offered_until")
    with op.batch_alter_table("tour") as tour:  # by now the checks may be those of the table
        for name in ("offers_last", "waiting_rule"):
            tour.drop_constraint(op.f(f"ck_tour_{name}"), type_="check")
        tour.drop_column("offer_hours")
        tour.drop_column("waiting_rule")


def _add_checked(table: str, column: str, name: str, check: str) -> None:
    """Add a column with a check of its own.

    Not in batch mode, which makes the table anew on SQLite and loses its other checks. The check
    goes with its column on the way back.
    """
    op.execute(
        f"ALTER TABLE {table} ADD COLUMN {column} CONSTRAINT ck_{table}_{name} CHECK ({check})"
    )


def _recall_waits() -> None:
    """Whoever waits, moved up, or left the list before: the history knows."""
    told = "SELECT MIN(at) FROM history WHERE subject_kind = 'registration' AND subject_id"
    moved = f"{told} = registration.id AND kind = 'registration_moved_up'"
    op.execute(f"UPDATE registration SET moved_up_at = ({moved})")  # noqa: S608 (constants alone)
    waited = (
        "SELECT subject_id FROM history WHERE subject_kind = 'registration'"
        """ AND CAST(data AS TEXT) LIKE '%"before": "waiting"%'"""
    )
    op.execute(
        "UPDATE registration SET waits_since = created_at WHERE state = 'waiting'"  # noqa: S608
        f" OR moved_up_at IS NOT NULL OR id IN ({waited})"
    )
