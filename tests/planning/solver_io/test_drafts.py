"""A plan to a draft."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.solver_io import ProblemFaulty, add_draft, planning_problem
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_plan, make_seminar

DAY = date(2026, 10, 6)


def test_what_is_over_stays_as_it_was_held(session: Session, tour: Tour, adviser: Adviser) -> None:
    seminar = make_seminar(session, make_bid(session, tour), team=[adviser], day=DAY)
    seminar.state = SeminarState.HELD
    parent = make_plan(session, tour, {seminar.bid: (date(2026, 10, 8), [adviser])})

    with transaction(session):
        problem = planning_problem(session, tour)
        draft = add_draft(session, parent, problem, maker=None, now=NOW)

    assert [(each.bid_id, each.day) for each in draft.seminars] == [(seminar.bid_id, DAY)]


def test_a_refusal_keeps_its_words_and_forgets_what_the_planner_found_beside_it(
    session: Session, tour: Tour
) -> None:
    parent = make_plan(session, tour, {}, [make_bid(session, tour)])
    refusal = parent.declines[0]
    refusal.office_text, refusal.extra_yen = "事務局の文", 5_000
    session.commit()

    with transaction(session):
        problem = planning_problem(session, tour)
        draft = add_draft(session, parent, problem, maker=None, now=NOW)

    (copied,) = draft.declines
    assert (copied.office_text, copied.reason) == ("事務局の文", "outbid")
    assert (copied.extra_yen, copied.remedies) == (None, None)


def test_nothing_is_weighed_by_a_problem_that_breaks_its_format(
    session: Session, tour: Tour
) -> None:
    parent = make_plan(session, tour, {})
    problem = planning_problem(session, tour)
    problem.document["rules"]["hotel_yen"] = -1

    with pytest.raises(ProblemFaulty):
        add_draft(session, parent, problem, maker=None, now=NOW)
