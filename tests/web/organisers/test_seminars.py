"""The staff's pages about seminars."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.editing.browsers import form_of

SignIn = Callable[[RoleName], FlaskClient]
EDITED = {
    "title_ja": "営業秘密の守り方",
    "title_en": "Keeping secrets",
    "venue_name": "別館",
    "venue_postal_code": "460-0008",
    "capacity": "60",
    "version": "1",
}


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(session, bid, team=[make_adviser(session)], state=SeminarState.CONFIRMED)


def test_the_list_shows_seminars_and_can_be_narrowed_to_a_state(
    sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.VIEWER)
    assert seminar.host_name in client.get("/organiser/tours/2026/seminars").text
    assert seminar.host_name in client.get("/organiser/tours/2026/seminars?state=confirmed").text
    assert seminar.host_name not in client.get("/organiser/tours/2026/seminars?state=held").text
    assert client.get("/organiser/tours/2026/seminars?state=nonsense").status_code == 200
    assert client.get("/organiser/tours/1999/seminars").status_code == 404


def test_announcing_makes_the_ticked_seminars_public(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    answer = sign_in(RoleName.CLERK).post(
        "/organiser/tours/2026/seminars/announce",
        data={"seminars": seminar.public_id, f"version-{seminar.public_id}": "1"},
    )
    assert answer.status_code == 303
    session.expire_all()
    assert seminar.state is SeminarState.ANNOUNCED


def test_announcing_nothing_asks_for_a_choice(sign_in: SignIn, seminar: Seminar) -> None:
    assert seminar.state is SeminarState.CONFIRMED
    answer = sign_in(RoleName.CLERK).post(
        "/en/organiser/tours/2026/seminars/announce", follow_redirects=True
    )
    assert "Please choose at least one seminar" in answer.text


def test_announcing_a_tentative_seminar_announces_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.TENTATIVE
    session.commit()
    answer = sign_in(RoleName.CLERK).post(
        "/en/organiser/tours/2026/seminars/announce",
        data={"seminars": seminar.public_id, f"version-{seminar.public_id}": "1"},
        follow_redirects=True,
    )
    assert "Nothing was announced" in answer.text


def test_the_page_of_a_seminar_lists_participants_and_who_waits(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    here = make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=RegistrationState.WAITING)
    page = sign_in(RoleName.VIEWER).get(f"/organiser/seminars/{seminar.public_id}").text
    assert here.name in page
    assert waiting.name in page


def test_the_page_of_a_seminar_tells_whose_place_is_only_held_and_until_when(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    held = make_registration(
        session,
        seminar,
        state=RegistrationState.PROVISIONAL,
        held_until=datetime(2026, 6, 1, 4, 0, tzinfo=UTC),
    )
    waits = make_registration(
        session,
        seminar,
        state=RegistrationState.WAITING,
        held_until=datetime(2026, 6, 1, 5, 0, tzinfo=UTC),
    )
    page = sign_in(RoleName.VIEWER).get(f"/organiser/seminars/{seminar.public_id}").text
    for part in (waits.name, "2026年6月1日(月) 14:00"):
        assert part in page
    for part in (held.name, "仮申込（メールでの手続き待ち）", "2026年6月1日(月) 13:00", "うち1名"):
        assert part in page


def test_answers_by_telephone_are_noted(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.TENTATIVE
    seminar.host_confirmation = ConfirmationState.ASKED
    seminar.team[0].confirmation = ConfirmationState.ASKED
    session.commit()
    client, address = sign_in(RoleName.CLERK), f"/organiser/seminars/{seminar.public_id}"
    client.post(address, data={"adviser": "", "confirm": "1", "shown": "1.asked"})
    client.post(
        address,
        data={"adviser": str(seminar.team[0].adviser_id), "confirm": "1", "shown": "1.asked"},
    )
    session.expire_all()
    assert seminar.state is SeminarState.CONFIRMED


def test_a_stranger_cannot_answer_for_a_seminar(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.TENTATIVE
    session.commit()
    client, address = sign_in(RoleName.CLERK), f"/organiser/seminars/{seminar.public_id}"
    for adviser in ("999999", "x"):
        answer = client.post(address, data={"adviser": adviser, "confirm": "1", "shown": "1.asked"})
        assert answer.status_code == 404


def test_editing_changes_what_the_public_reads(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)
    address = f"/organiser/seminars/{seminar.public_id}/edit"
    assert seminar.title_ja in client.get(address).text
    assert client.post(address, data=EDITED).status_code == 303
    session.expire_all()
    assert (seminar.title_ja, seminar.capacity) == ("営業秘密の守り方", 60)


def test_too_few_places_are_refused_and_nothing_entered_is_lost(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    for _ in range(2):
        make_registration(session, seminar)
    answer = sign_in(RoleName.CLERK).post(
        f"/en/organiser/seminars/{seminar.public_id}/edit", data=EDITED | {"capacity": "1"}
    )
    assert "2 places are taken already" in answer.text
    assert "営業秘密の守り方" in answer.text


def test_cancelling_asks_for_a_reason_and_then_cancels(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)
    address = f"/organiser/seminars/{seminar.public_id}/cancel"
    assert client.get(address).status_code == 200
    again = {"version": "1", "bid": "plan_again"}
    assert client.post(address, data=again | {"note": ""}).status_code == 422
    assert client.post(address, data=again | {"note": "台風のため"}).status_code == 303
    session.expire_all()
    assert seminar.state is SeminarState.CANCELLED
    assert client.post(address, data=again | {"note": "再び"}).status_code == 409


def test_cancelling_asks_what_becomes_of_the_bid_and_presumes_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)
    address = f"/en/organiser/seminars/{seminar.public_id}/cancel"
    assert "bid" not in form_of(client.get(address).text)

    for given in ({}, {"bid": "whatever"}):
        answer = client.post(address, data={"note": "台風のため", "version": "1"} | given)
        assert answer.status_code == 422
    assert "台風のため" in answer.text
    session.expire_all()
    assert seminar.state is not SeminarState.CANCELLED

    sent = client.post(address, data={"note": "台風のため", "version": "1", "bid": "close"})
    assert sent.status_code == 303
    session.expire_all()
    assert seminar.bid.state is BidState.CLOSED
    page = client.get(f"/en/organiser/bids/{seminar.bid_id}").text
    assert "Closed after a cancellation" in page
    assert f"/en/organiser/bids/{seminar.bid_id}/accept" in page


@pytest.mark.parametrize("page", ["", "/edit", "/cancel"])
def test_viewers_change_nothing(sign_in: SignIn, seminar: Seminar, page: str) -> None:
    answer = sign_in(RoleName.VIEWER).post(f"/organiser/seminars/{seminar.public_id}{page}")
    assert answer.status_code == 403


@pytest.mark.parametrize("page", ["", "/edit", "/cancel"])
def test_a_seminar_that_is_not_there_is_missing(sign_in: SignIn, page: str) -> None:
    assert sign_in(RoleName.CLERK).get(f"/organiser/seminars/nothere{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "/edit", "/cancel"])
def test_the_pages_take_no_other_method(sign_in: SignIn, seminar: Seminar, page: str) -> None:
    answer = sign_in(RoleName.CLERK).put(f"/organiser/seminars/{seminar.public_id}{page}")
    assert answer.status_code == 405
