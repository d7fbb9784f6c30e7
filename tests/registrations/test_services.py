"""Registering, waiting, withdrawing, moving up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import NotFound
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import (
    Applicant,
    FormKeyReused,
    Outcome,
    Registered,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen, SeminarBegun
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_seminar, make_tour

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
OFFICE = Office(
    base_url="https://seminar.example.jp",
    mail="office@example.jp",
    contact="help@example.jp",
    name_ja="試験事務局",
    name_en="Test Office",
)
HANAKO = Applicant(
    name="山田 花子",
    name_kana="ヤマダ ハナコ",
    email="Hanako@Example.jp",
    company="例示工業",
    department="知的財産部",
    employees=EmployeeBand.FROM_6_TO_20,
    industry=Industry.MANUFACTURING,
    participant_kind=ParticipantKind.IP_STAFF,
    wishes_consultation=True,
)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


@pytest.fixture
def register(session: Session, seminar: Seminar) -> Callable[..., Registered]:
    """Registers somebody for the seminar, each time with another form unless told otherwise."""
    forms = iter(range(1000))

    def call(applicant: Applicant = HANAKO, *, key: str = "", now: datetime = NOW) -> Registered:
        return registrations.register(
            session,
            seminar.public_id,
            applicant,
            form_key=key or f"form-{next(forms)}",
            network=None,
            office=OFFICE,
            actor=PARTICIPANT,
            now=now,
        )

    return call


def somebody(number: int) -> Applicant:
    return replace(HANAKO, name=f"参加 {number}", email=f"person{number}@example.jp")


def mails(session: Session) -> list[tuple[str, str]]:
    """Kind and recipient of all mails, in order."""
    rows = session.scalars(select(Message).order_by(Message.id))
    return [(row.kind, row.recipient) for row in rows]


def test_who_registers_gets_a_place_and_everything_typed_is_kept(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    answer = register()
    row = answer.registration
    assert answer.outcome is Outcome.NEW
    assert row.state is RegistrationState.CONFIRMED
    assert (row.queue_number, row.consented_at, row.locale) == (1, NOW, "ja")
    assert (row.name, row.name_kana, row.name_key) == ("山田 花子", "ヤマダ ハナコ", "山田花子")
    assert (row.email, row.email_key) == ("Hanako@example.jp", "hanako@example.jp")
    assert (row.company, row.department) == ("例示工業", "知的財産部")
    assert (row.employees, row.industry) == (EmployeeBand.FROM_6_TO_20, Industry.MANUFACTURING)
    assert (row.participant_kind, row.wishes_consultation) == (ParticipantKind.IP_STAFF, True)
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting) == (1, 0)


def test_the_confirmation_mail_brings_a_link_to_the_registration_and_one_to_its_feed(
    session: Session, register: Callable[..., Registered]
) -> None:
    row = register().registration
    mail = session.scalars(select(Message)).one()
    assert (mail.kind, mail.recipient) == ("registration_confirmed", "Hanako@example.jp")
    assert "営業秘密管理セミナー" in mail.subject
    assert "山田 花子 様" in mail.body
    assert "2026年10月6日（火） 13:30〜16:30" in mail.body
    page = mail.body.split("https://seminar.example.jp/registrations/")[1].split()[0]
    feed = mail.body.split("https://seminar.example.jp/feeds/registrations/")[1].split(".ics")[0]
    assert links.resolve(session, LinkPurpose.REGISTRATION, page, now=NOW) == row.id
    assert links.resolve(session, LinkPurpose.REGISTRATION_FEED, feed, now=NOW) == row.id


def test_the_mail_is_english_for_who_registered_in_english(
    session: Session, register: Callable[..., Registered]
) -> None:
    register(replace(HANAKO, name="Hanako Yamada", locale="en"))
    mail = session.scalars(select(Message)).one()
    assert mail.subject == "You have a place: Trade secrets seminar"
    assert "Dear Hanako Yamada," in mail.body
    assert "https://seminar.example.jp/en/registrations/" in mail.body


def test_the_token_given_back_opens_the_registration(
    session: Session, register: Callable[..., Registered]
) -> None:
    answer = register()
    assert answer.token is not None
    assert (
        links.resolve(session, LinkPurpose.REGISTRATION, answer.token, now=NOW)
        == answer.registration.id
    )


def test_a_full_seminar_puts_people_on_the_waiting_list(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    states = [register(somebody(number)).registration.state for number in range(4)]
    assert states == [RegistrationState.CONFIRMED] * 2 + [RegistrationState.WAITING] * 2
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting, seminar.last_queue_number) == (2, 2, 4)
    last = session.scalars(select(Message).order_by(Message.id.desc())).first()
    assert last is not None
    assert last.kind == "registration_waiting"
    assert "2番目" in last.body


def test_a_form_sent_twice_makes_one_registration(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    first, second = register(key="same-form"), register(key="same-form")
    assert second.outcome is Outcome.REPLAYED
    assert second.registration.id == first.registration.id
    assert second.token is not None
    session.refresh(seminar)
    assert seminar.taken == 1
    assert len(mails(session)) == 1


def test_a_form_sent_again_with_another_person_is_refused(
    register: Callable[..., Registered],
) -> None:
    register(key="same-form")
    with pytest.raises(FormKeyReused):
        register(somebody(1), key="same-form")


def test_a_form_is_answered_alike_after_registration_has_closed(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    register(key="same-form")
    seminar.state = SeminarState.CLOSED
    session.commit()
    assert register(key="same-form").outcome is Outcome.REPLAYED


def test_a_person_who_has_a_place_gets_the_mail_again_and_no_second_place(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    first = register()
    again = register(replace(HANAKO, name="山田花子", email="hanako@EXAMPLE.jp "))
    assert again.outcome is Outcome.KNOWN
    assert again.registration.id == first.registration.id
    assert again.token is None
    session.refresh(seminar)
    assert seminar.taken == 1
    assert mails(session) == [("registration_confirmed", "Hanako@example.jp")] * 2


def test_two_people_may_share_a_mail_address(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    register()
    assert register(replace(HANAKO, name="山田 太郎")).outcome is Outcome.NEW
    session.refresh(seminar)
    assert seminar.taken == 2


@pytest.mark.parametrize("state", [SeminarState.TENTATIVE, SeminarState.CONFIRMED])
def test_a_seminar_that_is_not_announced_does_not_exist_for_the_public(
    session: Session, seminar: Seminar, register: Callable[..., Registered], state: SeminarState
) -> None:
    seminar.state = state
    session.commit()
    with pytest.raises(NotFound):
        register()


def test_an_unknown_seminar_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        registrations.register(
            session,
            "zzzzzzzz",
            HANAKO,
            form_key="f",
            network=None,
            office=OFFICE,
            actor=PARTICIPANT,
            now=NOW,
        )


@pytest.mark.parametrize("state", [SeminarState.CLOSED, SeminarState.HELD, SeminarState.CANCELLED])
def test_a_closed_held_or_cancelled_seminar_takes_nobody(
    session: Session, seminar: Seminar, register: Callable[..., Registered], state: SeminarState
) -> None:
    seminar.state = state
    session.commit()
    with pytest.raises(RegistrationNotOpen):
        register()
    assert mails(session) == []


def test_registration_ends_with_its_last_day(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    seminar.registration_closes_on = date(2026, 10, 1)
    session.commit()
    midnight = datetime(2026, 10, 1, 15, tzinfo=UTC)
    with pytest.raises(RegistrationNotOpen):
        register(now=midnight)
    assert mails(session) == []
    assert register(now=midnight - timedelta(seconds=1)).registration.is_live


def test_registration_ends_when_the_seminar_begins(register: Callable[..., Registered]) -> None:
    begin = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    with pytest.raises(RegistrationNotOpen):
        register(now=begin)
    assert register(now=begin - timedelta(seconds=1)).outcome is Outcome.NEW


def test_a_place_given_up_goes_to_the_first_who_waits(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    rows = [register(somebody(number)).registration for number in range(4)]
    before = len(mails(session))
    withdrawal = registrations.withdraw(
        session, rows[0].id, office=OFFICE, actor=PARTICIPANT, now=NOW
    )
    assert withdrawal is Withdrawal.WITH_MAIL
    states = [session.get_one(Registration, row.id).state for row in rows]
    assert states == [
        RegistrationState.CANCELLED,
        RegistrationState.CONFIRMED,
        RegistrationState.CONFIRMED,
        RegistrationState.WAITING,
    ]
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting) == (2, 1)
    assert mails(session)[before:] == [
        ("registration_withdrawn", "person0@example.jp"),
        ("registration_moved_up", "person2@example.jp"),
    ]


def test_leaving_the_waiting_list_frees_no_place(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    rows = [register(somebody(number)).registration for number in range(4)]
    registrations.withdraw(session, rows[2].id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    session.refresh(seminar)
    assert (seminar.taken, seminar.waiting) == (2, 1)
    assert session.get_one(Registration, rows[3].id).state is RegistrationState.WAITING


def test_withdrawing_twice_changes_nothing_the_second_time(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    row = register().registration
    first = registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    written = mails(session)
    second = registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert (first, second) == (Withdrawal.WITH_MAIL, Withdrawal.OVER_BEFORE)
    assert mails(session) == written
    session.refresh(seminar)
    assert seminar.taken == 0


def test_nobody_withdraws_once_the_seminar_has_begun(
    session: Session, register: Callable[..., Registered]
) -> None:
    row = register().registration
    begin = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
    with pytest.raises(SeminarBegun):
        registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=begin)


def test_an_unknown_registration_cannot_be_withdrawn(session: Session) -> None:
    with pytest.raises(NotFound):
        registrations.withdraw(session, 4711, office=OFFICE, actor=PARTICIPANT, now=NOW)


def test_the_waiting_list_still_moves_after_registration_has_closed(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    rows = [register(somebody(number)).registration for number in range(3)]
    seminar.state = SeminarState.CLOSED
    session.commit()
    registrations.withdraw(session, rows[0].id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert session.get_one(Registration, rows[2].id).state is RegistrationState.CONFIRMED


def test_who_withdrew_may_register_again_at_the_end_of_the_queue(
    session: Session, register: Callable[..., Registered]
) -> None:
    row = register().registration
    registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    again = register()
    assert again.outcome is Outcome.NEW
    assert again.registration.queue_number == 2
    assert again.registration.calendar_sequence == 2


def test_new_places_go_to_those_who_wait_before_anybody_new(
    session: Session, seminar: Seminar, register: Callable[..., Registered]
) -> None:
    waiting = [register(somebody(number)).registration for number in range(3)][2]
    seminar.capacity = 3
    session.commit()
    newcomer = register(somebody(9)).registration
    assert session.get_one(Registration, waiting.id).state is RegistrationState.CONFIRMED
    assert newcomer.state is RegistrationState.WAITING
