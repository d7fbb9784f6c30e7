"""Keep which scenarios are points of a curve"""

import sqlalchemy as sa
from alembic import op

revision = "0079"
down_revision = "0078"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scenario", sa.Column("curve", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Without the column its scenarios stand in the table like all others."""
    with op.batch_alter_table("scenario") as scenario:
        scenario.drop_column("curve")
