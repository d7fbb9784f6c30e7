"""The pages with figures."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.overview import dashboards
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar, make_tour

TOUR = "/en/organiser/tours/2026/figures"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    day = date(2026, 6, 20)
    seminar = make_seminar(session, make_bid(session, tour), day=day, capacity=40)
    make_registration(session, seminar)
    make_registration(session, seminar, state=RegistrationState.CANCELLED)
    return seminar


def own(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/figures"


def figures(page: str) -> dict[str, str]:
    """The figures at the top of a page."""
    items = BeautifulSoup(page, "html.parser").select(".figures__item")
    return {item.dt.text: item.dd.text for item in items if item.dt and item.dd}


def test_a_tour_has_its_figures_in_its_tabs(viewer: FlaskClient, seminar: Seminar) -> None:
    page = viewer.get(TOUR).text
    assert figures(page) == {
        "Seminars": "1",
        "People": "1",
        "Places": "40",
        "Places taken": "1",
        "Waiting": "0",
    }
    assert f'href="{own(seminar)}"' in page
    assert f'href="{TOUR}"' in viewer.get("/en/organiser/tours/2026").text
    heads = [each.text for each in BeautifulSoup(page, "html.parser").select("h2")]
    assert {"Industry", "Number of employees", "Takes part as", "Came by"} <= set(heads)


def test_what_is_counted_stands_in_the_address(viewer: FlaskClient, seminar: Seminar) -> None:
    assert seminar.id
    assert figures(viewer.get(f"{TOUR}?counting=everybody").text)["People"] == "2"
    assert figures(viewer.get(f"{TOUR}?stage=held").text)["Seminars"] == "0"
    assert figures(viewer.get(f"{TOUR}?place=47").text)["Seminars"] == "0"
    nonsense = viewer.get(f"{TOUR}?counting=x&stage=%00&place=99&page=-1").text
    assert figures(nonsense)["People"] == "1"


def test_pages_of_a_long_tour_keep_what_is_counted(
    viewer: FlaskClient,
    session: Session,
    tour: Tour,
    seminar: Seminar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert seminar.id
    make_seminar(session, make_bid(session, tour))
    monkeypatch.setattr(dashboards, "PAGE_SIZE", 1)
    page = viewer.get(f"{TOUR}?counting=everybody").text
    assert f'href="{TOUR}?counting=everybody&amp;page=2"' in page


def test_a_seminar_has_a_drawing_with_its_table(viewer: FlaskClient, seminar: Seminar) -> None:
    page = viewer.get(own(seminar)).text
    found = BeautifulSoup(page, "html.parser")
    assert figures(page)["People"] == "1"
    assert found.select(".chart__drawing")
    assert found.select("details table")
    assert "too few earlier seminars" in page
    assert f"/en/organiser/tours/2026/answers?seminar={seminar.public_id}" in page
    for other in (f"/en/organiser/seminars/{seminar.public_id}", own(seminar)):
        assert f'href="{own(seminar)}"' in viewer.get(other).text


def test_long_before_it_only_its_days_are_shown(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    early = make_seminar(session, make_bid(session, tour), day=date(2026, 12, 1))
    make_registration(session, early)
    page = viewer.get(own(early)).text
    assert "The drawing begins sixty days before" in page
    assert "chart__drawing" not in page
    assert "1 day on which somebody registered" in page


def test_without_anybody_there_are_no_figures_yet(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    assert "No figures yet" in viewer.get(TOUR).text
    empty = make_seminar(session, make_bid(session, tour))
    page = viewer.get(own(empty)).text
    assert "No figures yet" in page
    assert '<svg class="chart' not in page
    assert "no figures yet" in viewer.get(TOUR).text


def test_others_and_other_methods_are_refused(
    client: FlaskClient, viewer: FlaskClient, seminar: Seminar
) -> None:
    for here in (TOUR, own(seminar)):
        assert client.get(here).status_code == 302
        assert viewer.post(here).status_code == 405
    assert viewer.get(TOUR.replace("2026", "1999")).status_code == 404
    assert viewer.get("/organiser/seminars/nothere1/figures").status_code == 404


def test_a_tour_is_drawn_beside_earlier_ones_with_the_same_as_a_table(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    del seminar
    assert "There is no earlier tour to compare with." in viewer.get(TOUR).text
    before = make_tour(session, 2025)
    held = make_seminar(session, make_bid(session, before), day=date(2025, 6, 1), capacity=9)
    made = datetime(2025, 5, 20, 3, tzinfo=UTC)
    make_registration(session, held, created_at=made)
    page = BeautifulSoup(viewer.get(TOUR).text, "html.parser")
    drawing = page.select_one(".chart__drawing")
    assert drawing is not None
    assert len(drawing.select(".chart__earlier")) == 1
    assert [each.text.strip() for each in page.select(".legend li")][1] == (
        f"{before.name('en')}: 1 seminar"
    )
    table = page.select_one("figure + details table")
    assert table is not None
    heads = [each.text for each in table.select("thead th")]
    assert heads[0] == "Days left"
    assert heads[2:] == [before.name("en"), "Seminars of this tour"]
    last = [each.text for each in table.select("tbody tr")[-1].select("th, td")]
    assert (last[0], last[2]) == ("0", "1")
    assert viewer.get(TOUR.removeprefix("/en")).status_code == 200


def test_an_earlier_tour_is_drawn_where_this_one_has_nobody_yet(
    viewer: FlaskClient, session: Session, tour: Tour
) -> None:
    assert tour.id
    before = make_tour(session, 2025)
    held = make_seminar(session, make_bid(session, before), day=date(2025, 6, 1), capacity=9)
    make_registration(session, held, created_at=datetime(2025, 5, 20, 3, tzinfo=UTC))
    page = BeautifulSoup(viewer.get(TOUR).text, "html.parser")
    assert len(page.select(".chart__drawing .chart__earlier")) == 1
    assert not page.select(".chart__drawing .chart__cost")
