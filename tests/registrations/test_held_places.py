"""Places that are held until the button in the mail is pressed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose, Mailbox
from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.proof import ProofRule
from seminar_service.outbox.model import Message
from seminar_service.registrations import held_places
from seminar_service.registrations import news as registration_news
from seminar_service.registrations import services as registrations
from seminar_service.registrations.held_places import Pressed
from seminar_service.registrations.model import Registration
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Outcome
from seminar_service.releases.amendments import CapacityBelowTaken
from seminar_service.seminars import services as seminars
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.proof_support import (
    CAUTION,
    ELSEWHERE,
    HOUR,
    MINUTE,
    NOW,
    OFFICE,
    VICTIM,
    applicant,
    counters,
    fill,
    mails_to,
    register,
    states,
)
from tests.seminars.support import describe


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with three places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=3))


@pytest.fixture
def held(session: Session, seminar: Seminar) -> Registration:
    """The second registration for one mailbox; the first has a place for good."""
    register(session, seminar, applicant("参加 一郎"))
    return register(session, seminar, applicant("参加 二郎")).registration


def press(session: Session, registration: Registration, *, now: datetime) -> Pressed:
    return held_places.press(
        session, registration.id, office=OFFICE, actor=PARTICIPANT, now=now
    ).pressed


def lapse(session: Session, *, now: datetime) -> int:
    return held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=now)


def test_the_first_registration_for_a_mailbox_holds_at_once_and_the_next_for_an_hour(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    assert states(session) == ["confirmed", "provisional"]
    assert held.held_until == NOW + HOUR
    assert counters(session, seminar) == (2, 0)


def test_a_registration_for_another_seminar_counts_too(
    session: Session, held: Registration
) -> None:
    tour = held.seminar.tour
    other = make_seminar(session, make_bid(session, tour), day=date(2026, 10, 8))
    row = register(session, other, applicant("参加 三郎"), network=ELSEWHERE).registration
    assert row.state is RegistrationState.PROVISIONAL


def test_after_a_day_a_mailbox_begins_anew(session: Session, seminar: Seminar) -> None:
    register(session, seminar, applicant("参加 一郎"))
    later = register(session, seminar, applicant("参加 二郎"), now=NOW + timedelta(hours=26))
    assert later.registration.state is RegistrationState.CONFIRMED


def test_beyond_a_handful_from_one_network_places_are_held_only(session: Session) -> None:
    large = make_seminar(session, make_bid(session, make_tour(session), capacity=40))
    for number in range(7):
        register(session, large, applicant(f"参加 {number}", f"p{number}@example.jp"))
    register(session, large, applicant("他 社", "other@example.jp"), network=ELSEWHERE)
    assert states(session) == ["confirmed"] * 5 + ["provisional"] * 2 + ["confirmed"]


def test_a_company_that_has_pressed_once_registers_as_many_as_it_likes(session: Session) -> None:
    large = make_seminar(session, make_bid(session, make_tour(session), capacity=40))
    register(session, large, applicant("社員 0"))
    second = register(session, large, applicant("社員 1")).registration
    assert press(session, second, now=NOW + MINUTE) is Pressed.HOLDS
    for number in range(2, 12):
        register(session, large, applicant(f"社員 {number}"), now=NOW + 2 * MINUTE)
    assert states(session) == ["confirmed"] * 12
    assert len(mails_to(session, VICTIM)) == 13


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (ProofRule.ALWAYS, ["provisional", "provisional"]),
        (ProofRule.NEVER, ["confirmed", "confirmed"]),
    ],
)
def test_the_organiser_decides_for_the_whole_tour(
    session: Session, seminar: Seminar, rule: ProofRule, expected: list[str]
) -> None:
    seminar.tour.proof_rule = rule
    session.commit()
    register(session, seminar, applicant("参加 一郎"))
    register(session, seminar, applicant("参加 二郎"))
    assert states(session) == expected


def test_what_the_office_enters_holds_at_once(session: Session, seminar: Seminar) -> None:
    for number in range(3):
        register(session, seminar, applicant(f"参加 {number}"), network=None)
    assert states(session) == ["confirmed"] * 3


def test_the_mail_says_until_when_and_brings_the_button_but_no_calendar_entry(
    session: Session, held: Registration
) -> None:
    mail = mails_to(session, VICTIM)[-1]
    assert (mail.kind, mail.calendar) == ("registration_provisional", None)
    assert "2026年6月1日（月） 13:00まで席をお取りしています" in mail.body
    token = mail.body.split("https://seminar.example.jp/registrations/")[1].split("/confirm")[0]
    assert links.resolve(session, LinkPurpose.REGISTRATION_BUTTON, token, now=NOW) == held.id


def test_the_mail_is_english_for_who_registered_in_english(
    session: Session, seminar: Seminar
) -> None:
    register(session, seminar, applicant())
    person = applicant("Ichiro Sanka")
    register(session, seminar, type(person)(**(vars(person) | {"locale": "en"})))
    mail = mails_to(session, VICTIM)[-1]
    assert mail.subject == "Please confirm your place: Trade secrets seminar"
    assert "Your place is held until Mon 1 Jun 2026 13:00 (Japan time)." in mail.body


def test_the_button_makes_the_place_somebodys_own(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    assert press(session, held, now=NOW + 59 * MINUTE) is Pressed.HOLDS
    assert (held.state, held.held_until) == (RegistrationState.CONFIRMED, None)
    assert counters(session, seminar) == (2, 0)
    mail = mails_to(session, VICTIM)[-1]
    assert (mail.kind, mail.calendar_method) == ("registration_confirmed", "REQUEST")
    assert "/confirm" not in mail.body
    assert lapse(session, now=NOW + 3 * HOUR) == 0


def test_pressed_twice_it_changes_nothing_more(session: Session, held: Registration) -> None:
    press(session, held, now=NOW + MINUTE)
    before = len(mails_to(session, VICTIM))
    assert press(session, held, now=NOW + 2 * HOUR) is Pressed.HELD_BEFORE
    assert held.state is RegistrationState.CONFIRMED
    assert len(mails_to(session, VICTIM)) == before


def test_the_button_of_a_place_that_holds_already_proves_the_mailbox(
    session: Session, seminar: Seminar
) -> None:
    row = register(session, seminar, applicant()).registration
    assert "/confirm" in mails_to(session, VICTIM)[0].body
    assert press(session, row, now=NOW + MINUTE) is Pressed.HELD_BEFORE
    second = register(session, seminar, applicant("参加 二郎"), now=NOW + 2 * MINUTE)
    assert second.registration.state is RegistrationState.CONFIRMED


def test_the_place_goes_to_the_next_once_the_hour_is_over(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    first, waits = fill(session, seminar, 2)
    assert (first.state, waits.state) == (RegistrationState.CONFIRMED, RegistrationState.WAITING)
    assert lapse(session, now=NOW + HOUR - MINUTE) == 0
    assert held_places.any_overdue(session, now=NOW + HOUR)
    assert lapse(session, now=NOW + HOUR) == 1
    assert held.state is RegistrationState.LAPSED
    assert waits.state is RegistrationState.CONFIRMED
    assert counters(session, seminar) == (3, 0)
    assert not held_places.any_overdue(session, now=NOW + HOUR)
    assert mails_to(session, "seat1@example.jp")[-1].kind == "registration_moved_up"
    assert len(mails_to(session, VICTIM)) == 2  # nobody writes to a stranger that it lapsed


def test_whoever_looks_for_a_place_gets_one_that_has_lapsed_without_the_worker(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    fill(session, seminar, 1)
    assert counters(session, seminar) == (3, 0)
    newcomer = applicant("新 人", "new@example.jp")
    row = register(session, seminar, newcomer, network=ELSEWHERE, now=NOW + HOUR).registration
    assert row.state is RegistrationState.CONFIRMED
    assert held.state is RegistrationState.LAPSED
    assert counters(session, seminar) == (3, 0)


def test_fewer_places_are_possible_once_a_held_one_has_lapsed(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    assert held.state is RegistrationState.PROVISIONAL
    with pytest.raises(CapacityBelowTaken):
        describe(session, seminar, capacity=1, now=NOW + MINUTE)
    describe(session, seminar, capacity=1, now=NOW + HOUR)
    assert counters(session, seminar) == (1, 0)


@pytest.mark.parametrize("noticed", [True, False])
def test_pressed_too_late_it_has_lapsed_but_who_registers_again_has_a_place_at_once(
    session: Session, seminar: Seminar, held: Registration, noticed: bool
) -> None:
    fill(session, seminar, 2)
    if noticed:
        lapse(session, now=NOW + HOUR)
    assert press(session, held, now=NOW + HOUR) is Pressed.OVER
    assert states(session) == ["confirmed", "lapsed", "confirmed", "confirmed"]
    assert counters(session, seminar) == (3, 0)
    seminar.capacity = 4
    session.commit()
    again = register(session, seminar, applicant("参加 二郎"), now=NOW + HOUR + MINUTE)
    assert again.outcome is Outcome.NEW
    assert again.registration.state is RegistrationState.CONFIRMED


def test_pressed_after_withdrawing_it_stays_withdrawn(
    session: Session, seminar: Seminar, held: Registration
) -> None:
    done = registrations.withdraw(
        session, held.id, office=OFFICE, actor=PARTICIPANT, now=NOW + MINUTE
    )
    assert done is Withdrawal.WITH_MAIL
    assert press(session, held, now=NOW + 2 * MINUTE) is Pressed.OVER
    assert held.state is RegistrationState.CANCELLED
    assert counters(session, seminar) == (1, 0)
    assert mails_to(session, VICTIM)[-1].calendar is None  # nothing was in the calendar


def test_sent_again_the_form_brings_the_mail_again_but_no_more_time(
    session: Session, held: Registration
) -> None:
    again = register(session, held.seminar, applicant("参加 二郎"), now=NOW + 30 * MINUTE)
    assert again.outcome is Outcome.KNOWN
    assert held.held_until == NOW + HOUR
    assert mails_to(session, VICTIM)[-1].kind == "registration_provisional"


def test_there_is_no_button_for_a_registration_that_does_not_exist(session: Session) -> None:
    with pytest.raises(NotFound):
        held_places.press(session, 4711, office=OFFICE, actor=PARTICIPANT, now=NOW)


class TestWaiting:
    """The waiting list: who must press the button keeps the position meanwhile, no more."""

    @pytest.fixture
    def waits(self, session: Session, seminar: Seminar) -> Registration:
        """Second registration for one mailbox at a full seminar."""
        fill(session, seminar, 3)
        register(session, seminar, applicant("参加 一郎"))
        return register(session, seminar, applicant("参加 二郎")).registration

    def test_the_position_is_kept_for_an_hour(
        self, session: Session, seminar: Seminar, waits: Registration
    ) -> None:
        assert (waits.state, waits.held_until) == (RegistrationState.WAITING, NOW + HOUR)
        assert counters(session, seminar) == (3, 2)
        assert (
            "キャンセル待ちの順番を2026年6月1日（月） 13:00まで"
            in mails_to(session, VICTIM)[-1].body
        )
        assert lapse(session, now=NOW + HOUR) == 1
        assert waits.state is RegistrationState.LAPSED
        assert counters(session, seminar) == (3, 1)

    def test_who_has_not_pressed_is_passed_over_and_moves_up_with_the_button(
        self, session: Session, seminar: Seminar, waits: Registration
    ) -> None:
        other = applicant("他 人", "other@example.jp")
        third = register(session, seminar, other, network=ELSEWHERE).registration
        seminar.capacity = 5
        session.commit()
        lapse(session, now=NOW)  # nothing to lapse
        register(session, seminar, other, network=ELSEWHERE, now=NOW + MINUTE)
        newcomer = applicant("新 人", "new@example.jp")
        seats = session.scalars(select(Registration).order_by(Registration.id)).all()
        registrations.withdraw(
            session, seats[0].id, office=OFFICE, actor=PARTICIPANT, now=NOW + 2 * MINUTE
        )
        assert waits.state is RegistrationState.WAITING
        assert third.state is RegistrationState.CONFIRMED
        assert counters(session, seminar) == (4, 1)
        assert press(session, waits, now=NOW + 3 * MINUTE) is Pressed.HOLDS
        assert (waits.state, waits.held_until) == (RegistrationState.CONFIRMED, None)
        assert counters(session, seminar) == (5, 0)
        assert mails_to(session, VICTIM)[-1].kind == "registration_moved_up"
        last = register(session, seminar, newcomer, network=ELSEWHERE, now=NOW + 4 * MINUTE)
        assert last.registration.state is RegistrationState.WAITING

    def test_with_the_button_a_wait_goes_on(self, session: Session, waits: Registration) -> None:
        assert press(session, waits, now=NOW + MINUTE) is Pressed.HOLDS
        assert (waits.state, waits.held_until) == (RegistrationState.WAITING, None)
        assert lapse(session, now=NOW + 2 * HOUR) == 0


class TestSeminarChanges:
    """What becomes of held places when the seminar itself changes."""

    def test_cancelled_with_everybody_elses_and_told_without_a_calendar_entry(
        self, session: Session, seminar: Seminar, held: Registration
    ) -> None:
        seminar.state = SeminarState.CANCELLED
        session.flush()
        told = registration_news.seminar_cancelled(
            session, seminar, office=OFFICE, actor=SYSTEM, now=NOW
        )
        session.commit()
        assert told == 2
        assert held.state is RegistrationState.CANCELLED
        assert mails_to(session, VICTIM)[-1].calendar is None
        assert press(session, held, now=NOW + MINUTE) is Pressed.OVER
        assert counters(session, seminar) == (0, 0)

    def test_moved_the_place_stays_held_and_the_mail_has_the_button(
        self, session: Session, seminar: Seminar, held: Registration
    ) -> None:
        before = Appointment.of(seminar)
        seminar.day = date(2026, 10, 8)
        registration_news.seminar_moved(session, seminar, before, office=OFFICE, now=NOW)
        session.commit()
        assert (held.state, held.held_until) == (RegistrationState.PROVISIONAL, NOW + HOUR)
        mail = mails_to(session, VICTIM)[-1]
        assert (mail.kind, mail.calendar) == ("registration_moved", None)
        assert "仮申込をいただいているセミナー" in mail.body
        assert "/confirm" in mail.body
        assert press(session, held, now=NOW + MINUTE) is Pressed.HOLDS

    def test_moved_to_sooner_the_place_is_held_until_it_begins(
        self, session: Session, seminar: Seminar, held: Registration
    ) -> None:
        before = Appointment.of(seminar)
        seminar.day, seminar.starts_at, seminar.ends_at = date(2026, 6, 1), time(12, 30), time(15)
        registration_news.seminar_moved(session, seminar, before, office=OFFICE, now=NOW)
        session.commit()
        assert held.held_until == NOW + 30 * MINUTE
        assert press(session, held, now=NOW + 30 * MINUTE) is Pressed.OVER
        assert held.state is RegistrationState.LAPSED

    def test_once_it_has_begun_nobody_is_confirmed_and_nobody_moves_up_by_the_worker(
        self, session: Session, seminar: Seminar
    ) -> None:
        begin = datetime(2026, 10, 6, 4, 30, tzinfo=UTC)
        early = begin - 20 * MINUTE
        register(session, seminar, applicant("参加 一郎"), now=early)
        held = register(session, seminar, applicant("参加 二郎"), now=early).registration
        assert held.held_until == begin
        seminars.close_past(session, today=date(2026, 10, 7), actor=SYSTEM, now=begin + 24 * HOUR)
        assert lapse(session, now=begin) == 1
        assert held.state is RegistrationState.LAPSED
        assert seminar.state is SeminarState.HELD
        assert counters(session, seminar) == (1, 0)


def test_the_table_refuses_a_place_that_is_held_for_ever(
    session: Session, held: Registration
) -> None:
    with pytest.raises(IntegrityError):
        session.execute(
            update(Registration).where(Registration.id == held.id).values(held_until=None)
        )
    session.rollback()


def test_a_proof_holds_for_a_good_year_and_is_forgotten_then(session: Session) -> None:
    mailboxes.prove(session, VICTIM, caution=CAUTION, now=NOW)
    mailboxes.prove(session, VICTIM, caution=CAUTION, now=NOW)  # twice is once
    for days, proven in ((0, True), (399, True), (400, False)):
        now = NOW + timedelta(days=days)
        assert mailboxes.is_proven(session, VICTIM, caution=CAUTION, now=now) is proven
    assert not mailboxes.is_proven(session, "x" + VICTIM, caution=CAUTION, now=NOW)
    mailboxes.forget_old_proofs(session, now=NOW + timedelta(days=401))
    assert not mailboxes.is_proven(session, VICTIM, caution=CAUTION, now=NOW)
    session.rollback()


def test_no_mail_names_anybody_in_the_table_of_proofs(session: Session) -> None:
    mailboxes.prove(session, VICTIM, caution=CAUTION, now=NOW)
    (row,) = session.execute(select(Mailbox.key)).all()
    assert "victim" not in row[0]
    assert session.scalars(select(Message)).all() == []
    session.rollback()
