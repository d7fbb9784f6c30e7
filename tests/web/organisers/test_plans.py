"""The pages of a plan."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

import solver
from seminar_service.accounts.model import RoleName
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io.names import bid_name
from seminar_service.tours.model import Tour
from seminar_service.web.organisers import plan_drawings
from tests.factories import make_adviser, make_bid, make_lock
from tests.planning.solver_io.plans import save_plan
from tests.web.accounts.support import SignIn

DAY = date(2026, 10, 8)
ROUTES = ".trip-map__drawing path.route"
PAGES = (
    "",
    "/calendar",
    "/timeline",
    "/map",
    "/seminars",
    "/refusals",
    "/itineraries",
    "/workload",
    "/compare",
)


@pytest.fixture
def adviser(session: Session, tour: Tour) -> Adviser:
    return make_adviser(
        session, tour, name="山田 太郎", name_en="Taro Yamada", unavailable=[date(2026, 12, 1)]
    )


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    days = {DAY: Choice.SECOND, DAY + timedelta(days=40): Choice.FIRST}
    return make_bid(session, tour, host_name="大阪商工会議所", place="27", days=days)


@pytest.fixture
def nagoya(session: Session, tour: Tour) -> Bid:
    days = {DAY + timedelta(days=1): Choice.FIRST}
    return make_bid(session, tour, host_name="名古屋商工会議所", place="23", days=days)


@pytest.fixture
def plan(session: Session, tour: Tour, adviser: Adviser, osaka: Bid, nagoya: Bid) -> Plan:
    """Osaka is held, Nagoya refused."""
    refusal = solver.Decline(
        bid=bid_name(nagoya.id),
        reason="outbid",
        text=solver.Text("Other seminars serve the tour better.", "他の開催を優先しました。"),
        extra_yen=12_345,
        instead=(bid_name(osaka.id),),
    )
    return save_plan(session, tour, {osaka: (DAY, [adviser])}, {nagoya: refusal}, bound_yen=0)


@pytest.mark.parametrize("page", PAGES)
def test_viewers_see_every_page_of_a_plan(sign_in: SignIn, plan: Plan, page: str) -> None:
    client = sign_in(RoleName.VIEWER)

    for prefix in ("", "/en"):
        answer = client.get(f"{prefix}/organiser/plans/{plan.id}{page}")
        assert answer.status_code == 200
        assert BeautifulSoup(answer.text, "html.parser").find("h1") is not None


@pytest.mark.parametrize("page", PAGES)
def test_strangers_see_no_page_of_a_plan(client: FlaskClient, plan: Plan, page: str) -> None:
    answer = client.get(f"/organiser/plans/{plan.id}{page}")

    assert answer.status_code == 302
    assert "/organiser/login" in answer.location


@pytest.mark.parametrize("page", PAGES)
def test_a_plan_that_does_not_exist_is_not_found(sign_in: SignIn, page: str) -> None:
    assert sign_in(RoleName.VIEWER).get(f"/organiser/plans/1{page}").status_code == 404


def test_a_plan_is_read_and_not_sent(sign_in: SignIn, plan: Plan) -> None:
    assert sign_in(RoleName.PLANNER).post(f"/organiser/plans/{plan.id}").status_code == 405


def test_the_cost_is_split_into_its_seven_parts(sign_in: SignIn, plan: Plan) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}").text

    table = BeautifulSoup(page, "html.parser").find("table")
    assert table is not None
    figures = [cell.text for cell in table.find_all("td")]
    expected = [
        plan.components[name]
        for name in ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes")
    ]
    spent = sum(expected[:2])
    rows = [*expected[:2], spent, *expected[2:], plan.objective_yen]
    assert figures == [f"¥{yen:,}" for yen in rows]
    assert plan.components["declines"] == 400_000
    assert plan.components["dates"] == 2_000
    assert sum(expected) == plan.objective_yen


def test_a_plan_says_how_far_it_is_from_the_best(sign_in: SignIn, plan: Plan) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}").text

    assert "Valid, may be improved" in page
    assert f"at most ¥{plan.objective_yen:,} (100.0%)" in page


def test_a_proven_plan_says_so(
    session: Session, sign_in: SignIn, tour: Tour, osaka: Bid, adviser: Adviser
) -> None:
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])}, bound_yen=None)

    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}").text

    assert "The best possible plan" in page


def test_refusals_have_their_reason_and_what_the_host_is_told(
    sign_in: SignIn, plan: Plan, osaka: Bid
) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}/refusals").text

    assert "他の開催を優先しました。" in page
    assert "Others serve the tour better" in page
    assert "¥12,345" in page
    assert f"{osaka.number} {osaka.host_name}" in page


def test_journeys_name_every_leg_with_its_times_and_fare(sign_in: SignIn, plan: Plan) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}/itineraries").text

    (trips,) = plan.itineraries.values()
    for leg in trips[0]["legs"]:
        assert leg["leaves_at"] in page
        assert leg["arrives_at"] in page
        assert f"¥{leg['yen']:,}" in page
    assert "Taro Yamada" in page
    assert "Home: Tokyo" in page


def test_journeys_are_cut_into_pages_of_advisers_and_the_year_leads_to_the_right_one(
    session: Session, sign_in: SignIn, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_drawings, "TRAVELLERS", 1)
    advisers = [make_adviser(session, tour, name_kana=kana) for kana in ("ア", "イ", "ウ")]
    days = [DAY + timedelta(days=each) for each in (0, 8, 16)]
    bids = [make_bid(session, tour, days={day: Choice.FIRST}) for day in days]
    held = {bid: (bid.dates[0].day, [each]) for bid, each in zip(bids, advisers, strict=True)}
    plan = save_plan(session, tour, held)
    client, address = sign_in(RoleName.VIEWER), f"/en/organiser/plans/{plan.id}"

    page = client.get(f"{address}/itineraries?page=2").text
    year = client.get(f"{address}/timeline").text

    assert "Page 2 of 3" in page
    assert [f'id="adviser-{each.id}"' in page for each in advisers] == [False, True, False]
    assert f"{address}/itineraries?page=3#adviser-{advisers[2].id}" in year
    assert f"{address}/itineraries#adviser-{advisers[0].id}" in year


def test_the_list_says_which_choice_of_the_host_a_day_is(sign_in: SignIn, plan: Plan) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/plans/{plan.id}/seminars").text

    assert "second choice" in page
    assert "Thu 8 Oct 2026" in page


@pytest.mark.parametrize("sort", ["day", "number", "host", "place", "adviser"])
def test_the_list_sorts_by_what_its_heads_say(
    session: Session,
    sign_in: SignIn,
    osaka: Bid,
    nagoya: Bid,
    sort: str,
) -> None:
    adviser = make_adviser(session, osaka.tour)
    held = {osaka: (DAY, [adviser]), nagoya: (DAY + timedelta(days=1), [adviser])}
    plan = save_plan(session, osaka.tour, held)

    page = sign_in(RoleName.VIEWER).get(f"/organiser/plans/{plan.id}/seminars?sort={sort}").text

    first = page.index(osaka.host_name) < page.index(nagoya.host_name)
    assert first is (sort in {"day", "number", "adviser"})
    assert page.count('aria-sort="ascending"') == 1


def test_a_list_cannot_be_sorted_by_something_else(sign_in: SignIn, plan: Plan) -> None:
    client = sign_in(RoleName.VIEWER)

    assert client.get(f"/organiser/plans/{plan.id}/seminars?sort=plan_id").status_code == 404


def test_another_plan_shows_that_a_bid_is_locked_otherwise(
    session: Session, sign_in: SignIn, adviser: Adviser, osaka: Bid, plan: Plan
) -> None:
    other = save_plan(session, osaka.tour, {osaka: (DAY + timedelta(days=40), [adviser])}, {})
    make_lock(session, plan.seminars[0])

    page = sign_in(RoleName.PLANNER).get(f"/en/organiser/plans/{other.id}/seminars").text

    assert "locked otherwise" in page
    assert "Thu 8 Oct 2026 Taro Yamada" in " ".join(page.split())
    assert "Lock this instead" in page


def test_a_lock_reads_the_same_in_every_plan_that_keeps_it(
    session: Session, sign_in: SignIn, adviser: Adviser, osaka: Bid, plan: Plan
) -> None:
    same = save_plan(session, osaka.tour, {osaka: (DAY, [adviser])}, {})
    make_lock(session, plan.seminars[0])
    client = sign_in(RoleName.VIEWER)

    for each in (plan, same):
        page = BeautifulSoup(
            client.get(f"/en/organiser/plans/{each.id}/seminars").text, "html.parser"
        )
        (badge,) = page.select("td .badge")
        assert badge.text == "locked"


def test_a_plan_that_refuses_everything_has_no_empty_drawings(
    session: Session, sign_in: SignIn, tour: Tour
) -> None:
    plan = save_plan(session, tour, {})
    client = sign_in(RoleName.VIEWER)

    for page in PAGES:
        assert client.get(f"/organiser/plans/{plan.id}{page}").status_code == 200
    assert "No trips" in client.get(f"/en/organiser/plans/{plan.id}/map").text


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_a_plan_has_a_title_of_its_own(
    plan: Plan, sign_in: SignIn, language: str
) -> None:
    viewer = sign_in(RoleName.VIEWER)
    titles = []
    for page in PAGES:
        answer = viewer.get(f"{language}/organiser/plans/{plan.id}{page}")
        titles.append(BeautifulSoup(answer.text, "html.parser").select("title")[0].text)
    assert len(set(titles)) == len(PAGES)


def test_the_map_can_be_narrowed_to_one_adviser_in_the_address(
    session: Session, sign_in: SignIn, adviser: Adviser, osaka: Bid, nagoya: Bid
) -> None:
    tour, topics = osaka.tour, [topic for slot in nagoya.slots for topic in slot.topics]
    other = make_adviser(session, tour, name="別人 一郎", name_en="Other", topics=topics)
    teams = {osaka: (DAY, [adviser]), nagoya: (DAY + timedelta(days=1), [other])}
    plan = save_plan(session, tour, teams)
    client, address = sign_in(RoleName.VIEWER), f"/en/organiser/plans/{plan.id}/map"

    drawn = {
        asked: len(
            BeautifulSoup(client.get(f"{address}{asked}").text, "html.parser").select(ROUTES)
        )
        for asked in ("", f"?adviser={other.id}", "?adviser=999", "?adviser=nonsense")
    }

    assert drawn == {"": 2, f"?adviser={other.id}": 1, "?adviser=999": 2, "?adviser=nonsense": 2}
    chosen = BeautifulSoup(client.get(f"{address}?adviser={other.id}").text, "html.parser")
    option = chosen.select_one("#filter-adviser option[selected]")
    assert option is not None
    assert option.text == "Other"


def test_the_geographic_map_shows_lines_names_and_who_gets_no_seminar(
    sign_in: SignIn, plan: Plan, adviser: Adviser
) -> None:
    address = f"/en/organiser/plans/{plan.id}/map?map=geographic"

    page = BeautifulSoup(sign_in(RoleName.VIEWER).get(address).text, "html.parser")

    assert len(page.select(".geo-land")) == 47
    assert len(page.select(ROUTES)) == 1
    assert [each.text for each in page.select(".geo-name")] == ["Tokyo", "Aichi", "Osaka"]
    assert len(page.select(".trip-map__drawing .geo-left-out")) == 1
    rows = [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in page.select("main tbody tr")
    ]
    assert rows == [
        ["Tokyo home of an adviser", "0", "0", "–"],
        ["Aichi", "0", "1", "–"],
        ["Osaka", "1", "0", adviser.name_en],
    ]


def test_the_kind_of_map_and_the_adviser_go_together_in_the_address(
    sign_in: SignIn, plan: Plan, adviser: Adviser
) -> None:
    client, here = sign_in(RoleName.VIEWER), f"/en/organiser/plans/{plan.id}/map"

    tiles = client.get(f"{here}?adviser={adviser.id}").text
    geographic = client.get(f"{here}?map=geographic&adviser={adviser.id}").text

    assert f"{here}?adviser={adviser.id}&amp;map=geographic" in tiles
    assert "geo-land" not in tiles
    assert f'href="{here}?adviser={adviser.id}"' in geographic
    assert "geo-land" not in client.get(f"{here}?map=nonsense").text
