"""Open and close registration at set times, or so long before the start"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

_COUNTED = "ix_seminar_counted"
_OF_COUNTS_BEFORE = (
    *("tour_id", "place", "day", "state", "ends_at", "registration_ends_at", "capacity", "taken"),
    *("kept_back", "announced_at", "online_capacity", "online_taken"),
)
_OF_COUNTS = (*_OF_COUNTS_BEFORE, "registration_opens_at")


def upgrade() -> None:
    columns = (
        sa.Column("registration_opens_on", sa.Date(), nullable=True),
        sa.Column("registration_opens_time", sa.Time(), nullable=True),
        sa.Column("registration_opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("registration_closes_time", sa.Time(), nullable=True),
        sa.Column("registration_closes_hours", sa.Integer(), nullable=True),
    )
    for column in columns:
        op.add_column("seminar", column)
    days = sa.Column("registration_opens_days", sa.Integer(), server_default="0", nullable=False)
    op.add_column("tour", days)
    _count_by(_OF_COUNTS)


def downgrade() -> None:
    _count_by(_OF_COUNTS_BEFORE)
    op.drop_column("tour", "registration_opens_days")
    op.drop_column("seminar", "registration_closes_hours")
    op.drop_column("seminar", "registration_closes_time")
    op.drop_column("seminar", "registration_opens_at")
    op.drop_column("seminar", "registration_opens_time")
    op.drop_column("seminar", "registration_opens_on")


def _count_by(columns: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(op.f(_COUNTED), table_name="seminar")
        op.create_index(op.f(_COUNTED), "seminar", list(columns))
