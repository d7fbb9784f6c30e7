"""The rows of runs that begin with a draft."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, SuggestionState
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from tests.factories import NOW, make_user
from tests.planning.drafts import STAFF


def test_it_goes_with_its_run_and_outlives_its_draft_and_who_settled_it(
    session: Session, draft: Plan
) -> None:
    run_id = plan_again(session, draft.id, ReplanKind.REST, Selection(), 30, actor=STAFF, now=NOW)
    row = session.get_one(DraftRun, run_id)
    settler = make_user(session)
    row.settled_by = settler.id
    session.flush()
    assert (row.settler, row.draft, row.run.of_draft) == (settler, draft, row)

    session.delete(settler)
    session.delete(draft)
    session.commit()
    session.expire_all()
    row = session.get_one(DraftRun, run_id)
    assert (row.draft_id, row.settled_by, row.state) == (None, None, SuggestionState.OPEN)

    session.execute(delete(PlanningRun))
    session.commit()
    assert session.get(DraftRun, run_id) is None
