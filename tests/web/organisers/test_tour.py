"""A tour at a glance."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.planning.states import PlanState
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_seminar, make_tour
from tests.web.accounts.support import SignIn


def test_the_page_says_what_waits_for_somebody(session: Session, sign_in: SignIn) -> None:
    tour = make_tour(session)
    make_bid(session, tour, state=BidState.SUBMITTED)
    for state in (SeminarState.TENTATIVE, SeminarState.CONFIRMED):
        team = [make_adviser(session, tour)]
        make_seminar(session, make_bid(session, tour), state=state, team=team)
    page = sign_in(RoleName.VIEWER).get("/en/organiser/tours/2026").text
    for task in ("Decide on bids", "Follow up answers", "Announce seminars"):
        assert task in page
    assert "Plan the tour" not in page


def test_a_tour_that_is_not_planned_yet_leads_to_the_planning_room(
    session: Session, sign_in: SignIn
) -> None:
    make_bid(session, make_tour(session))
    page = sign_in(RoleName.VIEWER).get("/en/organiser/tours/2026").text
    assert "Plan the tour" in page
    assert "/en/organiser/tours/2026/planning" in page


def test_a_fresh_tour_shows_the_first_steps_and_which_of_them_are_done(
    session: Session, sign_in: SignIn
) -> None:
    tour = make_tour(session)
    viewer = sign_in(RoleName.VIEWER)
    page = BeautifulSoup(viewer.get("/en/organiser/tours/2026").text, "html.parser")
    steps = page.select("ol.entries > li")
    links = [link["href"] for step in steps if (link := step.select_one("a"))]
    assert links == [
        "/en/organiser/tours/2026/settings",
        "/en/organiser/topics",
        "/en/organiser/tours/2026/advisers",
        "/en/organiser/tours/2026/bids",
        "/en/organiser/tours/2026/bids?state=submitted",
        "/en/organiser/tours/2026/planning",
        "/en/organiser/tours/2026/planning",
        "/en/organiser/tours/2026/seminars?state=confirmed",
    ]
    assert "Nothing waits" not in page.text
    assert "still to do" in steps[2].text

    make_adviser(session, tour)
    again = BeautifulSoup(viewer.get("/en/organiser/tours/2026").text, "html.parser")
    assert "done" in again.select("ol.entries > li")[2].text


def test_a_tour_under_way_says_which_steps_are_done_until_it_is_archived(
    session: Session, sign_in: SignIn
) -> None:
    tour = make_tour(session)
    make_adviser(session, tour)
    make_bid(session, tour)
    viewer = sign_in(RoleName.VIEWER)

    page = BeautifulSoup(viewer.get("/en/organiser/tours/2026").text, "html.parser")
    assert "5 of 8 steps are done" in page.text
    assert "still to do" in page.select("ol.entries > li")[5].text

    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert "steps are done" not in viewer.get("/en/organiser/tours/2026").text


def test_a_bid_whose_seminar_was_cancelled_waits_for_the_next_plan(
    session: Session, sign_in: SignIn
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    stands, gone, refused = (make_bid(session, tour) for _ in range(3))
    make_seminar(session, stands, team=[adviser])
    make_seminar(session, gone, state=SeminarState.CANCELLED)
    make_plan(session, tour, {}, [refused], state=PlanState.RELEASED)
    viewer = sign_in(RoleName.VIEWER)

    assert "1 bid is accepted and can be planned" in viewer.get("/en/organiser/tours/2026").text

    tour.stage = TourStage.ARCHIVED
    session.commit()
    assert "can be planned" not in viewer.get("/en/organiser/tours/2026").text


def test_a_quiet_tour_says_so(session: Session, sign_in: SignIn) -> None:
    make_bid(session, make_tour(session), state=BidState.WITHDRAWN)
    page = sign_in(RoleName.VIEWER).get("/en/organiser/tours/2026").text
    assert "Nothing waits at the moment" in page


def test_a_year_without_tour_is_missing_and_strangers_sign_in_first(
    client: FlaskClient, sign_in: SignIn
) -> None:
    assert client.get("/organiser/tours/2026").status_code == 302
    viewer = sign_in(RoleName.VIEWER)
    assert viewer.get("/organiser/tours/2026").status_code == 404
    assert viewer.post("/organiser/tours/2026").status_code == 405


def test_what_a_disruption_upsets_and_a_release_that_waits_are_to_be_seen_to(
    session: Session, sign_in: SignIn
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    day = tour.last_day
    bid = make_bid(session, tour, days={day: "first"})
    make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
    lost = DisruptionDetails(day, day, adviser_id=adviser.id)
    note_disruption(session, tour.id, lost, actor=SYSTEM, now=NOW)
    plan = make_plan(session, tour, {})
    session.add(
        ScheduledRelease(
            plan_id=plan.id,
            release_at=NOW,
            deeds="",
            state=ScheduleState.WAITING,
            scheduled_at=NOW,
        )
    )
    session.commit()

    answer = sign_in(RoleName.VIEWER).get("/en/organiser/tours/2026")

    tasks = BeautifulSoup(answer.text, "html.parser").select("main li")
    said = {str(task.a["href"]): task.text for task in tasks if task.a}
    assert "1 released seminar cannot be held" in said["/en/organiser/tours/2026/disruptions"]
    assert "is to be released on" in said[f"/en/organiser/plans/{plan.id}/release"]
