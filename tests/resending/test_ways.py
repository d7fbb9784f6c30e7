"""Which mails are sent again, and what they say then."""

import pytest
from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import sending
from seminar_service.outbox.model import Message
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.resending.ways import WAYS, can_be_resent, write_anew
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.notices.support import mails, schedule, write
from tests.outbox.conftest import make_message
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour)


@pytest.fixture
def person(session: Session, bid: Bid) -> Registration:
    return make_registration(session, make_seminar(session, bid))


def sent(session: Session, kind: str, about: str) -> Message:
    row = make_message(99, NOW, kind=kind, about=about, state="sent", body="")
    session.add(row)
    session.commit()
    return row


def anew(session: Session, message: Message) -> Message | None:
    with transaction(session):
        return write_anew(session, message, office=OFFICE, now=NOW)


def test_only_kinds_that_there_are_have_a_way() -> None:
    kinds = {each.stem for each in (paths.templates() / "mail").glob("*.txt")}
    assert set(WAYS) <= kinds


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (RegistrationState.CONFIRMED, "registration_confirmed"),
        (RegistrationState.WAITING, "registration_waiting"),
    ],
)
def test_a_mail_about_a_place_says_how_it_stands_now_with_a_link_that_works(
    session: Session, person: Registration, state: RegistrationState, kind: str
) -> None:
    person.state = state
    person.email = "corrected@example.jp"
    session.commit()
    first = sent(session, "registration_reminder", f"registration:{person.id}")

    assert can_be_resent(session, first, now=NOW)
    again = anew(session, first)

    assert again is not None
    assert (again.kind, again.recipient) == (kind, "corrected@example.jp")
    assert "https://seminar.example.jp/registrations/" in again.body


def test_of_a_place_that_was_given_up_there_is_nothing_to_say(
    session: Session, person: Registration
) -> None:
    person.state = RegistrationState.CANCELLED
    first = sent(session, "registration_confirmed", f"registration:{person.id}")

    assert not can_be_resent(session, first, now=NOW)
    assert anew(session, first) is None


def test_a_host_is_told_again_how_the_bid_stands_as_long_as_it_does(
    session: Session, bid: Bid
) -> None:
    bid.state = BidState.ACCEPTED
    accepted = sent(session, "bid_accepted", f"bid:{bid.id}")
    again = anew(session, accepted)
    assert again is not None
    assert "https://seminar.example.jp/bids/" in again.body

    bid.state = BidState.WITHDRAWN
    session.commit()
    assert not can_be_resent(session, accepted, now=NOW)
    assert anew(session, accepted) is None


@pytest.mark.usefixtures("person")
def test_a_message_to_participants_is_written_again_to_the_same_person(
    session: Session, tour: Tour
) -> None:
    schedule(session, write(session, tour))
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    (first,) = mails(session)

    assert can_be_resent(session, first, now=NOW)
    again = anew(session, first)

    assert again is not None
    assert (again.subject, again.recipient) == (first.subject, first.recipient)
    assert not can_be_resent(session, first, now=NOW)  # the new one is, from now on


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("account_password", "account:1"),
        ("seminar_proposed", "bid:1"),
        ("registration_confirmed", "registration:77"),
        ("bid_received", "bid:77"),
        ("notice", "registration:77"),
        ("unheard", "x"),
    ],
)
def test_what_has_no_way_or_is_gone_is_not_sent_again(
    session: Session, kind: str, about: str
) -> None:
    first = sent(session, kind, about)
    assert not can_be_resent(session, first, now=NOW)
    assert anew(session, first) is None
