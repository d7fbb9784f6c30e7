"""Two plans as one calendar and one map."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.tours.model import Tour
from tests.web.organisers.comparing import Pair, make_pair


@pytest.fixture
def pair(session: Session, tour: Tour) -> Pair:
    return make_pair(session, tour)


def page(client: FlaskClient, pair: Pair, view: str) -> BeautifulSoup:
    address = f"/en/organiser/plans/{pair.after.id}/compare/{view}"
    joint = "&" if "?" in view else "?"
    answer = client.get(f"{address}{joint}with={pair.before.id}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def test_a_day_tells_what_becomes_of_it(viewer: FlaskClient, pair: Pair) -> None:
    found = page(viewer, pair, "calendar")

    kinds = {
        str(each["href"]).removeprefix("#day-"): each["class"][1].rpartition("--")[2]
        for each in found.select(".month a")
    }
    assert kinds == {
        "2026-10-06": "goes",
        "2026-10-13": "comes",
        "2026-10-27": "team",
        "2026-11-17": "goes",
        "2026-12-08": "comes",
        "2026-12-29": "same",
    }


def test_each_thing_of_the_calendar_leads_to_where_it_is_told(
    viewer: FlaskClient, pair: Pair
) -> None:
    found = page(viewer, pair, "calendar")

    for each in found.select(".compared-item a"):
        address, _, anchor = str(each["href"]).partition("#")
        target = BeautifulSoup(viewer.get(address).text, "html.parser")
        assert target.select_one(f"#{anchor}")


def test_the_calendar_keeps_to_the_months_that_are_looked_at(
    viewer: FlaskClient, pair: Pair
) -> None:
    found = page(viewer, pair, "calendar?zoom=month&from=2026-10-01")

    assert [each.text for each in found.select(".month caption")] == ["October 2026"]


@pytest.mark.parametrize("kind", ["", "&map=geographic"])
def test_routes_are_told_apart_by_what_has_them(viewer: FlaskClient, pair: Pair, kind: str) -> None:
    found = page(viewer, pair, f"map?adviser={pair.mori.id}{kind}")

    legend = [each.text for each in found.select(".legend--routes li")]
    assert legend == [
        "Trips: only in plan 2",
        "Trips: only in plan 1",
        "Trips: in both plans",
    ]
    styles = {each["class"][1] for each in found.select(".trip-map__drawing .route")}
    assert "route--0" in styles
    assert "route--1" not in styles


def test_the_table_beside_the_map_has_every_prefecture(viewer: FlaskClient, pair: Pair) -> None:
    found = page(viewer, pair, "map?map=geographic")

    rows = [
        [" ".join(cell.text.split()) for cell in row.select("th, td")]
        for row in found.select("table tbody tr")
    ]
    assert [row[:3] for row in rows] == [
        ["Hokkaido", "1", "1"],
        ["Miyagi", "0", "1"],
        ["Aichi", "1", "1"],
        ["Osaka", "1", "1"],
        ["Fukuoka", "1", "0"],
    ]
