"""Keep to which regions advisers gladly go"""

import sqlalchemy as sa
from alembic import op

revision = "0084"
down_revision = "0083"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "region_leaning",
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("region", sa.String(length=20), nullable=False),
        sa.Column(
            "leaning",
            sa.Enum(
                "gladly",
                "rather_not",
                native_enum=False,
                length=40,
                name="leaning",
                create_constraint=True,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name=op.f("fk_region_leaning_engagement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("engagement_id", "region", name=op.f("pk_region_leaning")),
    )


def downgrade() -> None:
    op.drop_table("region_leaning")
