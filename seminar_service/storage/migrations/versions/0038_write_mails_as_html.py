"""Write mails as HTML too, and say where answers go and where mails are ended"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "message", sa.Column("html", sa.Text(), server_default=sa.text("''"), nullable=False)
    )
    for name, length in (("replies_to", 254), ("ended_at", 300)):
        column = sa.Column(name, sa.String(length), server_default=sa.text("''"), nullable=False)
        op.add_column("message", column)


def downgrade() -> None:
    for name in ("ended_at", "replies_to", "html"):
        op.drop_column("message", name)
