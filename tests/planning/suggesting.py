"""Suggestions in tests, as a worker leaves them, without any planning."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from seminar_service.planning.inputs import Held
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, held_document, read_held
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.work.model import JobState
from tests.factories import NOW
from tests.planning.drafts import STAFF


def suggest(session: Session, plan_id: int, changes: Mapping[int, Held | None]) -> int:
    """Let a run of a draft end with a suggestion: bids held otherwise, or refused."""
    run_id = plan_again(session, plan_id, ReplanKind.REST, Selection(), 60, actor=STAFF, now=NOW)
    row = session.get_one(DraftRun, run_id)
    after: dict[int, Held | None] = {**read_held(row.before), **changes}
    row.after = held_document({key: held for key, held in after.items() if held})
    row.declines, row.objective_yen, row.bound_yen = [], 1_000, 900
    row.run.job.state = JobState.DONE
    session.commit()
    return run_id
