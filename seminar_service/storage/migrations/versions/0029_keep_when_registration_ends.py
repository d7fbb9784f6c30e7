"""Keep when registration ends, the rule of the tour for it, and what a seminar was moved from"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

JAPAN = ZoneInfo("Asia/Tokyo")
RULE = ("registration_closes_days", "registration_closes_hours")
INSTANTS = ("registration_ends_at", "moved_from")

# Not in batch mode, which makes the table anew on SQLite and loses its checks.


def upgrade() -> None:
    for name in RULE:
        op.add_column("tour", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    instant = sa.DateTime(timezone=True)
    for name in INSTANTS:
        op.add_column("seminar", sa.Column(name, instant, nullable=True))
    _find_ends(op.get_bind())


def downgrade() -> None:
    for name in reversed(INSTANTS):
        op.drop_column("seminar", name)
    for name in reversed(RULE):
        op.drop_column("tour", name)


def _find_ends(connection: sa.Connection) -> None:
    seminar = sa.table(
        "seminar",
        sa.column("id", sa.Integer()),
        sa.column("day", sa.Date()),
        sa.column("starts_at", sa.Time()),
        sa.column("registration_closes_on", sa.Date()),
        sa.column("registration_ends_at", sa.DateTime(timezone=True)),
    )
    known = sa.select(
        seminar.c.id, seminar.c.day, seminar.c.starts_at, seminar.c.registration_closes_on
    )
    row = sa.update(seminar).where(seminar.c.id == sa.bindparam("key"))
    ends = [
        {"key": key, "ends": _end(day, starts_at, closes_on)}
        for key, day, starts_at, closes_on in connection.execute(known).all()
    ]
    if ends:
        connection.execute(row.values(registration_ends_at=sa.bindparam("ends")), ends)


def _end(day: date, starts_at: time, closes_on: date | None) -> datetime:
    """In UTC, as SQLite keeps it without a zone."""
    begins = datetime.combine(day, starts_at, tzinfo=JAPAN)
    if closes_on is not None:
        midnight = datetime.combine(closes_on + timedelta(days=1), time(), tzinfo=JAPAN)
        begins = min(begins, midnight)
    return begins.astimezone(UTC)
