"""Keep files with registrations between looking at them and bringing them in"""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registration_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("seminar_id", sa.Integer(), nullable=True),
        sa.Column("rows", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seated", sa.Integer(), nullable=False),
        sa.Column("waiting", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_registration_upload_tour_id_tour")
        ),
        sa.ForeignKeyConstraint(
            ["seminar_id"], ["seminar.id"], name=op.f("fk_registration_upload_seminar_id_seminar")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_upload")),
        sa.UniqueConstraint("mark", name=op.f("uq_registration_upload_mark")),
    )
    op.create_index(op.f("ix_registration_upload_made_at"), "registration_upload", ["made_at"])


def downgrade() -> None:
    op.drop_table("registration_upload")
