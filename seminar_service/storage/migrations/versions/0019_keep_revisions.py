"""Keep revisions of what everybody may see: pages and feeds are kept by them"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("seminar_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("calendars", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("seminar_id", name=op.f("pk_revision")),
    )


def downgrade() -> None:
    op.drop_table("revision")
