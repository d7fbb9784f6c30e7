"""Note which reminders of dates to answer the office wants at once"""

import sqlalchemy as sa
from alembic import op

revision = "0085"
down_revision = "0084"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("asking") as table:
        table.add_column(sa.Column("wanted_at", sa.DateTime(timezone=True), nullable=True))
        table.create_index(op.f("ix_asking_wanted_at"), ["wanted_at"])


def downgrade() -> None:
    with op.batch_alter_table("asking") as table:
        table.drop_index(op.f("ix_asking_wanted_at"))
        table.drop_column("wanted_at")
