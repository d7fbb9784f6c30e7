"""Tell hosts how many have registered"""

import sqlalchemy as sa
from alembic import op

revision = "0061"
down_revision = "0060"
branch_labels = None
depends_on = None

CHOICES = ("tells_hosts_weekly", "tells_hosts_last")


def upgrade() -> None:
    for name in CHOICES:
        op.add_column(
            "tour",
            sa.Column(name, sa.Boolean(), server_default=sa.text("true"), nullable=False),
        )
    op.create_table(
        "tally",
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        sa.Column("week_due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("last_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["seminar_id"],
            ["seminar.id"],
            name=op.f("fk_tally_seminar_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("seminar_id", name=op.f("pk_tally")),
    )


def downgrade() -> None:
    op.drop_table("tally")
    for name in reversed(CHOICES):
        op.drop_column("tour", name)
