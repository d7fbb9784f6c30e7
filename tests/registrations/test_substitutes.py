"""Somebody else of a company takes over a place: nothing is lost, and nobody is passed by."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.proof import ProofRule
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations import held_places, offers, substitutes
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.registrations.values import Applicant, PersonRegisteredAlready
from seminar_service.seminars.model import Seminar
from tests.calendars.reading import component, values
from tests.factories import make_bid, make_question, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, NOW, OFFICE, counters, fill, mails_to
from tests.registrations.substitute_support import COLLEAGUE, hand_over, kinds_of, mail_of

CONFIRMED, WAITING = RegistrationState.CONFIRMED, RegistrationState.WAITING
OFFERED, CANCELLED = RegistrationState.OFFERED, RegistrationState.CANCELLED
PROVISIONAL, LAPSED = RegistrationState.PROVISIONAL, RegistrationState.LAPSED
DAY = timedelta(days=1)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


@pytest.fixture
def place(session: Session, seminar: Seminar) -> Registration:
    """Somebody of a company with one of the two places, with a wish for a consultation."""
    return make_registration(
        session, seminar, telephone="03-1111-2222", wishes_consultation=True, department="総務部"
    )


def test_the_place_passes_on_and_is_free_at_no_time(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    other = make_registration(session, seminar)
    waits = make_registration(session, seminar, state=WAITING)
    number = place.queue_number

    new = hand_over(session, place)

    assert (new.state, new.queue_number) == (CONFIRMED, number)
    assert place.state is CANCELLED
    assert place.queue_number > waits.queue_number
    assert (other.state, waits.state) == (CONFIRMED, WAITING)
    assert counters(session, seminar) == (2, 1)


def test_the_company_stays_and_nothing_of_the_person_does(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    question = make_question(session, seminar.tour, kind=QuestionKind.LINE)
    session.add(Answer(registration_id=place.id, question_id=question.id, text="卵なし"))
    session.commit()

    new = hand_over(session, place, answers=[GivenAnswer(question.id, text="なし")])

    session.refresh(new)
    assert (new.company, new.employees, new.industry) == (
        place.company,
        place.employees,
        place.industry,
    )
    assert (new.name, new.name_kana, new.email) == ("後藤 次郎", "ゴトウ ジロウ", "goto@example.jp")
    assert (new.telephone, new.department, new.wishes_consultation) == ("", "", False)
    assert [answer.text for answer in new.answers] == ["なし"]


def test_both_are_written_to_and_both_calendars_follow(
    session: Session, place: Registration
) -> None:
    hand_over(session, place)

    left, came = (
        mail_of(session, "registration_handed_over"),
        mail_of(session, "registration_taken_over"),
    )
    assert (left.recipient, came.recipient) == (place.email, "goto@example.jp")
    assert "後藤 次郎" in left.body
    assert place.name in came.body
    assert place.email not in came.body
    assert (left.calendar_method, came.calendar_method) == ("CANCEL", "REQUEST")
    gone, new = (component((each.calendar or "").encode(), "VEVENT") for each in (left, came))
    assert values(gone, "UID") == values(new, "UID")
    assert values(gone, "ATTENDEE")[0].endswith(f":mailto:{place.email}")
    assert values(new, "ATTENDEE")[0].endswith(":mailto:goto@example.jp")
    assert (values(gone, "STATUS"), values(gone, "SEQUENCE")) == ([], [":1"])


def test_colleagues_who_share_a_mailbox_keep_the_entry_in_its_calendar(
    session: Session, place: Registration
) -> None:
    new = hand_over(session, place, Applicant(name="後藤 次郎", email=place.email))

    assert mail_of(session, "registration_handed_over").calendar is None
    assert mail_of(session, "registration_taken_over").calendar is not None
    assert new.calendar_sequence > 0


def test_a_position_on_the_waiting_list_passes_on_with_all_that_belongs_to_it(
    session: Session, seminar: Seminar
) -> None:
    fill(session, seminar, 2)
    first = make_registration(session, seminar, state=WAITING, priority=3, locale="en")
    make_registration(session, seminar, state=WAITING)
    since, number = first.waits_since, first.queue_number

    new = hand_over(session, first)

    assert (new.state, new.priority, new.queue_number, new.waits_since) == (
        WAITING,
        3,
        number,
        since,
    )
    assert (first.priority, first.waits_since) == (0, None)
    assert counters(session, seminar) == (2, 2)
    assert "number 1 on the waiting list" in mail_of(session, "registration_taken_over").body
    assert mail_of(session, "registration_handed_over").calendar is None


def test_an_offered_place_passes_on_and_is_accepted_by_the_substitute(
    session: Session, seminar: Seminar
) -> None:
    offered = make_registration(session, seminar, state=OFFERED, offered_until=NOW + DAY)

    new = hand_over(session, offered)

    assert (new.state, new.offered_until, new.held_until) == (OFFERED, NOW + DAY, None)
    assert "/offer" in mail_of(session, "registration_taken_over").body
    offers.accept(session, new.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert counters(session, seminar) == (1, 0)


def test_who_was_let_in_beyond_the_last_place_takes_none_after_it_either(
    session: Session, seminar: Seminar
) -> None:
    beyond = make_registration(session, seminar, beyond=True)

    new = hand_over(session, beyond)

    session.refresh(seminar)
    assert (new.beyond, beyond.beyond, seminar.beyond, seminar.taken) == (True, False, 1, 0)


@pytest.mark.parametrize(
    "values",
    [
        {"state": CANCELLED},
        {"state": LAPSED},
        {"state": PROVISIONAL, "held_until": NOW + HOUR},
        {"state": WAITING, "held_until": NOW + HOUR},
        {"company": ""},
    ],
    ids=["given up", "lapsed", "held for a while", "waits for the button", "of no company"],
)
def test_what_is_nobodys_for_good_is_not_passed_on(
    session: Session, seminar: Seminar, values: dict[str, object]
) -> None:
    row = make_registration(session, seminar, **values)

    with pytest.raises(NotToHandOver):
        hand_over(session, row)

    assert mails_to(session, "goto@example.jp") == []


def test_nobody_takes_over_once_the_seminar_has_begun(
    session: Session, place: Registration
) -> None:
    with pytest.raises(NotToHandOver):
        hand_over(session, place, now=NOW + timedelta(days=200))


def test_a_place_is_given_away_once(session: Session, place: Registration) -> None:
    hand_over(session, place)

    with pytest.raises(NotToHandOver):
        hand_over(session, place, Applicant(name="別人", email="other@example.jp"))


def test_a_missing_registration_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        substitutes.hand_over(
            session,
            4711,
            COLLEAGUE,
            network="a",
            office=OFFICE,
            actor=PARTICIPANT,
            now=NOW,
        )


def test_who_is_registered_already_takes_no_second_place(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    make_registration(
        session, seminar, name="後藤次郎", name_key="後藤次郎", email_key="goto@example.jp"
    )

    with pytest.raises(PersonRegisteredAlready):
        hand_over(session, place)
    with pytest.raises(PersonRegisteredAlready):
        hand_over(session, place, Applicant(name=place.name, email=place.email))

    session.refresh(place)
    assert place.state is CONFIRMED


def test_a_mailbox_that_bears_no_more_gets_no_mail_and_nothing_happens(
    session: Session, place: Registration
) -> None:
    for _ in range(OFFICE.caution.mails_per_hour):
        mailboxes.count_mail(session, "goto@example.jp", caution=OFFICE.caution, now=NOW)
    session.commit()

    with pytest.raises(TooManyMails):
        hand_over(session, place)

    session.refresh(place)
    assert place.state is CONFIRMED


def test_a_full_mailbox_of_the_former_owner_keeps_nobody_from_handing_over(
    session: Session, place: Registration
) -> None:
    for _ in range(OFFICE.caution.mails_per_hour):
        mailboxes.count_mail(session, place.email, caution=OFFICE.caution, now=NOW)
    session.commit()

    assert hand_over(session, place).state is CONFIRMED
    assert mails_to(session, place.email) == []


def test_a_place_is_held_for_a_substitute_for_a_day(
    session: Session, seminar: Seminar, place: Registration
) -> None:
    seminar.tour.proof_rule = ProofRule.ALWAYS
    session.commit()

    assert hand_over(session, place).held_until == NOW + DAY


class TestTheButton:
    """Where the house's rules demand it, a substitute proves the mailbox first."""

    @pytest.fixture(autouse=True)
    def always(self, seminar: Seminar) -> None:
        seminar.tour.proof_rule = ProofRule.ALWAYS

    def test_the_place_is_held_and_is_the_substitutes_once_it_is_pressed(
        self, session: Session, seminar: Seminar, place: Registration
    ) -> None:
        session.commit()
        new = hand_over(session, place)
        assert (new.state, new.held_until) == (PROVISIONAL, NOW + DAY)
        assert mail_of(session, "registration_taken_over").calendar is None

        held_places.press(session, new.id, office=OFFICE, actor=PARTICIPANT, now=NOW + HOUR)

        assert (new.state, place.state) == (CONFIRMED, CANCELLED)
        assert counters(session, seminar) == (1, 0)

    def test_without_it_the_place_comes_back_and_goes_to_nobody_else(
        self, session: Session, seminar: Seminar, place: Registration
    ) -> None:
        session.commit()
        make_registration(session, seminar)
        waits = make_registration(session, seminar, state=WAITING)
        number = place.queue_number
        new = hand_over(session, place)

        later = NOW + DAY
        held_places.lapse_overdue(session, office=OFFICE, actor=PARTICIPANT, now=later)

        assert (new.state, place.state, waits.state) == (LAPSED, CONFIRMED, WAITING)
        assert (place.queue_number, place.withdrawn_at) == (number, None)
        assert counters(session, seminar) == (2, 1)
        back = mail_of(session, "registration_came_back")
        assert back.recipient == place.email
        assert back.calendar_method == "REQUEST"
        assert kinds_of(session, place)[-2:] == ["place_handed_over", "place_came_back"]
        assert hand_over(session, place, now=later + HOUR).state is PROVISIONAL

    def test_a_position_comes_back_as_well(self, session: Session, seminar: Seminar) -> None:
        session.commit()
        fill(session, seminar, 2)
        waits = make_registration(session, seminar, state=WAITING)
        new = hand_over(session, waits)
        assert (new.state, new.held_until) == (WAITING, NOW + DAY)

        held_places.lapse_overdue(session, office=OFFICE, actor=PARTICIPANT, now=NOW + DAY)

        assert (new.state, waits.state) == (LAPSED, WAITING)
        assert counters(session, seminar) == (2, 1)

    def test_who_has_registered_anew_gets_no_second_place(
        self, session: Session, seminar: Seminar, place: Registration
    ) -> None:
        session.commit()
        hand_over(session, place)
        make_registration(
            session, seminar, name=place.name, name_key=place.name_key, email_key=place.email_key
        )

        held_places.lapse_overdue(session, office=OFFICE, actor=PARTICIPANT, now=NOW + DAY)

        assert place.state is CANCELLED
        assert counters(session, seminar) == (1, 0)
