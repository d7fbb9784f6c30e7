"""The staff's pages about seminars."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.outbox.model import Message
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.web.organisers.forms_seminars import LONGEST_HOURS
from tests.factories import (
    make_adviser,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.accounts.support import SignIn
from tests.web.editing.browsers import form_of
from tests.web.hosts.forms import words

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


def test_a_seminar_leads_to_its_bid(sign_in: SignIn, seminar: Seminar) -> None:
    page = sign_in(RoleName.VIEWER).get(f"/en/organiser/seminars/{seminar.public_id}").text
    assert f'href="/en/organiser/bids/{seminar.bid_id}"' in page


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
    for part in (waits.name, "2026年6月1日（月） 14:00"):
        assert part in page
    for part in (
        held.name,
        "仮申込（メールでの手続き待ち）",
        "2026年6月1日（月） 13:00",
        "うち1名",
    ):
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


def edit_address(seminar: Seminar) -> str:
    return f"/en/organiser/seminars/{seminar.public_id}/edit"


def test_editing_shows_what_changes_and_who_is_told_before_it_saves(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.ANNOUNCED
    session.commit()
    for locale in ("ja", "en", "ja"):
        make_registration(session, seminar, locale=locale)
    make_registration(session, seminar, state=RegistrationState.WAITING)
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    title = seminar.title_ja
    assert title in client.get(address).text

    seen = client.post(address, data=EDITED)

    said = " ".join(BeautifulSoup(seen.text, "html.parser").main.get_text().split())  # type: ignore[union-attr]
    assert seen.status_code == 200
    for each in (title, "営業秘密の守り方", "3 participants", "1 person on the waiting list"):
        assert each in said
    assert f"Host: {seminar.host_name}" in said
    assert f"Advisers: {seminar.team[0].adviser.name_en}" in said
    session.expire_all()
    assert (seminar.title_ja, session.scalars(select(Message)).all()) == (title, [])

    saved = client.post(address, data=form_of(seen.text) | {"step": ["save"]})
    assert saved.status_code == 303
    session.expire_all()
    assert (seminar.title_ja, seminar.capacity) == ("営業秘密の守り方", 60)
    kinds = Counter(session.scalars(select(Message.kind)))
    assert kinds == {
        "registration_changed": 4,
        "seminar_changed": 2,
        "registration_moved_up": 1,
    }


def test_programme_way_and_deadline_are_previewed_and_saved(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    entered = EDITED | {
        "programme_ja": "13:30 講演\r\n16:30 終了",
        "access_en": "5 minutes' walk",
        "registration_closes_on": "2026/10/1",
    }
    seen = client.post(address, data=entered)
    said = words(seen.text)
    for each in ("Programme in Japanese", "13:30 講演", "How to get there, in English"):
        assert each in said
    assert "Last day of registration (empty) Thu 1 Oct 2026" in said
    assert client.post(address, data=form_of(seen.text) | {"step": ["save"]}).status_code == 303
    session.expire_all()
    assert seminar.programme_ja.splitlines() == ["13:30 講演", "16:30 終了"]
    assert (seminar.access_en, seminar.registration_closes_on) == (
        "5 minutes' walk",
        date(2026, 10, 1),
    )


def test_registration_cannot_end_after_the_seminars_day(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    for step in ({}, {"step": "save"}):
        answer = client.post(address, data=EDITED | {"registration_closes_on": "2026-10-07"} | step)
        assert answer.status_code == 422
        assert "not after the seminar&#39;s own" in answer.text
    session.expire_all()
    assert seminar.registration_closes_on is None


def test_from_the_preview_one_goes_back_and_nothing_entered_is_lost(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    seen = client.post(address, data=EDITED | {"description_ja": "一行目\r\n二行目"})
    form = client.post(address, data=form_of(seen.text) | {"step": ["correct"]})

    assert form.status_code == 200
    shown = form_of(form.text)
    assert shown["title_ja"] == ["営業秘密の守り方"]
    assert shown["description_ja"][0].splitlines() == ["一行目", "二行目"]
    session.expire_all()
    assert seminar.version == 1


def test_what_changes_nothing_is_saved_without_a_preview(sign_in: SignIn, seminar: Seminar) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)

    assert client.post(address, data=form_of(client.get(address).text)).status_code == 303


def test_the_address_of_the_old_venue_does_not_stay_unasked(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    moved = form_of(client.get(address).text) | {"venue_name": ["別館"]}

    asked = client.post(address, data=moved)

    assert "The venue is now 別館, and the address is still 名古屋市中区栄1-1." in asked.text
    again = form_of(asked.text)
    assert again["venue_name"] == ["別館"]
    right = client.post(address, data=again | {"as_entered": [kept_by_the_button(asked.text)]})
    assert "Who gets an email" in right.text
    left_out = client.post(address, data=again | {"venue_address": [""]})
    assert "Who gets an email" in left_out.text
    saved = client.post(address, data=form_of(left_out.text) | {"step": ["save"]})
    assert saved.status_code == 303
    session.expire_all()
    assert (seminar.venue_name, seminar.venue_address) == ("別館", "")


def test_an_answer_for_one_venue_is_none_for_another(sign_in: SignIn, seminar: Seminar) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    moved = form_of(client.get(address).text) | {"venue_name": ["別館"]}
    kept = {"as_entered": [kept_by_the_button(client.post(address, data=moved).text)]}

    other = client.post(address, data=moved | kept | {"venue_name": ["新館"]})

    assert "The venue is now 新館" in other.text


def kept_by_the_button(page: str) -> str:
    """What the button says that keeps what was asked about."""
    button = BeautifulSoup(page, "html.parser").select_one('button[name="as_entered"]')
    assert button is not None
    return str(button["value"])


def test_what_is_said_of_a_seminar_that_is_over_is_told_to_nobody(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state, seminar.day = SeminarState.HELD, date(2026, 5, 1)
    session.commit()
    make_registration(session, seminar, state=RegistrationState.ATTENDED)
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)

    seen = client.post(address, data=EDITED)
    assert "Nobody: the seminar is over." in seen.text
    client.post(address, data=form_of(seen.text) | {"step": ["save"]})

    assert session.scalars(select(Message)).all() == []


def test_a_reason_in_one_language_is_enough_and_both_are_kept(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), f"/en/organiser/seminars/{seminar.public_id}/cancel"
    sent = form_of(client.get(address).text) | {"bid": ["plan_again"]}
    refused = client.post(address, data=sent)
    assert refused.status_code == 422
    assert "in Japanese or in English" in refused.text

    assert client.post(address, data=sent | {"note_en": ["A typhoon."]}).status_code == 303
    session.expire_all()
    assert (seminar.cancellation_note_ja, seminar.cancellation_note_en) == ("", "A typhoon.")


def test_too_few_places_are_refused_and_nothing_entered_is_lost(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    for _ in range(2):
        make_registration(session, seminar)
    answer = sign_in(RoleName.CLERK).post(
        f"/en/organiser/seminars/{seminar.public_id}/edit", data=EDITED | {"capacity": "1"}
    )
    assert "2 places are already taken" in answer.text
    assert "営業秘密の守り方" in answer.text


def test_cancelling_asks_for_a_reason_and_then_cancels(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)
    address = f"/organiser/seminars/{seminar.public_id}/cancel"
    assert client.get(address).status_code == 200
    again = {"version": "1", "bid": "plan_again"}
    assert client.post(address, data=again | {"note_ja": ""}).status_code == 422
    assert client.post(address, data=again | {"note_ja": "台風のため"}).status_code == 303
    session.expire_all()
    assert seminar.state is SeminarState.CANCELLED
    assert client.post(address, data=again | {"note_en": "Again"}).status_code == 409


def test_cancelling_asks_what_becomes_of_the_bid_and_presumes_nothing(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client = sign_in(RoleName.CLERK)
    address = f"/en/organiser/seminars/{seminar.public_id}/cancel"
    assert "bid" not in form_of(client.get(address).text)

    for given in ({}, {"bid": "whatever"}):
        answer = client.post(address, data={"note_ja": "台風のため", "version": "1"} | given)
        assert answer.status_code == 422
    assert "台風のため" in answer.text
    session.expire_all()
    assert seminar.state is not SeminarState.CANCELLED

    sent = client.post(address, data={"note_ja": "台風のため", "version": "1", "bid": "close"})
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


def test_after_a_cancellation_the_page_shows_who_had_registered_and_who_was_told(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    seminar.state = SeminarState.ANNOUNCED
    session.commit()
    person = make_registration(session, seminar)
    gone = make_registration(
        session, seminar, state=RegistrationState.CANCELLED, withdrawn_at=datetime.now(UTC)
    )
    client, address = sign_in(RoleName.CLERK), f"/en/organiser/seminars/{seminar.public_id}"
    assert ">Withdrawn</h2>" in client.get(address).text
    sent = form_of(client.get(f"{address}/cancel").text)
    client.post(f"{address}/cancel", data=sent | {"note_ja": ["台風"], "bid": ["plan_again"]})

    main = BeautifulSoup(client.get(address).text, "html.parser").main
    assert main is not None
    said = " ".join(main.get_text().split())

    for each in ("Registered until the cancellation", "Who was told of the cancellation"):
        assert each in said
    for each in (person.name, person.email, gone.name, seminar.host_name, "had a place"):
        assert each in said
    assert "Nobody has registered yet" not in said


def test_registration_opens_and_closes_at_set_times(
    session: Session, sign_in: SignIn, seminar: Seminar
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)
    entered = EDITED | {
        "registration_opens_on": "2026/9/1",
        "registration_opens_time": "9:30",
        "registration_closes_on": "2026/10/1",
        "registration_closes_time": "17:00",
    }
    seen = client.post(address, data=entered)
    said = words(seen.text)
    assert "Registration opens at (empty) 09:30" in said
    assert client.post(address, data=form_of(seen.text) | {"step": ["save"]}).status_code == 303
    session.expire_all()
    assert seminar.registration_opens_at == datetime(2026, 9, 1, 0, 30, tzinfo=UTC)
    assert seminar.registration_ends_at == datetime(2026, 10, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        ({"registration_opens_time": "9:30"}, "Please enter the day, too."),
        ({"registration_closes_time": "9:30"}, "Please enter the day, too."),
        ({"registration_closes_hours": str(LONGEST_HOURS + 1)}, "between 0 and 1440"),
        (
            {"registration_closes_on": "2026/10/1", "registration_closes_hours": "3"},
            "Please enter either a last day or hours.",
        ),
        (
            {"registration_closes_on": "2026/10/1", "registration_opens_on": "2026/10/2"},
            "Registration would open when it is over already.",
        ),
        (
            {
                "registration_closes_on": "2026/10/1",
                "registration_closes_time": "9:00",
                "registration_opens_on": "2026/10/1",
                "step": "save",
            },
            "Registration would open when it is over already.",
        ),
    ],
)
def test_times_that_contradict_each_other_are_refused(
    session: Session,
    sign_in: SignIn,
    seminar: Seminar,
    entered: dict[str, str],
    message: str,
) -> None:
    client, address = sign_in(RoleName.CLERK), edit_address(seminar)

    answer = client.post(address, data=EDITED | entered)

    assert answer.status_code == 422
    assert message in answer.text
    session.expire_all()
    assert seminar.registration_opens_at is None
