"""The office decides about places: kept back, priority on the waiting list, beyond the last."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import words

WAITING = RegistrationState.WAITING


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the services."""
    return sqlite_url


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with three places, one of which is taken."""
    seminar = make_seminar(session, make_bid(session, make_tour(session), capacity=3))
    make_registration(session, seminar)
    return seminar


@pytest.fixture
def waiting(session: Session, seminar: Seminar) -> Registration:
    """Somebody who waits, because all places are taken."""
    seminar.capacity = 1
    return make_registration(session, seminar, state=WAITING, name="山田 花子")


@pytest.fixture
def clerk(sign_in: SignIn) -> FlaskClient:
    return sign_in(RoleName.CLERK)


def kept_back(seminar: Seminar) -> str:
    return f"/organiser/seminars/{seminar.public_id}/kept-back"


def deed(registration: Registration, name: str) -> str:
    return f"/organiser/registrations/{registration.id}/{name}"


def sent(client: FlaskClient, address: str, **changes: str) -> dict[str, str]:
    """What the form sends, with some fields changed."""
    return filled_in(client.get(address).text, address) | changes


def filled_in(page: str, address: str) -> dict[str, str]:
    """The fields of a form as the page shows them."""
    holding = "kept_back" if address.endswith("kept-back") else "reason"
    return {name: values[0] for name, values in form_of(page, holding).items()}


def test_places_are_kept_back_until_a_day_and_the_seminars_page_itemises_them(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = kept_back(seminar)
    data = sent(clerk, address, kept_back="2", kept_until="2026-09-01")
    answer = clerk.post(address, data=data)
    assert (answer.status_code, answer.location) == (303, address.removesuffix("/kept-back"))
    session.refresh(seminar)
    assert (seminar.kept_back, seminar.places_left) == (2, 0)
    said = words(clerk.get(answer.location).text)
    for part in ("開催団体用の取置き 2", "空き 0", "合計（定員） 3", "2026年9月1日（火） 9:00まで"):
        assert part in said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kept_back": "3"}, "取り置けるのは2席までです"),
        ({"kept_back": "1", "kept_until": "2026-06-01"}, "明日以降で"),
        ({"kept_back": "x"}, "x"),
    ],
)
def test_what_cannot_be_kept_back_is_said_beside_its_field(
    clerk: FlaskClient, session: Session, seminar: Seminar, changes: dict[str, str], said: str
) -> None:
    address = kept_back(seminar)
    answer = clerk.post(address, data=sent(clerk, address, **changes))
    assert answer.status_code == 422
    assert said in answer.text
    session.refresh(seminar)
    assert seminar.kept_back == 0


def test_of_a_seminar_that_was_held_nothing_is_kept_back(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    address = kept_back(seminar)
    data = sent(clerk, address, kept_back="1")
    seminar.state = SeminarState.HELD
    session.commit()
    assert clerk.post(address, data=data).status_code == 409


def test_priority_is_set_with_a_reason_and_the_list_shows_it(
    clerk: FlaskClient, session: Session, seminar: Seminar, waiting: Registration
) -> None:
    make_registration(session, seminar, state=WAITING, name="先着 太郎")
    address = deed(waiting, "priority")
    answer = clerk.post(address, data=sent(clerk, address, priority="4", reason="共催団体"))
    assert answer.status_code == 303
    session.refresh(waiting)
    assert waiting.priority == 4
    assert "共催団体" in clerk.get(address).text
    assert session.scalars(select(Message)).all() == []


def test_whoever_was_faster_is_shown(
    clerk: FlaskClient, session: Session, waiting: Registration
) -> None:
    address = deed(waiting, "priority")
    data = sent(clerk, address, priority="4", reason="共催団体")
    waiting.priority = 2
    session.commit()
    answer = clerk.post(address, data=data)
    assert answer.status_code == 409
    assert "優先順位は、その間に2に変わりました" in answer.text
    again = filled_in(answer.text, address)
    assert again["priority"] == "4"
    assert clerk.post(address, data=again).status_code == 303


def test_somebody_is_let_in_beyond_the_last_place_and_written_to(
    clerk: FlaskClient, session: Session, seminar: Seminar, waiting: Registration
) -> None:
    address = deed(waiting, "beyond")
    answer = clerk.post(address, data=sent(clerk, address, reason="講演の関係者"))
    assert answer.status_code == 303
    session.refresh(waiting)
    assert (waiting.state, waiting.beyond) == (RegistrationState.CONFIRMED, True)
    assert session.scalars(select(Message.kind)).all() == ["registration_moved_up"]
    said = words(clerk.get(f"/organiser/seminars/{seminar.public_id}").text)
    assert "定員外 1" in said
    assert "キャンセル待ちではありません" in words(clerk.get(address).text)


@pytest.mark.parametrize("name", ["priority", "beyond"])
def test_without_a_reason_nothing_changes(
    clerk: FlaskClient, session: Session, waiting: Registration, name: str
) -> None:
    address = deed(waiting, name)
    answer = clerk.post(address, data=sent(clerk, address, reason=" "))
    assert answer.status_code == 422
    assert "理由を入力してください" in answer.text
    session.refresh(waiting)
    assert (waiting.state, waiting.priority) == (WAITING, 0)


@pytest.mark.parametrize("name", ["priority", "beyond"])
def test_who_waits_no_longer_stays_as_they_are_and_the_reason_is_given_back(
    clerk: FlaskClient, session: Session, waiting: Registration, name: str
) -> None:
    address = deed(waiting, name)
    data = sent(
        clerk, address, reason="共催団体", **({"priority": "3"} if name == "priority" else {})
    )
    waiting.state = RegistrationState.CANCELLED
    session.commit()
    answer = clerk.post(address, data=data)
    assert answer.status_code == 409
    assert "共催団体" in answer.text


@pytest.mark.parametrize("name", ["priority", "beyond"])
def test_a_form_with_a_mistake_is_given_back_too_to_who_waits_no_longer(
    clerk: FlaskClient, session: Session, waiting: Registration, name: str
) -> None:
    address = deed(waiting, name)
    reason = "共催団体" * 400
    data = sent(clerk, address, reason=reason, **({"priority": "3"} if name == "priority" else {}))
    waiting.state = RegistrationState.CANCELLED
    session.commit()

    answer = clerk.post(address, data=data)

    assert answer.status_code == 409
    assert reason in answer.text


def addresses(seminar: Seminar, waiting: Registration) -> list[str]:
    return [kept_back(seminar), deed(waiting, "priority"), deed(waiting, "beyond")]


def test_who_only_looks_decides_nothing(
    sign_in: SignIn, seminar: Seminar, waiting: Registration
) -> None:
    viewer = sign_in(RoleName.VIEWER)
    for address in addresses(seminar, waiting):
        assert viewer.get(address).status_code == 403
        assert viewer.post(address).status_code == 403
    page = viewer.get(f"/organiser/seminars/{seminar.public_id}").text
    assert not any(address in page for address in addresses(seminar, waiting))


def test_other_methods_are_refused_and_what_does_not_exist_is_missing(
    clerk: FlaskClient, seminar: Seminar, waiting: Registration
) -> None:
    for address in addresses(seminar, waiting):
        assert clerk.put(address).status_code == 405
    for address in (
        "/organiser/seminars/nowhere/kept-back",
        "/organiser/registrations/4711/priority",
        "/organiser/registrations/4711/beyond",
    ):
        assert clerk.get(address).status_code == 404
        assert clerk.post(address).status_code == 404


def test_the_pages_are_english_too(
    clerk: FlaskClient, seminar: Seminar, waiting: Registration
) -> None:
    for address in addresses(seminar, waiting):
        assert clerk.get(f"/en{address}").status_code == 200
    assert "Places, itemised" in clerk.get(f"/en/organiser/seminars/{seminar.public_id}").text


def test_of_places_that_nobody_has_only_the_free_ones_are_listed(
    clerk: FlaskClient, session: Session, seminar: Seminar
) -> None:
    page = f"/en/organiser/seminars/{seminar.public_id}/kept-back"
    assert _items(clerk.get(page).text) == {"Registered": "1", "Free": "2", "Places in all": "3"}

    make_registration(session, seminar, state=RegistrationState.OFFERED)
    make_registration(session, seminar, state=WAITING)
    seminar.kept_back = 1
    session.commit()
    assert _items(clerk.get(page).text) == {
        "Registered": "1",
        "Offered to the waiting list": "1",
        "Kept back for the host": "1",
        "Free": "0",
        "Places in all": "3",
        "Waiting": "1",
    }


def _items(page: str) -> dict[str, str]:
    rows = BeautifulSoup(page, "html.parser").select(".facts__row")
    return {row.dt.text: row.dd.text for row in rows if row.dt and row.dd}
