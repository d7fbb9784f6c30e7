"""Choose the days that are told to the office"""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

DAYS = (("near_days", "3"), ("few_days", "14"))


def upgrade() -> None:
    for name, usual in DAYS:
        op.add_column("tour", sa.Column(name, sa.Integer(), server_default=usual, nullable=False))


def downgrade() -> None:
    for name, _ in reversed(DAYS):
        op.drop_column("tour", name)
