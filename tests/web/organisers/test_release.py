"""Releasing a plan: the preview and the deed."""

import re
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Engagement, UnavailableDay
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_seminar, make_tour
from tests.web.accounts.support import SignIn


@pytest.fixture
def plan(session: Session) -> Plan:
    tour = make_tour(session)
    held, refused = make_bid(session, tour), make_bid(session, tour)
    return make_plan(
        session, tour, {held: (date(2026, 10, 6), [make_adviser(session, tour)])}, [refused]
    )


def shown(page: str) -> str:
    found = re.search(r'name="shown"[^>]*value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_the_preview_shows_what_changes_and_the_release_does_it(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    page = client.get(f"/organiser/plans/{plan.id}/release")
    assert page.status_code == 200
    for bid in (plan.seminars[0].bid, plan.declines[0].bid):
        assert bid.host_name in page.text
    answer = client.post(f"/organiser/plans/{plan.id}/release", data={"shown": shown(page.text)})
    assert answer.location == "/organiser/tours/2026/seminars"
    session.expire_all()
    assert plan.state is PlanState.RELEASED
    assert session.scalars(select(Seminar)).one().bid_id == plan.seminars[0].bid_id


def test_nothing_happens_when_something_changed_since_the_preview(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    fingerprint = shown(client.get(f"/organiser/plans/{plan.id}/release").text)
    plan.seminars[0].day = date(2026, 10, 7)
    session.commit()
    answer = client.post(f"/organiser/plans/{plan.id}/release", data={"shown": fingerprint})
    assert answer.status_code == 409
    assert session.scalars(select(Seminar)).all() == []


def test_a_plan_with_a_withdrawn_request_cannot_be_released(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    plan.seminars[0].bid.state = BidState.WITHDRAWN
    session.commit()
    client = sign_in(RoleName.PLANNER)
    page = client.get(f"/en/organiser/plans/{plan.id}/release")
    assert "This plan cannot be released" in page.text
    answer = client.post(f"/organiser/plans/{plan.id}/release", data={"shown": ""})
    assert answer.status_code == 409


@pytest.mark.parametrize("role", [RoleName.CLERK, RoleName.VIEWER])
def test_only_planners_release(sign_in: SignIn, plan: Plan, role: RoleName) -> None:
    client = sign_in(role)
    assert client.get(f"/organiser/plans/{plan.id}/release").status_code == 403
    assert client.post(f"/organiser/plans/{plan.id}/release").status_code == 403


def test_a_plan_that_is_not_there_is_missing(sign_in: SignIn) -> None:
    assert sign_in(RoleName.PLANNER).get("/organiser/plans/99/release").status_code == 404


def test_the_release_takes_no_other_method(sign_in: SignIn, plan: Plan) -> None:
    assert sign_in(RoleName.PLANNER).put(f"/organiser/plans/{plan.id}/release").status_code == 405


def test_what_no_longer_holds_is_named_and_leads_to_planning_again(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    client = sign_in(RoleName.PLANNER)
    address = f"/en/organiser/plans/{plan.id}/release"
    fingerprint = shown(client.get(address).text)
    (member,) = plan.seminars[0].team
    engagement = session.scalars(select(Engagement).filter_by(adviser_id=member.adviser_id)).one()
    engagement.unavailable_days.append(UnavailableDay(day=date(2026, 10, 6)))
    session.commit()
    name = member.adviser.name_en

    page = client.get(address).text
    refused = client.post(address, data={"shown": fingerprint})

    for text in (page, refused.text):
        assert f"{name} is unavailable on Tue 6 Oct 2026" in text
        assert 'action="/en/organiser/tours/2026/planning"' in text
        assert "Release this plan and send the emails" not in text
    assert refused.status_code == 409
    assert session.scalars(select(Seminar)).all() == []
    assert client.post(address, data={"shown": "x"}).status_code == 409


def test_the_preview_marks_a_bid_whose_seminar_had_been_cancelled(
    session: Session, sign_in: SignIn, plan: Plan
) -> None:
    bid = plan.seminars[0].bid
    make_seminar(session, bid, state=SeminarState.CANCELLED, cancellation_note_ja="<b>大雪</b>")

    page = sign_in(RoleName.PLANNER).get(f"/en/organiser/plans/{plan.id}/release").text

    assert "was cancelled" in page
    assert "&lt;b&gt;大雪&lt;/b&gt;" in page


@pytest.fixture
def draft(session: Session, plan: Plan) -> Plan:
    """The adviser is unavailable on the day of its seminar by now."""
    key = copy_plan(session, plan.id, actor=Actor(ActorKind.ORGANISER), now=NOW)
    member = plan.seminars[0].team[0]
    day = UnavailableDay(day=plan.seminars[0].day)
    engagement = session.scalars(select(Engagement).filter_by(adviser_id=member.adviser_id)).one()
    engagement.unavailable_days.append(day)
    session.commit()
    return session.get_one(Plan, key)


def mark_in(page: str) -> str:
    found = re.search(r'name="mark" value="(\w+)"', page)
    assert found is not None
    return found[1]


def test_a_rule_is_waived_in_a_draft_with_its_reason_and_holds_again(
    sign_in: SignIn, draft: Plan
) -> None:
    client, address = sign_in(RoleName.PLANNER), f"/en/organiser/plans/{draft.id}"
    page = client.get(f"{address}/release").text
    assert "This plan cannot be released" in page
    sent = {"mark": mark_in(page), "reason": "Agreed by <b>telephone</b>"}

    answer = client.post(f"{address}/waive", data=sent, follow_redirects=True)

    assert "Waived rules" in answer.text
    assert "Agreed by &lt;b&gt;telephone&lt;/b&gt;" in answer.text
    assert "Release this plan and send the emails" in answer.text
    assert "no longer possible as it is" not in client.get(address).text
    answer = client.post(f"{address}/waive/withdraw", data=sent, follow_redirects=True)
    assert "This plan cannot be released" in answer.text


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_a_rule_is_not_waived_without_a_reason(sign_in: SignIn, draft: Plan, reason: str) -> None:
    client, address = sign_in(RoleName.PLANNER), f"/en/organiser/plans/{draft.id}"
    mark = mark_in(client.get(f"{address}/release").text)

    answer = client.post(f"{address}/waive", data={"mark": mark, "reason": reason})

    assert answer.status_code == 422
    assert "Please say why, in at most 500 characters." in answer.text
    assert reason.strip() in answer.text


def test_what_nothing_says_any_more_is_not_waived(sign_in: SignIn, draft: Plan, plan: Plan) -> None:
    client, sent = sign_in(RoleName.PLANNER), {"mark": "x", "reason": "Agreed"}

    assert client.post(f"/organiser/plans/{draft.id}/waive", data=sent).status_code == 409
    for deed in ("waive", "waive/withdraw"):
        answer = client.post(f"/organiser/plans/{plan.id}/{deed}", data=sent)
        assert answer.location.endswith(f"/plans/{plan.id}")
        assert client.post(f"/organiser/plans/99/{deed}", data=sent).status_code == 404
        assert client.get(f"/organiser/plans/{draft.id}/{deed}").status_code == 405


def test_clerks_waive_nothing(sign_in: SignIn, draft: Plan) -> None:
    client = sign_in(RoleName.CLERK)

    for deed in ("waive", "waive/withdraw"):
        assert client.post(f"/organiser/plans/{draft.id}/{deed}").status_code == 403
