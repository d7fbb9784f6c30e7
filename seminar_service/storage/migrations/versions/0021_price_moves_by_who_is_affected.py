"""Price moves by who is affected: a rule of the tour, and what it came to for each run"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON().with_variant(JSONB(), "postgresql")
RULE: Final = {
    "change_confirmed_yen": "10000",
    "change_announced_yen": "20000",
    "change_registered_yen": "500",
}


def upgrade() -> None:
    for name, usual in RULE.items():
        op.add_column("tour", sa.Column(name, sa.Integer(), nullable=False, server_default=usual))
    op.add_column("planning_run", sa.Column("moving", JSON, nullable=False, server_default="{}"))


def downgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its checks.
    op.drop_column("planning_run", "moving")
    for name in RULE:
        op.drop_column("tour", name)
