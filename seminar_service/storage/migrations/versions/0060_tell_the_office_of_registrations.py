"""Tell the office of registrations"""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("user", sa.Column("urgent_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("user", sa.Column("digest_since", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "bulletin_noted_seminar",
        sa.Column(
            "seminar_id",
            sa.Integer(),
            sa.ForeignKey("seminar.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("seminar_id", "kind", name=op.f("pk_bulletin_noted_seminar")),
    )


def downgrade() -> None:
    op.drop_table("bulletin_noted_seminar")
    op.drop_column("user", "digest_since")
    op.drop_column("user", "urgent_since")
