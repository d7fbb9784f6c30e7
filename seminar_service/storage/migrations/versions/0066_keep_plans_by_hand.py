"""Give plans names, notes and parents, and keep what copies were made from"""

from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0066"
down_revision = "0065"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON().with_variant(JSONB(), "postgresql")
BEFORE: Final = "'planner', 'record'"
AFTER: Final = f"{BEFORE}, 'hand'"


def upgrade() -> None:
    op.execute("ALTER TABLE plan RENAME COLUMN version TO number")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_plan_tour_id_version"), type_="unique")
        batch_op.drop_constraint(batch_op.f("ck_plan_origin"), type_="check")
        batch_op.alter_column("objective_yen", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(
            sa.Column("name", sa.String(length=60), nullable=False, server_default=sa.text("''"))
        )
        batch_op.add_column(
            sa.Column("note", sa.Text(), nullable=False, server_default=sa.text("''"))
        )
        batch_op.add_column(sa.Column("made_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("parent_id", sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(
            batch_op.f("uq_plan_tour_id_number"), ["tour_id", "number"]
        )
        batch_op.create_check_constraint(batch_op.f("ck_plan_origin"), f"origin IN ({AFTER})")
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_made_by"), "user", ["made_by"], ["id"], ondelete="SET NULL"
        )
        batch_op.create_foreign_key(batch_op.f("fk_plan_parent_id"), "plan", ["parent_id"], ["id"])
    op.create_index(op.f("ix_plan_parent_id"), "plan", ["parent_id"])
    op.execute(
        "UPDATE plan SET made_by = ("
        "SELECT max(started_by) FROM planning_run WHERE planning_run.plan_id = plan.id)"
    )
    op.create_table(
        "plan_snapshot",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("instance", JSON, nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("input", JSON, nullable=False),
        sa.Column("moving", JSON, nullable=False),
        sa.Column("bound_yen", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_snapshot_plan_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("plan_id", name=op.f("pk_plan_snapshot")),
    )


def downgrade() -> None:
    op.drop_table("plan_snapshot")
    op.execute("UPDATE plan SET parent_id = NULL")
    op.execute("DELETE FROM plan WHERE state = 'edited'")
    op.execute("UPDATE plan SET origin = 'planner' WHERE origin = 'hand'")
    op.execute("UPDATE plan SET objective_yen = bound_yen WHERE objective_yen IS NULL")
    op.drop_index(op.f("ix_plan_parent_id"), table_name="plan")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_parent_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_plan_made_by"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_plan_origin"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_plan_tour_id_number"), type_="unique")
        for name in ("parent_id", "made_by", "note", "name", "version"):
            batch_op.drop_column(name)
        batch_op.alter_column("objective_yen", existing_type=sa.Integer(), nullable=False)
        batch_op.create_check_constraint(batch_op.f("ck_plan_origin"), f"origin IN ({BEFORE})")
    op.execute("ALTER TABLE plan RENAME COLUMN number TO version")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_unique_constraint(
            batch_op.f("uq_plan_tour_id_version"), ["tour_id", "version"]
        )
