"""Let substitutes take over places"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("former_id", sa.Integer(), nullable=False),
        sa.Column("successor_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _of_registration("former_id"),
        _of_registration("successor_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
        sa.UniqueConstraint("former_id", name=op.f("uq_substitution_former_id")),
        sa.UniqueConstraint("successor_id", name=op.f("uq_substitution_successor_id")),
    )


def downgrade() -> None:
    op.drop_table("substitution")


def _of_registration(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["registration.id"],
        name=op.f(f"fk_substitution_{column}"),
        ondelete="CASCADE",
    )
