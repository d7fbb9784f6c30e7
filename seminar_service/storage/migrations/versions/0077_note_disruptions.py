"""Note what upsets a tour"""

import sqlalchemy as sa
from alembic import op

revision = "0077"
down_revision = "0076"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "disruption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=True),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.Integer(), nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_disruption_days_in_order")),
        sa.ForeignKeyConstraint(
            ["tour_id"], ["tour.id"], name=op.f("fk_disruption_tour_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["adviser_id"],
            ["adviser.id"],
            name=op.f("fk_disruption_adviser_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["noted_by"], ["user.id"], name=op.f("fk_disruption_noted_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"], ["plan.id"], name=op.f("fk_disruption_draft_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disruption")),
    )
    for column in ("tour_id", "adviser_id", "draft_id"):
        op.create_index(op.f(f"ix_disruption_{column}"), "disruption", [column])
    op.create_table(
        "disrupted_place",
        sa.Column("disruption_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=2), nullable=False),
        sa.ForeignKeyConstraint(
            ["disruption_id"],
            ["disruption.id"],
            name=op.f("fk_disrupted_place_disruption_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("disruption_id", "place", name=op.f("pk_disrupted_place")),
    )


def downgrade() -> None:
    op.drop_table("disrupted_place")
    op.drop_table("disruption")
