"""The office says where people attend online, and lets people attend in another way."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.online_places import LONGEST_URL
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.web.editing.browsers import form_of

ONLINE = AttendanceMode.ONLINE
URL = "https://meet.example.jp/1"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    return make_seminar(session, make_bid(session, make_tour(session)), online_capacity=1)


@pytest.fixture
def online(session: Session, seminar: Seminar) -> Registration:
    return make_registration(session, seminar, mode=ONLINE)


def address_of(seminar: Seminar) -> str:
    return f"/organiser/seminars/{seminar.public_id}/online"


def filled_in(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    fields = form_of(client.get(address).text, "online_url")
    return {name: values[0] for name, values in fields.items()} | changes


def test_the_address_is_saved_and_told_and_the_seminars_page_says_so(
    clerk: FlaskClient, session: Session, seminar: Seminar, online: Registration
) -> None:
    address = address_of(seminar)
    answer = clerk.post(address, data=filled_in(clerk, address, online_url=URL))

    assert (answer.status_code, answer.location) == (303, address.removesuffix("/online"))
    session.refresh(seminar)
    assert seminar.online_url == URL
    assert session.scalars(select(Message.recipient)).all() == [online.email]
    shown = clerk.get(address.removesuffix("/online")).text
    assert "オンラインの席の内訳" in shown
    assert "meet.example.jp" not in shown


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://meet.example.jp", ""),
        ("nonsense", ""),
        ("", "123"),
        ("https://meet.example.jp/".ljust(LONGEST_URL + 1, "a"), ""),
    ],
)
def test_what_is_no_address_comes_back_with_what_was_entered(
    clerk: FlaskClient, session: Session, seminar: Seminar, url: str, words: str
) -> None:
    address = address_of(seminar)
    data = filled_in(clerk, address, online_url=url, online_words=words)

    answer = clerk.post(address, data=data)

    assert answer.status_code == 422
    assert (url or words) in answer.text
    session.refresh(seminar)
    assert seminar.online_url == ""


def test_of_two_at_once_the_second_is_asked(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = address_of(seminar)
    late = filled_in(clerk, address, online_url="https://late.example.jp/")
    clerk.post(address, data=filled_in(clerk, address, online_url=URL))

    assert clerk.post(address, data=late).status_code == 409
    session.refresh(seminar)
    assert seminar.online_url == URL


def test_what_is_over_is_given_back(clerk: FlaskClient, session: Session, seminar: Seminar) -> None:
    data = filled_in(clerk, address_of(seminar), online_url=URL)
    seminar.state = SeminarState.HELD
    session.commit()

    answer = clerk.post(address_of(seminar), data=data)

    assert answer.status_code == 409
    assert URL in answer.text


def test_somebody_attends_in_another_way(
    clerk: FlaskClient, session: Session, online: Registration
) -> None:
    address = f"/organiser/registrations/{online.id}/mode"
    assert clerk.get(address).status_code == 200

    for _ in range(2):
        answer = clerk.post(address, data={"mode": "on_site"})
        assert answer.status_code == 303

    session.refresh(online)
    assert online.mode is AttendanceMode.ON_SITE
    assert len(session.scalars(select(Message)).all()) == 1


def test_the_list_of_participants_is_narrowed_to_those_online(
    clerk: FlaskClient, session: Session, seminar: Seminar, online: Registration
) -> None:
    on_site = make_registration(session, seminar)
    address = f"/organiser/seminars/{seminar.public_id}/registrations?column=mode"

    everybody, some = clerk.get(address).text, clerk.get(f"{address}&mode=online").text

    assert on_site.name in everybody
    assert online.name in some
    assert on_site.name not in some


def test_a_caller_is_registered_online(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = f"/organiser/seminars/{seminar.public_id}/registrations/new"
    fields = form_of(clerk.get(address).text, "source")
    data = {name: values[0] for name, values in fields.items()}
    said = {"source": "telephone", "name": "山田 花子", "email": "h@example.jp", "consent": "y"}

    answer = clerk.post(address, data=data | said | {"mode": "online", "locale": "ja"})

    assert answer.status_code == 303
    assert session.scalars(select(Registration.mode)).all() == [ONLINE]


@pytest.mark.parametrize("what", ["online", "mode"])
def test_who_only_reads_may_not(
    viewer: FlaskClient, seminar: Seminar, online: Registration, what: str
) -> None:
    address = {"online": address_of(seminar), "mode": f"/organiser/registrations/{online.id}/mode"}

    assert viewer.post(address[what]).status_code == 403


def test_what_does_not_exist_is_not_found(clerk: FlaskClient) -> None:
    assert clerk.get("/organiser/seminars/nothing/online").status_code == 404
    assert clerk.get("/organiser/registrations/4711/mode").status_code == 404
    assert clerk.delete("/organiser/registrations/4711/mode").status_code == 405


def test_lists_tell_places_and_people_online_apart(
    clerk: FlaskClient, seminar: Seminar, online: Registration
) -> None:
    shown = clerk.get(f"/organiser/seminars/{seminar.public_id}").text
    assert f"{online.name}" in shown
    assert "オンラインで参加" in shown

    listed = clerk.get(f"/organiser/tours/{seminar.tour.fiscal_year}/seminars").text
    assert "1 / 1" in listed
