"""Keep with a run of the planner what people had entered, so that changes since can be told"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

NULLABLE_JSON: Final = sa.JSON(none_as_null=True).with_variant(
    JSONB(none_as_null=True), "postgresql"
)


def upgrade() -> None:
    op.add_column("planning_run", sa.Column("input", NULLABLE_JSON, nullable=True))


def downgrade() -> None:
    op.drop_column("planning_run", "input")
