"""Thank those who came"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "tour",
        sa.Column("sends_thanks", sa.Boolean(), server_default=sa.text("true"), nullable=False),
    )
    op.create_table(
        "thanks",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_thanks_registration_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("registration_id", name=op.f("pk_thanks")),
    )


def downgrade() -> None:
    op.drop_table("thanks")
    op.drop_column("tour", "sends_thanks")
