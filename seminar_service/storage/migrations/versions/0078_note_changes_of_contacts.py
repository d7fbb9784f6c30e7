"""Note when the contact of a bid got another mailbox"""

import sqlalchemy as sa
from alembic import op

revision = "0078"
down_revision = "0077"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bid", sa.Column("contact_changed_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("bid") as bid:
        bid.drop_column("contact_changed_at")
