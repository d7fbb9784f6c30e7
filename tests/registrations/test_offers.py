"""Places that are offered to people on the waiting list, for a time."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import instant_of
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations import held_places, offers
from seminar_service.registrations import news as registration_news
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.offers import Answered
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Outcome
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import (
    HOUR,
    MINUTE,
    NOW,
    OFFICE,
    applicant,
    counters,
    mails_to,
    register,
)

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
OFFERED, LAPSED = RegistrationState.OFFERED, RegistrationState.LAPSED
CANCELLED = RegistrationState.CANCELLED
END = NOW + timedelta(hours=21)  # made at noon, half a day would end at midnight: so at 9:00


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with two places, whose tour makes offers."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    return make_seminar(session, make_bid(session, tour, capacity=2))


@pytest.fixture
def full(session: Session, seminar: Seminar) -> list[Registration]:
    """Two people with a place, and three who wait."""
    return [
        make_registration(session, seminar, state=state)
        for state in [CONFIRMED] * 2 + [WAITING] * 3
    ]


@pytest.fixture
def offered(session: Session, full: list[Registration]) -> Registration:
    """The first who waited, once somebody has given up a place."""
    withdraw(session, full[0])
    return full[2]


def withdraw(session: Session, registration: Registration, now: datetime = NOW) -> None:
    registrations.withdraw(session, registration.id, office=OFFICE, actor=PARTICIPANT, now=now)


def accept(session: Session, row: Registration, now: datetime = NOW + MINUTE) -> Answered:
    return offers.accept(session, row.id, office=OFFICE, actor=PARTICIPANT, now=now)


def decline(session: Session, row: Registration, now: datetime = NOW + MINUTE) -> Answered:
    return offers.decline(session, row.id, office=OFFICE, actor=PARTICIPANT, now=now)


def sweep(session: Session, now: datetime) -> int:
    return held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=now)


def stand(session: Session, rows: list[Registration]) -> list[RegistrationState]:
    session.expire_all()
    return [row.state for row in rows]


def kinds(session: Session, row: Registration) -> list[str]:
    return [mail.kind for mail in mails_to(session, row.email)]


def told(session: Session, row: Registration) -> list[tuple[str, str | None]]:
    lines = session.scalars(
        select(HistoryLine).where(HistoryLine.subject_id == row.id).order_by(HistoryLine.id)
    )
    return [(line.kind, line.actor_kind) for line in lines if line.subject_kind == "registration"]


def test_a_free_place_is_offered_to_the_first_and_held_for_nobody_else(
    session: Session, seminar: Seminar, full: list[Registration], offered: Registration
) -> None:
    assert stand(session, full) == [CANCELLED, CONFIRMED, OFFERED, WAITING, WAITING]
    assert counters(session, seminar) == (2, 2)
    assert (offered.offered_until, offered.moved_up_at) == (END, NOW)

    late = register(session, seminar, applicant("遅れ 太郎", "late@example.jp"), network=None)
    assert late.registration.state is WAITING


def test_the_mail_says_until_when_and_where_to_answer_and_invites_nobody_yet(
    session: Session, offered: Registration
) -> None:
    (mail,) = mails_to(session, offered.email)
    assert (mail.kind, mail.calendar) == ("registration_offered", None)
    assert "2026年6月2日（火） 09:00" in mail.body
    assert "/offer\n" in mail.body


def test_who_accepts_has_the_place_for_good_and_is_invited_once(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    before = offered.calendar_sequence

    assert accept(session, offered) is Answered.DONE
    assert accept(session, offered) is Answered.DONE_BEFORE

    assert offered.state is CONFIRMED
    assert counters(session, seminar) == (2, 2)
    assert kinds(session, offered) == ["registration_offered", "registration_confirmed"]
    invitation = mails_to(session, offered.email)[1]
    assert invitation.calendar_method == "REQUEST"
    assert f"SEQUENCE:{before + 1}" in (invitation.calendar or "")
    assert told(session, offered) == [
        ("place_offered", "system"),
        ("offer_accepted", "participant"),
    ]


def test_who_declines_leaves_the_place_to_the_next(
    session: Session, seminar: Seminar, full: list[Registration], offered: Registration
) -> None:
    assert decline(session, offered) is Answered.DONE
    assert decline(session, offered) is Answered.DONE_BEFORE
    assert accept(session, offered) is Answered.OVER

    assert stand(session, full[2:]) == [CANCELLED, OFFERED, WAITING]
    assert counters(session, seminar) == (2, 1)
    assert kinds(session, offered) == ["registration_offered", "registration_declined"]
    assert mails_to(session, offered.email)[1].calendar is None
    assert offered.withdrawn_at == NOW + MINUTE


def test_who_has_accepted_declines_nothing_any_more(
    session: Session, offered: Registration
) -> None:
    accept(session, offered)
    assert decline(session, offered) is Answered.OVER
    assert stand(session, [offered]) == [CONFIRMED]


def test_an_offer_lapses_at_its_end_and_the_next_is_offered_the_place(
    session: Session, seminar: Seminar, full: list[Registration], offered: Registration
) -> None:
    assert not held_places.any_overdue(session, now=END - MINUTE)
    assert sweep(session, END - MINUTE) == 0
    assert held_places.any_overdue(session, now=END)
    assert sweep(session, END) == 1
    assert sweep(session, END) == 0

    assert stand(session, full[2:]) == [LAPSED, OFFERED, WAITING]
    assert counters(session, seminar) == (2, 1)
    assert kinds(session, offered) == ["registration_offered", "registration_offer_lapsed"]
    assert ("offer_lapsed", "system") in told(session, offered)
    assert not held_places.any_overdue(session, now=END)


def test_an_answer_in_the_last_minute_counts_and_one_afterwards_does_not(
    session: Session, full: list[Registration], offered: Registration
) -> None:
    assert accept(session, offered, END - MINUTE) is Answered.DONE
    withdraw(session, full[1], END - MINUTE)
    assert stand(session, full[3:]) == [OFFERED, WAITING]
    assert accept(session, full[3], full[3].offered_until or NOW) is Answered.OVER
    assert stand(session, full[3:]) == [LAPSED, OFFERED]


@pytest.mark.usefixtures("offered")
def test_who_registers_looks_for_overdue_offers_and_who_waits_comes_first(
    session: Session, seminar: Seminar, full: list[Registration]
) -> None:
    late = register(
        session, seminar, applicant("遅れ 太郎", "late@example.jp"), network=None, now=END
    )
    assert late.registration.state is WAITING
    assert stand(session, full[2:]) == [LAPSED, OFFERED, WAITING]


def test_who_registers_again_while_a_place_is_offered_is_told_so_again(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    person = applicant(offered.name, offered.email)
    again = register(session, seminar, person, network=None, now=NOW + MINUTE)
    assert (again.outcome, again.registration.id) == (Outcome.KNOWN, offered.id)
    assert kinds(session, offered) == ["registration_offered"] * 2


def test_at_the_end_nobody_is_asked_any_more(
    session: Session, seminar: Seminar, full: list[Registration]
) -> None:
    shortly_before = instant_of(seminar.day, time(11))
    withdraw(session, full[0], shortly_before)
    assert stand(session, full[2:]) == [CONFIRMED, WAITING, WAITING]
    assert kinds(session, full[2]) == ["registration_moved_up"]


def test_the_organiser_may_let_places_be_given_straight(
    session: Session, seminar: Seminar, full: list[Registration]
) -> None:
    seminar.tour.waiting_rule = WaitingRule.STRAIGHT
    session.commit()
    withdraw(session, full[0])
    assert stand(session, full[2:]) == [CONFIRMED, WAITING, WAITING]


def test_the_organiser_says_how_long_an_offer_is_held(
    session: Session, seminar: Seminar, full: list[Registration]
) -> None:
    seminar.tour.offer_hours = 3
    session.commit()
    withdraw(session, full[0])
    assert full[2].offered_until == NOW + 3 * HOUR


def test_once_the_seminar_has_begun_nobody_moves_up(
    session: Session, seminar: Seminar, full: list[Registration]
) -> None:
    begun = instant_of(seminar.day, seminar.starts_at)
    seminar.capacity = 5
    session.commit()
    accept(session, full[2], begun)
    assert stand(session, full[2:]) == [WAITING] * 3


def move_to(session: Session, seminar: Seminar, day: date, now: datetime) -> None:
    with transaction(session):
        before = Appointment.of(seminar)
        seminar.day = day
        registration_news.seminar_moved(session, seminar, before, office=OFFICE, now=now)


def test_an_offer_that_a_move_makes_too_long_ends_in_time_for_the_seminar(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    move_to(session, seminar, date(2026, 6, 2), NOW + HOUR)  # it ends at 9:00, the last is at 11:30
    assert offered.offered_until == END

    move_to(session, seminar, date(2026, 6, 1), datetime(2026, 6, 1, 1, tzinfo=UTC))
    assert (offered.state, offered.offered_until) == (
        OFFERED,
        datetime(2026, 6, 1, 2, 30, tzinfo=UTC),
    )


def test_an_offer_for_which_a_move_leaves_no_time_becomes_a_place(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    move_to(session, seminar, date(2026, 6, 1), NOW)
    assert stand(session, [offered]) == [CONFIRMED]
    assert kinds(session, offered) == [
        "registration_offered",
        "registration_moved_up",
        "registration_moved",
    ]
    assert mails_to(session, offered.email)[2].calendar_method == "REQUEST"


def test_a_move_tells_who_is_offered_a_place_and_leaves_them_the_time(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    move_to(session, seminar, date(2026, 10, 7), NOW + HOUR)
    mail = mails_to(session, offered.email)[-1]
    assert (mail.kind, mail.calendar) == ("registration_moved", None)
    assert "2026年6月2日（火） 09:00" in mail.body
    assert stand(session, [offered]) == [OFFERED]


def test_with_the_seminar_the_offer_ends(
    session: Session, seminar: Seminar, offered: Registration
) -> None:
    with transaction(session):
        seminar.state = SeminarState.CANCELLED
        registration_news.seminar_cancelled(
            session, seminar, office=OFFICE, actor=SYSTEM, now=NOW + HOUR
        )
    assert stand(session, [offered]) == [CANCELLED]
    assert accept(session, offered) is Answered.OVER
    mails = select(Message).where(Message.recipient == offered.email).order_by(Message.id)
    mail = session.scalars(mails).all()[-1]
    assert (mail.kind, mail.calendar) == ("registration_seminar_cancelled", None)


@pytest.mark.parametrize("answer", [offers.accept, offers.decline])
def test_nobody_answers_for_a_registration_that_does_not_exist(
    session: Session, answer: Callable[..., Answered]
) -> None:
    with pytest.raises(NotFound):
        answer(session, 4711, office=OFFICE, actor=PARTICIPANT, now=NOW)
