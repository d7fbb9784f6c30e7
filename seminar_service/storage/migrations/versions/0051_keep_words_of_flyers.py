"""Keep what the office words of flyers"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

PARTS = ("title", "lead", "programme", "access", "registering", "contact")


def upgrade() -> None:
    op.create_table(
        "flyer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=False),
        *(
            sa.Column(f"{part}_{locale}", sa.Text(), nullable=True)
            for part in PARTS
            for locale in ("ja", "en")
        ),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_flyer_seminar_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flyer")),
        sa.UniqueConstraint("seminar_id", name=op.f("uq_flyer_seminar_id")),
    )


def downgrade() -> None:
    op.drop_table("flyer")
