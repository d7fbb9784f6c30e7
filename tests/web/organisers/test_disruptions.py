"""The pages on which the office notes what upsets a tour, and looks for ways out."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import Bid
from seminar_service.planning import disruptions
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.model import Plan, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import held_document
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.states import PlanState
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from seminar_service.work.model import JobState
from tests.factories import NOW, make_bid, make_seminar, make_tour
from tests.planning.drafts import DAY, LATER, STAFF
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

FORM = {
    "kind": "places",
    "places": "27",
    "first_day": DAY.isoformat(),
    "last_day": DAY.isoformat(),
    "reason": "台風 <b>15</b>号",
}


@pytest.fixture
def osaka(session: Session, tour: Tour, adviser: Adviser) -> Bid:
    """A bid whose seminar is announced, by a plan that is released."""
    bid = make_bid(
        session, tour, place="27", host_name="大阪商工会議所", days={DAY: "first", LATER: "second"}
    )
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    plan.state, plan.released_at = PlanState.RELEASED, NOW
    make_seminar(session, bid, team=[adviser])
    session.commit()
    return bid


@pytest.fixture
def noted(session: Session, tour: Tour, osaka: Bid) -> int:
    details = DisruptionDetails(DAY, DAY, places=frozenset({osaka.place}), reason="台風")
    return disruptions.note_disruption(session, tour.id, details, actor=STAFF, now=NOW)


def address(tour: Tour) -> str:
    return f"/organiser/tours/{tour.fiscal_year}/disruptions"


def rows(session: Session) -> list[Disruption]:
    session.expire_all()
    return list(session.scalars(select(Disruption)))


@pytest.mark.parametrize("language", ["", "/en"])
def test_what_it_concerns_is_shown_before_it_is_noted(
    session: Session, sign_in: SignIn, tour: Tour, osaka: Bid, language: str
) -> None:
    client = sign_in(RoleName.PLANNER)

    looked = client.post(language + address(tour), data=FORM)

    page = BeautifulSoup(looked.text, "html.parser")
    assert looked.status_code == 200
    assert osaka.host_name in page.select("#upset")[0].text
    assert page.select("input[name=reason]")[0]["value"] == FORM["reason"]
    assert rows(session) == []

    done = client.post(language + address(tour), data=FORM | {"step": "note"})

    (row,) = rows(session)
    assert done.location == f"{language}/organiser/disruptions/{row.id}"
    assert (row.reason, [each.place for each in row.places]) == (FORM["reason"], ["27"])
    shown = client.get(done.location).text
    assert osaka.host_name in shown
    assert "<b>15" not in shown


def test_noting_and_looking_for_ways_out_are_one_press(
    session: Session, sign_in: SignIn, tour: Tour, osaka: Bid
) -> None:
    client = sign_in(RoleName.PLANNER)
    assert "Note it and look for ways out" in client.post(f"/en{address(tour)}", data=FORM).text

    done = client.post(address(tour), data=FORM | {"step": "ways"})

    (row,) = rows(session)
    assert done.location == f"/organiser/disruptions/{row.id}"
    assert row.draft_id is not None
    assert len(session.scalars(select(DraftRun)).all()) == len(disruptions.WAYS_OUT)
    assert osaka.host_name in client.get(done.location).text
    client.post(address(tour), data=FORM | {"step": "ways"})
    assert len(rows(session)) == 1
    assert len(session.scalars(select(DraftRun)).all()) == len(disruptions.WAYS_OUT)


def test_one_day_alone_needs_no_last_day(
    session: Session, sign_in: SignIn, tour: Tour, osaka: Bid
) -> None:
    assert osaka.id
    form = FORM | {"last_day": "", "step": "note"}
    assert sign_in(RoleName.PLANNER).post(address(tour), data=form).status_code == 303
    assert [(each.first_day, each.last_day) for each in rows(session)] == [(DAY, DAY)]


@pytest.mark.parametrize("strange", ["0", "x", "%00", ""])
def test_the_form_is_opened_for_an_adviser_and_for_nobody_strange(
    sign_in: SignIn, tour: Tour, adviser: Adviser, strange: str
) -> None:
    client = sign_in(RoleName.PLANNER)

    def chosen(who: str) -> list[str]:
        page = BeautifulSoup(client.get(f"{address(tour)}?adviser={who}").text, "html.parser")
        return [str(each["value"]) for each in page.select("[name=adviser] option[selected]")]

    assert chosen(str(adviser.id)) == [str(adviser.id)]
    assert chosen(strange) in ([], [""])


def test_what_concerns_nobody_is_noted_for_new_plans(
    session: Session, sign_in: SignIn, tour: Tour, osaka: Bid
) -> None:
    assert osaka.id
    day = (LATER + timedelta(days=30)).isoformat()
    form = FORM | {"kind": "everywhere", "first_day": day, "last_day": day}
    client = sign_in(RoleName.PLANNER)

    assert "No released seminar" in client.post(f"/en{address(tour)}", data=form).text
    client.post(address(tour), data=form | {"step": "note"})

    assert [each.places for each in rows(session)] == [[]]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": ""}, "Please choose what has happened."),
        ({"kind": "adviser"}, "Please choose who cannot come."),
        ({"places": ""}, "Please choose at least one prefecture."),
        ({"first_day": ""}, "Please enter the first day."),
        ({"last_day": "2020-01-01"}, "The last day lies before the first."),
        ({"last_day": "2030-01-01"}, "At most a year can be lost at once."),
        ({"reason": "台" * 201}, "200"),
        ({"reason": ""}, "Please write in a few words what has happened."),
        (
            {"first_day": "2020-01-01", "last_day": "2020-01-02", "step": "note"},
            "None of these days is still to come",
        ),
    ],
)
def test_what_cannot_be_meant_is_said_and_nothing_typed_is_lost(  # noqa: PLR0917 (a table of cases)
    session: Session,
    sign_in: SignIn,
    tour: Tour,
    osaka: Bid,
    changes: dict[str, str],
    complaint: str,
) -> None:
    assert osaka.id
    form = {name: value for name, value in (FORM | changes).items() if value}

    answer = sign_in(RoleName.PLANNER).post(f"/en{address(tour)}", data=form)

    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert complaint in page.select(".error-summary")[0].text
    if "reason" in form:
        assert page.select("input[name=reason]")[0]["value"] == form["reason"]
    assert rows(session) == []


def test_ways_out_are_looked_for_in_the_background_and_stand_beside_each_other(
    session: Session, sign_in: SignIn, adviser: Adviser, osaka: Bid, noted: int
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/organiser/disruptions/{noted}"

    assert client.post(f"{here}/ways", data={"time_limit": 10}).location == here
    found = list(session.scalars(select(DraftRun).order_by(DraftRun.run_id)))
    before = client.get(f"/en{here}").text
    draft_id = found[0].draft_id
    assert draft_id
    moved = {key: each for key, each in held_by(session, draft_id).items() if key != osaka.id}
    for row in found[:2]:
        row.after, row.declines = held_document(moved), []
        row.objective_yen = row.bound_yen = 0
    session.commit()
    after = BeautifulSoup(client.get(f"/en{here}").text, "html.parser")

    assert adviser.id
    assert len(found) == len(session.scalars(select(PlanningRun)).all()) == 3
    assert before.count("/planning-runs/") == 3
    told = [row.text for row in after.select("#ways tbody tr")]
    assert osaka.host_name in told[0]
    assert "Comes to the same as: Only what is concerned" in told[1]
    assert len(after.select(f'a[href="/en/organiser/planning-runs/{found[0].run_id}/suggestion"]'))


def test_the_page_asks_for_ways_out_until_all_are_found_and_one_leads_to_the_release(
    session: Session, sign_in: SignIn, osaka: Bid, noted: int
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/en/organiser/disruptions/{noted}"
    client.post(f"{here}/ways", data={"time_limit": 10})
    found = list(session.scalars(select(DraftRun).order_by(DraftRun.run_id)))

    sought = BeautifulSoup(client.get(here).text, "html.parser").select_one("#ways-found")
    assert sought is not None
    asks = str(sought["hx-get"])
    assert client.get(asks).status_code == 204
    for row in found:
        row.run.job.state = JobState.DONE
    draft_id = found[0].draft_id
    assert draft_id
    found[0].after = held_document(
        {key: each for key, each in held_by(session, draft_id).items() if key != osaka.id}
    )
    found[0].declines, found[0].objective_yen, found[0].bound_yen = [], 0, 0
    session.commit()

    told = BeautifulSoup(client.get(asks).text, "html.parser").select_one("#ways-found")
    assert told is not None
    assert not told.has_attr("hx-get")
    button = told.find("form", action=lambda url: bool(url) and url.endswith("/suggestion"))
    assert button is not None
    sent = client.post(
        str(button["action"]),
        data={str(each["name"]): str(each["value"]) for each in button.find_all("input")},
    )
    assert sent.location == f"/en/organiser/plans/{draft_id}/release"


def test_once_the_copy_is_released_the_page_leads_to_that_release(
    session: Session, sign_in: SignIn, noted: int
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/en/organiser/disruptions/{noted}"
    client.post(f"{here}/ways", data={"time_limit": 10})
    copy = session.get_one(Plan, session.scalars(select(DraftRun.draft_id)).first())
    copy.state, copy.released_at = PlanState.RELEASED, NOW
    session.commit()

    page = BeautifulSoup(client.get(here).text, "html.parser")

    assert page.select_one(f"a[href='/en/organiser/plans/{copy.id}/released']") is not None
    assert page.select_one("#ways-found") is None


def test_no_ways_out_are_looked_for_without_need(
    session: Session, sign_in: SignIn, noted: int
) -> None:
    client, here = sign_in(RoleName.PLANNER), f"/organiser/disruptions/{noted}"

    client.post(f"{here}/ways", data={"time_limit": "99"})
    client.post(f"{here}/lift")
    client.post(f"{here}/lift")
    client.post(f"{here}/ways", data={"time_limit": 10})

    assert rows(session)[0].is_lifted
    assert not session.scalars(select(DraftRun)).all()
    assert "この支障は解除されています。" in client.get(here).text


@pytest.mark.parametrize("page", ["list", "one"])
def test_viewers_look_and_planners_act(
    sign_in: SignIn, client: FlaskClient, tour: Tour, noted: int, page: str
) -> None:
    here = address(tour) if page == "list" else f"/organiser/disruptions/{noted}"
    assert "/organiser/login" in client.get(here).location

    viewer = sign_in(RoleName.VIEWER)

    assert viewer.get(here).status_code == 200
    assert not BeautifulSoup(viewer.get(here).text, "html.parser").select("main form")
    assert viewer.post(address(tour), data=FORM).status_code == 403
    for deed in ("ways", "lift"):
        assert viewer.post(f"/organiser/disruptions/{noted}/{deed}").status_code == 403


def test_what_is_not_there_is_not_found_and_nothing_is_sent_by_looking(
    sign_in: SignIn, noted: int
) -> None:
    client = sign_in(RoleName.PLANNER)
    assert client.get("/organiser/tours/1999/disruptions").status_code == 404
    assert client.post("/organiser/tours/1999/disruptions", data=FORM).status_code == 404
    for deed in ("", "/ways", "/lift"):
        method = client.get if deed == "" else client.post
        assert method(f"/organiser/disruptions/{noted + 1}{deed}").status_code == 404
        if deed:
            assert client.get(f"/organiser/disruptions/{noted}{deed}").status_code == 405


def test_an_earlier_year_is_only_looked_at(
    session: Session, sign_in: SignIn, tour: Tour, noted: int
) -> None:
    tour.stage = TourStage.ARCHIVED
    session.commit()
    client = sign_in(RoleName.PLANNER)

    for here in (address(tour), f"/organiser/disruptions/{noted}"):
        page = BeautifulSoup(client.get(here).text, "html.parser")
        assert not page.select("main form")
    assert client.post(address(tour), data=FORM | {"step": "note"}).status_code == 409
    assert client.post(f"/organiser/disruptions/{noted}/lift").status_code == 409


def test_what_keeps_an_adviser_from_another_tour_is_shown(
    sign_in: SignIn, session: Session, tour: Tour, adviser: Adviser
) -> None:
    details = DisruptionDetails(DAY, DAY, adviser_id=adviser.id, reason="病気")
    disruptions.note_disruption(session, tour.id, details, actor=STAFF, now=NOW)
    second = make_tour(session, programme=2)
    limits = {"max_seminars": 9, "max_per_month": 4, "max_nights_away": 3}
    session.add(Engagement(tour=second, adviser=adviser, **limits))
    session.commit()

    viewer = sign_in(RoleName.VIEWER)
    page = viewer.get("/organiser/tours/2026-2/disruptions").text

    assert "他の巡回セミナーで記録した支障" in page
    assert adviser.name in page
    assert "他の巡回セミナーで記録した支障" not in viewer.get(address(tour)).text
