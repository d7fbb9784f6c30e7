"""Keep scenarios, and the advisers whom they assume"""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0076"
down_revision = "0075"
branch_labels = None
depends_on = None

JSON: Final = sa.JSON().with_variant(JSONB(), "postgresql")
STATES: Final = ("computed", "edited", "released", "superseded")
TABLES: Final = ("plan", "planning_run")


def upgrade() -> None:
    # Not in batch mode, which makes the table anew on SQLite and loses its other checks.
    op.execute(
        "ALTER TABLE adviser ADD COLUMN kind VARCHAR(40) DEFAULT 'adviser' NOT NULL"
        " CONSTRAINT ck_adviser_kind CHECK (kind IN ('adviser', 'assumed'))"
    )
    op.create_table(
        "scenario",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tour_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("adopted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["user.id"], name=op.f("fk_scenario_made_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["tour_id"], ["tour.id"], name=op.f("fk_scenario_tour_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario")),
    )
    op.create_index(op.f("ix_scenario_tour_id"), "scenario", ["tour_id"])
    _allow((*STATES, "scenario"))
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column("scenario_id", sa.Integer(), nullable=True))
            batch_op.create_foreign_key(
                batch_op.f(f"fk_{table}_scenario_id"), "scenario", ["scenario_id"], ["id"]
            )
        op.create_index(op.f(f"ix_{table}_scenario_id"), table, ["scenario_id"])


def downgrade() -> None:
    """What answers a scenario is forgotten: the release before would take it for a plan."""
    op.execute("DELETE FROM planning_run WHERE scenario_id IS NOT NULL")
    op.execute(
        "UPDATE plan SET parent_id = NULL WHERE parent_id IN"
        " (SELECT id FROM plan WHERE state = 'scenario')"
    )
    op.execute("DELETE FROM plan WHERE state = 'scenario'")
    op.execute("DELETE FROM adviser WHERE kind = 'assumed'")
    for table in TABLES:
        op.drop_index(op.f(f"ix_{table}_scenario_id"), table_name=table)
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_constraint(batch_op.f(f"fk_{table}_scenario_id"), type_="foreignkey")
            batch_op.drop_column("scenario_id")
    _allow(STATES)
    op.drop_table("scenario")
    with op.batch_alter_table("adviser", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_adviser_kind"), type_="check")
        batch_op.drop_column("kind")


def _allow(states: Iterable[str]) -> None:
    words = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_plan_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_plan_state"), f"state IN ({words})")
