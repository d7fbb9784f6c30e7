"""The lists of registrations before the staff."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.overview.registration_lists import PAGE_SIZE
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar

TOUR = "/en/organiser/tours/2026/registrations"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the reads."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=100)


def names(page: str) -> list[str]:
    """Who is in the list."""
    rows = BeautifulSoup(page, "html.parser").select("#found tbody th a")
    return [row.find(string=True, recursive=False) or row.ruby.find(string=True) for row in rows]  # type: ignore[union-attr, misc]


def heads(page: str) -> list[str]:
    """The heads of the columns."""
    return [each.text for each in BeautifulSoup(page, "html.parser").select("#found thead th")]


def test_the_list_of_a_tour_names_everybody_by_reading(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, name="山田", name_kana="ヤマダ")
    make_registration(session, seminar, name="青木", name_kana="アオキ")

    page = viewer.get(TOUR).text

    assert names(page) == ["青木", "山田"]
    assert "2 registrations found" in page


def test_the_list_of_a_seminar_has_its_own_alone(
    viewer: FlaskClient, session: Session, tour: Tour, seminar: Seminar
) -> None:
    make_registration(session, seminar, name="山田")
    make_registration(session, make_seminar(session, make_bid(session, tour)), name="青木")

    assert names(viewer.get(f"/organiser/seminars/{seminar.public_id}/registrations").text) == [
        "山田"
    ]


def test_search_filters_and_order_stand_in_the_address(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, name="山田", company="甲社")
    make_registration(session, seminar, name="山本", company="乙社")
    make_registration(session, seminar, name="山川", state=RegistrationState.WAITING)

    assert names(viewer.get(f"{TOUR}?q=甲社").text) == ["山田"]
    assert names(viewer.get(f"{TOUR}?state=waiting").text) == ["山川"]
    assert names(viewer.get(f"{TOUR}?q=山&order=oldest").text) == ["山田", "山本", "山川"]
    nobody = viewer.get(f"{TOUR}?q=nobody").text
    assert "No registration matches" in nobody
    assert "Show all" in nobody


def test_what_means_nothing_in_an_address_asks_for_everything(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    page = viewer.get(
        f"{TOUR}?state=x&place=99&kind=x&employees=x&industry=x&order=x&column=x&page=x&id=x"
    )
    assert (page.status_code, len(names(page.text))) == (200, 1)


def test_columns_are_chosen_and_stay_so(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    for _ in range(PAGE_SIZE + 1):
        make_registration(session, seminar)

    page = viewer.get(f"{TOUR}?column=industry&column=company&q=参加").text

    assert heads(page) == ["Name", "State", "Company or organisation", "Industry"]
    further = BeautifulSoup(page, "html.parser").select_one("a[rel=next]")
    assert further is not None
    second = viewer.get(str(further["href"])).text
    assert heads(second) == heads(page)
    assert len(names(second)) == 1


def test_no_copy_of_the_names_is_put_into_the_browsers_storage(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    page = BeautifulSoup(viewer.get(TOUR).text, "html.parser")
    assert page.select_one('#found[hx-history="false"]') is not None


def test_hostile_text_stays_text(viewer: FlaskClient, session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar, name="<script>x</script>", company="<b>")
    page = viewer.get(f"{TOUR}?q=<script>").text
    assert "<script>x" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;x" in page


def test_a_page_beyond_the_last_says_that_nothing_is_there(
    viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar)
    page = viewer.get(f"{TOUR}?page=999999")
    assert (page.status_code, names(page.text)) == (200, [])


def test_a_tour_without_registrations_says_where_they_will_come_from(
    viewer: FlaskClient, tour: Tour
) -> None:
    assert tour.fiscal_year == 2026
    assert "Nobody has registered yet" in viewer.get(TOUR).text


def test_without_a_log_in_nobody_reads_names(
    client: FlaskClient, session: Session, seminar: Seminar
) -> None:
    row = make_registration(session, seminar)
    answer = client.get(TOUR)
    assert answer.status_code == 302
    assert row.name not in answer.text


@pytest.mark.usefixtures("tour")
def test_what_is_not_there_has_no_list(viewer: FlaskClient) -> None:
    assert viewer.get("/organiser/tours/1999/registrations").status_code == 404
    assert viewer.get("/organiser/seminars/nothere1/registrations").status_code == 404


@pytest.mark.usefixtures("tour")
def test_a_list_is_only_read(viewer: FlaskClient) -> None:
    assert viewer.post(TOUR).status_code == 405


def test_a_clerk_goes_on_to_write_to_those_in_the_list(
    clerk: FlaskClient, viewer: FlaskClient, session: Session, seminar: Seminar
) -> None:
    make_registration(session, seminar, state=RegistrationState.WAITING)

    def link(address: str, client: FlaskClient = clerk) -> str | None:
        page = BeautifulSoup(client.get(address).text, "html.parser")
        found = page.select_one("a[href*='/notices/new']")
        return str(found["href"]) if found else None

    asked = link(f"{TOUR}?state=waiting&place={seminar.place}&kind=executive")
    assert asked is not None
    assert asked.startswith("/en/organiser/tours/2026/notices/new?")
    form = BeautifulSoup(clerk.get(asked).text, "html.parser")
    chosen = [str(each["value"]) for each in form.select("option[selected], input[checked]")]
    assert [each for each in chosen if each] == [seminar.place, "executive", "waiting"]
    of_one = link(f"/en/organiser/seminars/{seminar.public_id}/registrations")
    assert of_one is not None
    assert f"seminar={seminar.public_id}" in of_one
    assert link(f"{TOUR}?consultation=1") is None
    assert link(TOUR, viewer) is None
