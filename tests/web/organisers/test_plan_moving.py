"""What a script is told while somebody moves a seminar in the drawing of a draft."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_seminar
from tests.planning.drafts import DAY, LATER, seen
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn


def moves(draft: Plan, bid: Bid, position: int = 0, *, locale: str = "/en") -> str:
    return f"{locale}/organiser/plans/{draft.id}/edit/{bid.id}/moves/{position}"


def weighed(draft: Plan, bid: Bid, adviser: Adviser, day: str) -> str:
    return f"{moves(draft, bid)}/weighed?day={day}&to={adviser.id}"


def told_by(client: FlaskClient, address: str, *, status: int = 200) -> Any:
    """What a script is told."""
    answer = client.get(address)
    assert answer.status_code == status
    return answer.json


def timeline(client: FlaskClient, draft: Plan, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/en/organiser/plans/{draft.id}/timeline{query}")
    return BeautifulSoup(answer.text, "html.parser")


def test_the_allowed_days_and_advisers_come_with_their_prices_the_cheapest_first(
    planner: FlaskClient, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    told = told_by(planner, moves(draft, osaka))

    assert told["told"] == ""
    assert told["moves"][0]["day"] == LATER.isoformat()
    assert {each["adviser"] for each in told["moves"]} == {adviser.id, other.id}
    (later,) = [
        each
        for each in told["moves"]
        if (each["day"], each["adviser"]) == (LATER.isoformat(), adviser.id)
    ]
    assert (later["team"], later["short"], later["price"]) == ([adviser.id], "−2,000", "−¥2,000")
    told = told_by(planner, moves(draft, osaka, locale=""))
    assert "−2,000円" in {each["price"] for each in told["moves"]}


def test_what_stands_against_another_day_is_told_in_words(
    planner: FlaskClient, draft: Plan, osaka: Bid, other: Adviser
) -> None:
    day = LATER + timedelta(days=1)
    told = told_by(planner, weighed(draft, osaka, other, day.isoformat()))

    assert told["team"] == [other.id]
    (text,) = told["forbids"]
    assert "14 Oct 2026" in text
    told = told_by(planner, weighed(draft, osaka, other, LATER.isoformat()))
    assert told["forbids"] == []


@pytest.mark.parametrize("query", ["", "?day=2026-10-06", "?day=x&to=1", "?day=2026-10-06&to=x"])
def test_a_day_or_an_adviser_that_is_none_is_not_weighed(
    planner: FlaskClient, draft: Plan, osaka: Bid, query: str
) -> None:
    told = told_by(planner, f"{moves(draft, osaka)}/weighed{query}", status=422)

    assert "choose a day and an adviser" in told["told"]


def test_strange_days_and_advisers_are_answered_in_words(
    planner: FlaskClient, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    for address in (
        weighed(draft, osaka, adviser, "9999-12-31"),
        f"{moves(draft, osaka)}/weighed?day=2026-10-06&to=987654",
    ):
        assert told_by(planner, address, status=422)["told"]


def test_what_is_over_or_released_is_told_instead_of_moves(
    session: Session, planner: FlaskClient, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    make_seminar(session, osaka, team=[adviser], day=DAY, state=SeminarState.HELD)
    assert "was held" in told_by(planner, moves(draft, osaka), status=409)["told"]

    draft.state = PlanState.RELEASED
    session.commit()
    told = told_by(planner, weighed(draft, osaka, adviser, DAY.isoformat()), status=409)
    assert "has been released" in told["told"]


def test_what_is_not_there_is_not_found_and_nothing_is_sent(
    planner: FlaskClient, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    assert planner.get(moves(draft, nagoya)).status_code == 404
    assert planner.get(moves(draft, osaka, 7)).status_code == 404
    assert planner.get(f"{moves(draft, nagoya)}/weighed?day=2026-10-06&to=1").status_code == 404
    assert planner.post(moves(draft, osaka)).status_code == 405


def test_planners_alone_ask(sign_in: SignIn, client: FlaskClient, draft: Plan, osaka: Bid) -> None:
    assert client.get(moves(draft, osaka)).status_code == 302
    assert sign_in(RoleName.CLERK).get(moves(draft, osaka)).status_code == 403


def test_in_the_drawing_of_a_draft_each_seminar_leads_to_its_form(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    page = timeline(sign_in(RoleName.PLANNER), draft)
    (mark,) = page.select(".timeline__pick")
    assert mark["href"] == f"/en/organiser/plans/{draft.id}/edit/{osaka.id}"
    assert mark["data-seen"] == seen(session, draft, osaka)
    assert mark["data-position"] == "0"
    assert adviser.display_name("en") in str(mark["aria-label"])
    assert page.select_one("#moving form") is not None


def test_nothing_is_moved_in_other_plans_and_by_others(
    session: Session, sign_in: SignIn, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    computed = save_plan(session, draft.tour, {osaka: (DAY, [adviser])})
    for client, plan in ((sign_in(RoleName.PLANNER), computed), (sign_in(RoleName.CLERK), draft)):
        page = timeline(client, plan)
        assert page.select(".timeline__pick, #moving, script[src*='timeline.js']") == []


def test_who_moves_a_seminar_comes_back_to_what_was_in_sight(
    session: Session, planner: FlaskClient, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    page = timeline(planner, draft, "?zoom=month&from=2026-10-01&order=busy")
    form = page.select_one("#moving form[hidden]")
    assert form is not None
    sent = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    sent |= {"day": LATER.isoformat(), "adviser": str(adviser.id)}
    sent |= {"seen": seen(session, draft, osaka)}
    address = f"/en/organiser/plans/{draft.id}/edit/{osaka.id}"

    answer = planner.post(address, data=sent)

    here = f"/en/organiser/plans/{draft.id}/timeline?zoom=month&from=2026-10-01&order=busy"
    assert (answer.status_code, answer.location) == (303, here)
    page = BeautifulSoup(planner.get(here).text, "html.parser")
    undoing = page.select_one("#moving form[action$='/undo']")
    assert undoing is not None
    sent_back = {str(each["name"]): str(each["value"]) for each in undoing.select("input")}
    answer = planner.post(str(undoing["action"]), data=sent_back)
    assert (answer.status_code, answer.location) == (303, here)


def test_a_conflict_keeps_the_way_back_to_the_drawing(
    planner: FlaskClient, draft: Plan, osaka: Bid, other: Adviser
) -> None:
    sent = {"deed": "hold", "day": DAY.isoformat(), "adviser": str(other.id), "seen": "refused"}
    sent |= {"version": "1", "view": "timeline?zoom=week&from=2026-10-05"}

    answer = planner.post(f"/en/organiser/plans/{draft.id}/edit/{osaka.id}", data=sent)

    assert answer.status_code == 409
    form = BeautifulSoup(answer.text, "html.parser").select_one(".error-summary form")
    assert form is not None
    again = {str(each["name"]): str(each["value"]) for each in form.select("input[name]")}
    answer = planner.post(f"/en/organiser/plans/{draft.id}/edit/{osaka.id}", data=again)
    assert answer.location.endswith("/timeline?zoom=week&from=2026-10-05")


def test_news_of_a_draft_lead_back_to_the_drawing(planner: FlaskClient, draft: Plan) -> None:
    news = f"/en/organiser/plans/{draft.id}/edit/news?seen=0&view=timeline%3Fzoom%3Dmonth"

    assert f"/en/organiser/plans/{draft.id}/timeline?zoom=month" in planner.get(news).text
