"""Copies, names and notes of plans."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning import drafting
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import ProblemFaulty
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import make_bid
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 6)
DEEDS = ("copy", "name", "delete")


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "first"})


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, bid: Bid) -> Plan:
    return save_plan(session, tour, {bid: (DAY, [adviser])})


def address(plan: Plan, page: str = "") -> str:
    return f"/en/organiser/plans/{plan.id}{page}"


def newest(session: Session) -> Plan:
    session.expire_all()
    return session.scalars(select(Plan).order_by(Plan.id.desc())).first() or Plan()


def test_a_planner_copies_a_plan_and_is_shown_the_copy(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    assert "Copy and edit by hand" in client.get(address(plan)).text

    answer = client.post(address(plan, "/copy"), follow_redirects=True)

    draft = newest(session)
    assert draft.parent_id == plan.id
    assert answer.request.path.startswith(address(draft))
    page = client.get(address(draft)).text
    assert "Draft plan" in page
    assert "Copied from" in page


def test_a_copy_for_the_sake_of_a_bid_leads_to_that_bid(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client, bid_id = sign_in(RoleName.PLANNER), plan.seminars[0].bid_id

    for sent, page in (
        (str(bid_id), f"/edit/{bid_id}"),
        ("999", "/edit"),
        ("x", "/edit"),
    ):
        answer = client.post(address(plan, "/copy"), data={"bid": sent})
        assert answer.location == address(newest(session), page)


def test_a_plan_is_named_and_the_name_stands_wherever_it_is_listed(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    sent = {"name": "With Sato", "note": "Agreed by telephone", "version": "1"}

    answer = client.post(address(plan, "/name"), data=sent)

    assert answer.status_code == 303
    for page in (address(plan), f"/en/organiser/tours/{plan.tour.fiscal_year}/planning"):
        text = client.get(page).text
        assert "Plan 1 (With Sato)" in text
        assert "Agreed by telephone" in text
    session.expire_all()
    assert plan.version == 2


def test_a_name_that_is_too_long_is_given_back(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)

    answer = client.post(address(plan, "/name"), data={"name": "x" * 61, "version": "1"})

    assert answer.status_code == 422
    assert "x" * 61 in answer.text


def test_two_who_name_a_plan_see_both(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)
    client.post(address(plan, "/name"), data={"name": "Theirs", "note": "", "version": "1"})

    answer = client.post(address(plan, "/name"), data={"name": "Mine", "version": "1"})

    assert answer.status_code == 409
    assert "Theirs" in answer.text
    assert "Mine" in answer.text


def test_a_draft_is_deleted_and_the_planners_plan_is_not(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    client.post(address(plan, "/copy"))
    draft = newest(session)
    assert "Delete the draft" in client.get(address(draft, "/name")).text
    assert "Delete the draft" not in client.get(address(plan, "/name")).text

    for each in (draft, plan):
        answer = client.post(address(each, "/delete"), data={"version": "1"})
        assert answer.status_code == 303

    assert session.scalars(select(Plan)).all() == [plan]


def test_a_draft_that_was_changed_or_copied_is_not_deleted(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    client.post(address(plan, "/copy"))
    draft = newest(session)

    answer = client.post(address(draft, "/delete"), follow_redirects=True)
    assert "Somebody has changed the draft" in answer.text
    client.post(address(draft, "/copy"))
    answer = client.post(address(draft, "/delete"), data={"version": "1"}, follow_redirects=True)
    assert "other plans were copied from it" in answer.text

    assert len(session.scalars(select(Plan)).all()) == 3


def test_a_plan_whose_tour_is_archived_is_copied_by_nobody(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    plan.tour.stage = TourStage.ARCHIVED
    session.commit()
    client = sign_in(RoleName.PLANNER)

    assert "Copy and edit by hand" not in client.get(address(plan)).text
    assert client.post(address(plan, "/copy")).status_code == 409


def test_input_that_makes_no_problem_copies_nothing(
    session: Session, sign_in: SignIn, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Plan:
        raise ProblemFaulty

    monkeypatch.setattr(drafting, "add_draft", refuse)
    answer = sign_in(RoleName.PLANNER).post(address(plan, "/copy"), follow_redirects=True)

    assert "The plan cannot be copied" in answer.text
    assert len(session.scalars(select(Plan)).all()) == 1


@pytest.mark.parametrize("deed", DEEDS)
def test_clerks_change_no_plan(sign_in: SignIn, plan: Plan, deed: str) -> None:
    client = sign_in(RoleName.CLERK)

    assert client.post(address(plan, f"/{deed}")).status_code == 403
    assert "Copy and edit by hand" not in client.get(address(plan)).text


@pytest.mark.parametrize("deed", DEEDS)
def test_what_does_not_exist_is_not_found(sign_in: SignIn, deed: str) -> None:
    assert sign_in(RoleName.PLANNER).post(f"/organiser/plans/9/{deed}").status_code == 404


@pytest.mark.parametrize("deed", ["copy", "delete"])
def test_deeds_are_sent_and_not_read(sign_in: SignIn, plan: Plan, deed: str) -> None:
    assert sign_in(RoleName.PLANNER).get(address(plan, f"/{deed}")).status_code == 405


def test_a_draft_can_be_released(session: Session, sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.PLANNER)
    client.post(address(plan, "/copy"))
    draft = newest(session)

    assert draft.state is PlanState.EDITED
    assert "Preview the release" in client.get(address(draft)).text
    assert client.get(address(draft, "/release")).status_code == 200
