"""Keep with each refusal what would have won"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    with op.batch_alter_table("planned_decline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remedies", JSON, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("planned_decline", schema=None) as batch_op:
        batch_op.drop_column("remedies")
