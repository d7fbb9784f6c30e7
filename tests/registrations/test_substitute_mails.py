"""What the mails around a substitute say, in both languages."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message
from seminar_service.registrations import substitute_mails
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitute_mails import Exchanger
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, NOW, OFFICE

CONFIRMED = RegistrationState.CONFIRMED
OWNER, CONTACT, BY_OFFICE = Exchanger(), Exchanger(contact="窓口 花子"), Exchanger(by_office=True)


@pytest.fixture
def two(session: Session) -> tuple[Registration, Registration]:
    """Who had the place, and who has it now."""
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    former = make_registration(
        session, seminar, state=RegistrationState.CANCELLED, name="前任 一", locale="en"
    )
    return former, make_registration(session, seminar, name="後任 二", locale="en")


def written(session: Session) -> list[Message]:
    return list(session.scalars(select(Message).order_by(Message.id)))


@pytest.mark.parametrize(
    ("by", "said", "unsaid"),
    [
        (OWNER, "You have given your place at this seminar to 後任 二.", "The office"),
        (CONTACT, "窓口 花子, who registered you, has given your place", "後任 二"),
        (BY_OFFICE, "The office has noted that somebody else takes your place", "後任 二"),
    ],
)
def test_who_gives_a_place_reads_the_name_only_where_they_said_it(
    session: Session,
    two: tuple[Registration, Registration],
    by: Exchanger,
    said: str,
    unsaid: str,
) -> None:
    with transaction(session):
        substitute_mails.send_handed_over(
            session, *two, before=CONFIRMED, by=by, office=OFFICE, now=NOW
        )
    (mail,) = written(session)

    assert said in mail.body
    assert unsaid not in mail.body
    assert "/registrations/" not in mail.body
    assert mail.calendar_method == "CANCEL"


@pytest.mark.parametrize(
    ("by", "said"),
    [
        (OWNER, "前任 一 has registered you for this seminar as a substitute."),
        (CONTACT, "窓口 花子 has registered you for this seminar in place of somebody else."),
        (BY_OFFICE, "The office has registered you for this seminar in place of somebody else."),
    ],
)
def test_a_substitute_reads_who_registered_them_and_gets_the_own_link(
    session: Session, two: tuple[Registration, Registration], by: Exchanger, said: str
) -> None:
    former, successor = two
    with transaction(session):
        substitute_mails.send_taken_over(session, successor, former, by=by, office=OFFICE, now=NOW)
    (mail,) = written(session)

    assert said in mail.body
    assert "You have a place." in mail.body
    assert "/en/registrations/" in mail.body
    assert (mail.recipient, mail.calendar_method) == (successor.email, "REQUEST")


def test_a_substitute_who_must_press_the_button_reads_until_when(
    session: Session, two: tuple[Registration, Registration]
) -> None:
    former, successor = two
    with transaction(session):
        successor.state, successor.held_until = RegistrationState.PROVISIONAL, NOW + HOUR
        substitute_mails.send_taken_over(
            session, successor, former, by=OWNER, office=OFFICE, now=NOW
        )
    (mail,) = written(session)

    assert mail.subject.startswith("Please confirm that you take part")
    assert "/confirm" in mail.body
    assert mail.calendar is None


def test_what_comes_back_is_told_with_its_calendar_entry(
    session: Session, two: tuple[Registration, Registration]
) -> None:
    _, holder = two
    with transaction(session):
        substitute_mails.send_came_back(session, holder, office=OFFICE, now=NOW)
    (mail,) = written(session)

    assert "the place at this seminar is yours again" in mail.body
    assert mail.calendar_method == "REQUEST"
