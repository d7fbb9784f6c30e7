"""Two plans of a tour beside each other, in all views."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import PlanOrigin
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_tour
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_statements
from tests.web.accounts.support import SignIn
from tests.web.organisers.comparing import A_WEEK, DAY, Pair, make_pair

MOST_QUERIES = 30
VIEWS = ("", "/calendar", "/timeline", "/map", "/map?map=geographic")


@pytest.fixture
def pair(session: Session, tour: Tour) -> Pair:
    return make_pair(session, tour)


def read(client: FlaskClient, pair: Pair, view: str, query: str = "") -> BeautifulSoup:
    address = f"/en/organiser/plans/{pair.after.id}/compare{view}"
    joint = "&" if "?" in view else "?"
    answer = client.get(f"{address}{joint}with={pair.before.id}{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["", "/en"])
def test_viewers_see_two_plans_in_every_view(
    viewer: FlaskClient, pair: Pair, view: str, language: str
) -> None:
    answer = viewer.get(f"{language}/organiser/plans/{pair.after.id}/compare{view}")

    assert answer.status_code == 200
    assert BeautifulSoup(answer.text, "html.parser").select("h2")


@pytest.mark.parametrize("view", VIEWS)
def test_strangers_see_none(client: FlaskClient, pair: Pair, view: str) -> None:
    answer = client.get(f"/organiser/plans/{pair.after.id}/compare{view}")

    assert answer.status_code == 302
    assert "/organiser/login" in answer.location


@pytest.mark.parametrize("view", VIEWS)
def test_plans_are_compared_within_their_tour(
    session: Session, viewer: FlaskClient, pair: Pair, view: str
) -> None:
    foreign = save_plan(session, make_tour(session, 2027), {})
    address = f"/organiser/plans/{pair.after.id}/compare{view}"
    joint = "&" if "?" in view else "?"

    assert viewer.get(f"{address}{joint}with={foreign.id}").status_code == 404
    assert viewer.get(f"{address}{joint}with=987654321").status_code == 404
    assert viewer.get(f"{address}{joint}with=nonsense").status_code == 200
    assert viewer.post(address).status_code == 405
    assert viewer.get(f"/organiser/plans/987654/compare{view}").status_code == 404


@pytest.mark.parametrize("view", VIEWS)
def test_a_plan_beside_itself_says_so(viewer: FlaskClient, pair: Pair, view: str) -> None:
    joint = "&" if "?" in view else "?"
    answer = viewer.get(
        f"/en/organiser/plans/{pair.after.id}/compare{view}{joint}with={pair.after.id}"
    )

    assert "This is the same plan twice" in answer.text


def test_the_only_plan_of_a_tour_has_nothing_beside_it(
    session: Session, viewer: FlaskClient, tour: Tour
) -> None:
    alone = save_plan(session, tour, {})

    for view in VIEWS:
        page = viewer.get(f"/en/organiser/plans/{alone.id}/compare{view}").text
        assert "No other plan yet" in page


def test_a_plan_is_compared_with_the_record_of_what_was_held(
    session: Session, viewer: FlaskClient, tour: Tour, pair: Pair
) -> None:
    record = save_plan(
        session, tour, {pair.bids["Osaka"]: (DAY, [pair.sato])}, origin=PlanOrigin.RECORD
    )

    page = viewer.get(f"/en/organiser/plans/{pair.after.id}/compare").text

    assert "Record of what was held" in page
    assert f"¥{record.objective_yen:,}" in page
    assert "another day" in page


def test_a_draft_stands_beside_what_it_was_copied_from(
    session: Session, viewer: FlaskClient, pair: Pair
) -> None:
    draft_id = copy_plan(session, pair.before.id, actor=SYSTEM, now=NOW)

    page = viewer.get(f"/en/organiser/plans/{draft_id}/compare").text

    assert "Both plans hold the same seminars." in page
    assert "Plan 1 beside Plan 3" in page


def test_the_list_has_every_kind_of_difference(viewer: FlaskClient, pair: Pair) -> None:
    found = read(viewer, pair, "")

    rows = {name: found.select_one(f"#bid-{bid.id}") for name, bid in pair.bids.items()}
    assert rows["Sapporo"] is None
    badges = {name: row.select(".badge")[0].text for name, row in rows.items() if row}
    assert badges == {
        "Osaka": "another day",
        "Nagoya": "another adviser",
        "Fukuoka": "refused now",
        "Sendai": "held now",
    }


def test_a_bid_that_came_later_was_not_refused(
    session: Session, viewer: FlaskClient, tour: Tour, pair: Pair
) -> None:
    late = make_bid(session, tour, days={DAY - A_WEEK: "first"}, host_name="Late")
    newer = save_plan(session, tour, {late: (DAY - A_WEEK, [pair.sato])})
    late.state = BidState.WITHDRAWN
    session.commit()

    page = viewer.get(f"/en/organiser/plans/{newer.id}/compare?with={pair.after.id}").text
    back = viewer.get(f"/en/organiser/plans/{pair.after.id}/compare?with={newer.id}").text

    assert "not part of this plan" in page
    assert "Withdrawn" in page
    assert "not part of the plan; before, on" in back


def test_the_calendar_says_from_where_to_where_a_seminar_moves(
    viewer: FlaskClient, pair: Pair
) -> None:
    found = read(viewer, pair, "/calendar")

    old, new = (found.select(f"#day-{day}")[0] for day in (DAY, DAY + A_WEEK))
    assert "101 Osaka / Sato; moves to Tue 13 Oct" in " ".join(old.text.split())
    assert "101 Osaka / Sato; comes from Tue 6 Oct" in " ".join(new.text.split())
    signs = [each.text for each in found.select(".month-compared__signs") if each.text]
    assert sorted(signs) == sorted(["+1", "+1", "−1", "−1", "↔1"])


def test_the_timeline_has_both_plans_on_each_line(viewer: FlaskClient, pair: Pair) -> None:
    found = read(viewer, pair, "/timeline")

    names = [" ".join(each.stripped_strings) for each in found.select(".timeline-box__name")]
    assert names == ["Sato 3 differences", "Mori 2 differences"]
    assert len(found.select(".timeline .compared__stroke")) == 1
    assert [each.text for each in found.select(".compared__number")] == [
        *("101", "102", "103", "101"),
        *("102", "104"),
    ]
    assert "Osaka (101): Tue 6 Oct 2026 → Tue 13 Oct 2026" in found.text


def test_the_map_marks_where_something_differs(viewer: FlaskClient, pair: Pair) -> None:
    found = read(viewer, pair, "/map")

    assert [each.text for each in found.select(".trip-map__drawing .place-mark")] == [
        *("1", "0→1", "1", "1", "1→0"),
    ]
    assert len(found.select(".trip-map__drawing .place-mark--moved")) == 2
    assert not found.select(".trip-map__drawing .route")
    assert "Sendai (104): held on" in found.text


@pytest.mark.parametrize("kind", ["", "?map=geographic"])
def test_the_map_has_both_routes_of_one_adviser(viewer: FlaskClient, pair: Pair, kind: str) -> None:
    found = read(viewer, pair, f"/map{kind}", f"&adviser={pair.sato.id}")

    assert found.select(".trip-map__drawing .route--0")
    assert found.select(".trip-map__drawing .route--1")
    assert "Trips: only in plan 1" in found.text


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_the_same_can_be_left_out(viewer: FlaskClient, pair: Pair, view: str) -> None:
    whole, different = (read(viewer, pair, view, query) for query in ("", "&only=different"))

    assert len(str(different)) < len(str(whole)) or not view
    assert not different.select(".compared--both, .month-compared--same, .compared-item--same")
    kept = [each["href"] for each in different.select(".tabs a") if "/compare/" in each["href"]]
    assert kept
    assert all("only=different" in each for each in kept[1:])


def test_who_has_no_difference_is_left_out_and_named(viewer: FlaskClient, pair: Pair) -> None:
    found = read(viewer, pair, "/timeline", "&only=different&zoom=month&from=2026-10-01")

    names = [each.text for each in found.select(".timeline-box__name span")]
    assert names == ["Sato", "Mori"]
    later = read(viewer, pair, "/timeline", "&only=different&zoom=month&from=2026-12-01")
    assert [each.text for each in later.select(".timeline-box__name span")] == ["Mori"]
    assert "1 adviser has nothing of this on these days and is left out: Sato" in later.text


@pytest.mark.parametrize("view", VIEWS)
def test_days_without_a_difference_say_so(viewer: FlaskClient, pair: Pair, view: str) -> None:
    found = read(viewer, pair, view, "&only=different&zoom=week&from=2026-05-01")

    assert "Nothing differs on these days." in found.text


def test_the_selection_is_shared_by_the_views(viewer: FlaskClient, pair: Pair) -> None:
    query = f"&adviser={pair.sato.id}&zoom=month&from=2026-10-01&only=different"
    found = read(viewer, pair, "", query)

    for each in found.select('nav[aria-label="Views of the comparison"] a'):
        assert f"with={pair.before.id}" in each["href"]
        assert f"adviser={pair.sato.id}" in each["href"]
        assert "zoom=month" in each["href"]
    assert {each["id"] for each in found.select("tr[id]")} == {
        f"bid-{pair.bids[name].id}" for name in ("Osaka", "Nagoya")
    }


@pytest.mark.parametrize("view", VIEWS)
def test_titles_name_the_view_and_both_plans(viewer: FlaskClient, pair: Pair, view: str) -> None:
    (title,) = read(viewer, pair, view).select("head title")

    assert "Plan 1 beside Plan 2" in title.text


@pytest.mark.parametrize("view", VIEWS)
def test_comparing_asks_as_often_however_much_there_is(
    session: Session, sign_in: SignIn, tour: Tour, pair: Pair, view: str
) -> None:
    client = sign_in(RoleName.VIEWER)
    held = {
        make_bid(session, tour, days={day: "first"}, place=f"{code:02}"): (day, [adviser])
        for code in range(5, 17)
        for day, adviser in [(DAY - A_WEEK * code, pair.sato if code % 2 else pair.mori)]
    }
    large = save_plan(session, tour, held)
    asked = []
    for other in (pair.before.id, large.id):
        joint = "&" if "?" in view else "?"
        address = f"/organiser/plans/{pair.after.id}/compare{view}{joint}with={other}"
        client.get(address)
        session.rollback()
        with counted_statements(session.get_bind()) as statements:
            assert client.get(address).status_code == 200
        asked.append(len(statements))

    assert asked[0] == asked[1] < MOST_QUERIES
