"""Find seminars by tour and day, and by topic; count them from an index on SQLite"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_BY_DAY = "ix_seminar_tour_id_day_starts_at_id"
_BY_TOPIC = "ix_seminar_topic_topic_id_seminar_id"
_COUNTED = "ix_seminar_counted"
_OF_COUNTS = (
    *("tour_id", "place", "day", "state", "ends_at", "registration_ends_at", "capacity", "taken"),
    *("kept_back", "announced_at"),
)


def upgrade() -> None:
    op.create_index(op.f(_BY_DAY), "seminar", ["tour_id", "day", "starts_at", "id"])
    op.create_index(op.f(_BY_TOPIC), "seminar_topic", ["topic_id", "seminar_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.create_index(op.f(_COUNTED), "seminar", list(_OF_COUNTS))


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.drop_index(op.f(_COUNTED), table_name="seminar")
    op.drop_index(op.f(_BY_TOPIC), table_name="seminar_topic")
    op.drop_index(op.f(_BY_DAY), table_name="seminar")
