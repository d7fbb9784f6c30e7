"""How a draft stands before it is planned again."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning import locks, waivers
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.queries.replan_standing import bids_of_draft, outlook
from seminar_service.planning.replan_values import ReplanKind
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.planning.drafts import DAY, LATER, STAFF, edited

ALL = Selection(everything=True)
ALL_BUT_BROKEN = Selection(everything=True, frees_broken=True)
CLOSED = LATER + timedelta(days=1)


def test_all_bids_of_the_problem_are_known(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    assert bids_of_draft(session, draft.id) == {osaka.id: "27", nagoya.id: "23"}


def test_what_stays_says_which_rules_it_breaks_and_can_be_freed(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    edited(session, draft, osaka, Held(CLOSED, (adviser.id,)))

    found = outlook(session, draft, ReplanKind.REST, ALL)
    assert [each.kind for each in found.colliding] == [ObjectionKind.DAY_NOT_OFFERED]
    assert found.broken == found.colliding
    assert set(found.kept.pins) == {osaka.id}

    found = outlook(session, draft, ReplanKind.REST, ALL_BUT_BROKEN)
    assert (found.colliding, dict(found.kept.pins)) == ((), {})
    assert osaka.id in found.kept.free
    assert len(found.broken) == 1
    assert held_by(session, draft.id)[osaka.id].day == CLOSED


def test_what_was_waived_stays_and_is_no_collision(
    session: Session, tour: Tour, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    edited(session, draft, osaka, Held(CLOSED, (adviser.id,)))
    (objection,) = outlook(session, draft, ReplanKind.REST, ALL).broken
    waivers.waive(
        session, draft.id, objection.mark, "agreed", today=tour.first_day, actor=STAFF, now=NOW
    )

    for selection in (Selection(), ALL_BUT_BROKEN):
        found = outlook(session, draft, ReplanKind.REST, selection)
        assert set(found.kept.pins) == {osaka.id}
        assert (found.broken, found.colliding) == ((), ())
    assert outlook(session, draft, ReplanKind.REPAIR, Selection()).broken == ()


def test_locks_of_today_count_where_the_problem_has_none(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    locks.lock_as_planned(session, draft.id, {osaka.id: ""}, actor=STAFF, now=NOW)

    found = outlook(session, draft, ReplanKind.REST, Selection())

    assert found.kept.pins == {osaka.id: Held(DAY, (adviser.id,))}
    assert found.standing.locks == found.kept.pins
