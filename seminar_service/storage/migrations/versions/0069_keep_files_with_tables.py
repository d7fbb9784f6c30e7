"""Keep files with bids or advisers until they are brought in"""

import sqlalchemy as sa
from alembic import op

revision = "0069"
down_revision = "0068"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sheet_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "bids",
                "advisers",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("brought_in", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_sheet_upload_tour_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_upload")),
        sa.UniqueConstraint("mark", name=op.f("uq_sheet_upload_mark")),
    )
    op.create_index(op.f("ix_sheet_upload_made_at"), "sheet_upload", ["made_at"])


def downgrade() -> None:
    op.drop_table("sheet_upload")
