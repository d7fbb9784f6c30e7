"""Let hosts register their own people in the places kept back for them"""

import sqlalchemy as sa
from alembic import op

revision = "0063"
down_revision = "0062"
branch_labels = None
depends_on = None

COLUMNS = (
    ("registration", "by_host"),
    ("registration", "host_place"),
    ("registration_departure", "by_host"),
)


def upgrade() -> None:
    for table, name in COLUMNS:
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text("false"))
        op.add_column(table, column)


def downgrade() -> None:
    for table, name in reversed(COLUMNS):
        op.drop_column(table, name)
