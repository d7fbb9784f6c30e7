"""The lines of a plan: who stands where, with what."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.model import Plan
from seminar_service.tours.model import Tour
from tests.factories import make_adviser, make_bid
from tests.planning.solver_io.plans import save_plan

DAY = date(2026, 10, 6)


@pytest.fixture
def kato(session: Session, tour: Tour) -> Adviser:
    values = {"name": "加藤 一郎", "name_en": "Kato", "name_kana": "カトウ", "home": "01"}
    return make_adviser(session, tour, **values)


@pytest.fixture
def sato(session: Session, tour: Tour) -> Adviser:
    values = {"name": "佐藤 一郎", "name_en": "Sato", "name_kana": "サトウ", "home": "27"}
    return make_adviser(session, tour, unavailable=[DAY + timedelta(days=3)], **values)


@pytest.fixture
def abe(session: Session, tour: Tour) -> Adviser:
    values = {"name": "阿部 一郎", "name_en": "Abe", "name_kana": "アベ", "home": "47"}
    return make_adviser(session, tour, **values)


@pytest.fixture
def plan(session: Session, tour: Tour, abe: Adviser, kato: Adviser, sato: Adviser) -> Plan:
    """Sato gives two seminars in October, Kato one in December, Abe none."""
    assert abe.id
    later = DAY + timedelta(days=60)
    bids: list[tuple[Bid, date, Adviser]] = [
        (make_bid(session, tour, place="23", days={day: "first"}), day, adviser)
        for day, adviser in ((DAY, sato), (DAY + timedelta(days=10), sato), (later, kato))
    ]
    return save_plan(session, tour, {bid: (day, [adviser]) for bid, day, adviser in bids})


def page(client: FlaskClient, plan: Plan, query: str = "") -> BeautifulSoup:
    answer = client.get(f"/en/organiser/plans/{plan.id}/timeline{query}")
    assert answer.status_code == 200
    return BeautifulSoup(answer.text, "html.parser")


def lines(found: BeautifulSoup) -> list[str]:
    return [each.text for each in found.select(".timeline-box__name")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Abe", "Kato", "Sato"]),
        ("?order=busy", ["Sato", "Kato", "Abe"]),
        ("?order=home", ["Kato", "Sato", "Abe"]),
        ("?group=region", ["Kato", "Sato", "Abe"]),
        ("?show=busy", ["Kato", "Sato"]),
        ("?show=busy&zoom=month&from=2026-10-01", ["Sato"]),
        ("?region=1", ["Kato"]),
        ("?region=99", ["Abe", "Kato", "Sato"]),
        ("?adviser=987654", ["Abe", "Kato", "Sato"]),
    ],
)
def test_advisers_are_sorted_grouped_and_left_out_as_the_address_says(
    viewer: FlaskClient, plan: Plan, query: str, names: list[str]
) -> None:
    assert lines(page(viewer, plan, query)) == names


def test_one_adviser_alone_is_looked_at_in_all_views(
    viewer: FlaskClient, plan: Plan, sato: Adviser
) -> None:
    query = f"?zoom=month&from=2026-10-01&adviser={sato.id}"
    found = page(viewer, plan, query)
    assert lines(found) == ["Sato"]
    tabs: Mapping[str, str] = {each.text: str(each["href"]) for each in found.select(".tabs a")}
    for name in ("Seminars", "Calendar", "Map"):
        assert tabs[name].endswith(query)
    listed = BeautifulSoup(viewer.get(tabs["Seminars"]).text, "html.parser")
    assert len(listed.select("tbody tr")) == 2
    calendar = BeautifulSoup(viewer.get(tabs["Calendar"]).text, "html.parser")
    assert [each.text for each in calendar.select(".month caption")] == ["October 2026"]


def test_who_is_left_out_is_named(viewer: FlaskClient, plan: Plan) -> None:
    text = page(viewer, plan, "?show=busy").get_text(" ", strip=True)
    assert "1 adviser has nothing on these days and is left out: Abe" in text


def test_regions_are_headings(viewer: FlaskClient, plan: Plan) -> None:
    found = page(viewer, plan, "?group=region").select(".timeline-box__group")
    assert [each.text for each in found] == ["Hokkaido", "Kinki", "Kyushu-Okinawa"]


def test_trips_carry_their_places_and_absences_are_the_ground(
    viewer: FlaskClient, plan: Plan
) -> None:
    found = page(viewer, plan, "?zoom=month&from=2026-10-01")
    assert [each.text for each in found.select(".timeline__places")] == ["Aichi", "Aichi"]
    titles = [each.text for each in found.select(".timeline__gap title")]
    assert titles == ["unavailable: Fri 9 Oct 2026"]


def test_where_nobody_is_left_the_page_says_so_and_leads_back(
    viewer: FlaskClient, plan: Plan
) -> None:
    found = page(viewer, plan, "?region=3")
    assert "Nobody is left with these choices." in found.get_text(" ", strip=True)
    assert found.select_one("main a[href$='/timeline']") is not None
