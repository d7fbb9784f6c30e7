"""A draft beside what the planner suggests for it."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.suggested_plans import suggested
from seminar_service.planning.solver_io import held_by
from tests.planning.drafts import LATER
from tests.planning.suggesting import suggest


def test_the_suggestion_has_its_days_advisers_journeys_and_cost_and_is_kept_nowhere(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    after = {osaka.id: Held(LATER, (adviser.id,))}
    run_id = suggest(session, draft.id, after)
    before = held_by(session, draft.id)

    found = suggested(session, draft.id, run_id)

    assert found.draft.days == {key: each.day for key, each in before.items()}
    assert found.suggestion.days[osaka.id] == LATER
    assert adviser in found.suggestion.advisers
    assert any(osaka.id in trip.bids for trip in found.suggestion.trips_of(adviser.id))
    assert found.suggestion.plan.components.keys() == draft.components.keys()
    assert found.suggestion.plan not in session
    assert not session.new
    assert not session.dirty
    session.commit()
    assert held_by(session, draft.id) == before


def test_a_run_of_another_draft_or_none_is_not_found(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    run_id = suggest(session, draft.id, {osaka.id: Held(LATER, (adviser.id,))})
    for plan_id, run in ((draft.id + 1, run_id), (draft.id, run_id + 1)):
        with pytest.raises(NotFound):
            suggested(session, plan_id, run)
