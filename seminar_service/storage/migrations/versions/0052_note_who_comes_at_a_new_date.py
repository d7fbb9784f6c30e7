"""Note who comes at a new date"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("registration", sa.Column("stays_sequence", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("registration", "stays_sequence")
