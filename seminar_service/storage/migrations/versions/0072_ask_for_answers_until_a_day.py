"""Ask hosts and advisers for their answers until a day, and keep the days that hosts name"""

import sqlalchemy as sa
from alembic import op

revision = "0072"
down_revision = "0071"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=True),
        sa.Column("contact_key", sa.String(length=64), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("remind_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(adviser_id IS NULL) <> (contact_key IS NULL)",
            name=op.f("ck_asking_host_or_adviser"),
        ),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_asking_tour_id")),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_asking_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asking")),
        sa.UniqueConstraint("tour_id", "adviser_id", name=op.f("uq_asking_tour_id_adviser_id")),
        sa.UniqueConstraint("tour_id", "contact_key", name=op.f("uq_asking_tour_id_contact_key")),
    )
    op.create_index(op.f("ix_asking_remind_at"), "asking", ["remind_at"])
    op.create_table(
        "other_day",
        sa.Column("declined_day_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["declined_day_id"],
            ["declined_day.id"],
            name=op.f("fk_other_day_declined_day_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("declined_day_id", "day", name=op.f("pk_other_day")),
    )


def downgrade() -> None:
    op.drop_table("other_day")
    op.drop_table("asking")
