"""Let the planner's runs of a tour wait in a queue, and be taken out of it"""

from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0073"
down_revision = "0072"
branch_labels = None
depends_on = None

STATES: Final = ("queued", "running", "done", "failed")


def upgrade() -> None:
    op.add_column("job", sa.Column("lane", sa.String(length=120), nullable=True))
    _allow((*STATES, "withdrawn"))
    op.create_index(op.f("ix_job_lane"), "job", ["lane"])
    op.execute(
        "UPDATE job SET lane = (SELECT 'plan_tour:' || planning_run.tour_id FROM planning_run"
        " WHERE planning_run.job_id = job.id) WHERE state IN ('queued', 'running')"
    )


def downgrade() -> None:
    """What was taken out of the queue becomes what failed: the release before knows no other."""
    op.execute("UPDATE job SET state = 'failed', failure = 'withdrawn' WHERE state = 'withdrawn'")
    op.drop_index(op.f("ix_job_lane"), table_name="job")
    _allow(STATES)
    op.drop_column("job", "lane")


def _allow(states: Iterable[str]) -> None:
    words = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("job", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_job_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_job_state"), f"state IN ({words})")
