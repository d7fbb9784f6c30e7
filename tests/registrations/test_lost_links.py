"""Links that people have lost, mailed again to the address that they registered with."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.model import Message
from seminar_service.registrations import lost_links
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_party, make_registration, make_seminar
from tests.registrations.proof_support import CAUTION, OFFICE

ADDRESS = "hanako@example.jp"


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def register(session: Session, tour: Tour, *days: date, **values: object) -> list[int]:
    """The address is registered for seminars on these days."""
    known = {"email": ADDRESS, "email_key": ADDRESS}
    return [
        make_registration(
            session, make_seminar(session, make_bid(session, tour), day=day), **(known | values)
        ).id
        for day in days
    ]


def send(session: Session, address: str = ADDRESS, locale: str = "ja") -> None:
    lost_links.send_links(session, address, locale=locale, office=OFFICE, now=NOW)


def mails(session: Session) -> list[Message]:
    return list(session.scalars(select(Message)))


def opened(session: Session, mail: Message) -> list[int]:
    """The registrations that the links of a mail open, in their order."""
    tokens = re.findall(r"/registrations/(\S+)", mail.body)
    return [links.resolve(session, LinkPurpose.REGISTRATION, each, now=NOW) for each in tokens]


def parties_opened(session: Session, mail: Message) -> list[int]:
    """The parties that the links of a mail open."""
    tokens = re.findall(r"/parties/(\S+)", mail.body)
    return [links.resolve(session, LinkPurpose.PARTY, each, now=NOW) for each in tokens]


def test_one_mail_has_a_link_to_each_registration_in_the_order_of_their_days(
    session: Session, tour: Tour
) -> None:
    later, sooner = register(session, tour, date(2026, 11, 4), date(2026, 9, 8))
    send(session, "Hanako@EXAMPLE.jp")

    [mail] = mails(session)
    assert (mail.kind, mail.recipient) == ("registration_links", ADDRESS)
    assert opened(session, mail) == [sooner, later]
    kinds = session.scalars(select(HistoryLine.kind)).all()
    assert kinds == ["links_renewed"] * 2


def test_the_mail_is_in_the_language_of_who_asks(session: Session, tour: Tour) -> None:
    register(session, tour, date(2026, 11, 4))
    send(session, locale="en")

    [mail] = mails(session)
    assert mail.subject == "Links to your registrations"
    assert "https://seminar.example.jp/en/registrations/" in mail.body


def test_an_address_without_registrations_gets_no_mail(session: Session, tour: Tour) -> None:
    register(session, tour, date(2026, 11, 4))
    send(session, "somebody@example.jp")

    assert mails(session) == []


def test_what_was_given_up_and_what_is_long_over_is_left_out(session: Session, tour: Tour) -> None:
    register(session, tour, date(2026, 11, 4), state=RegistrationState.CANCELLED)
    register(session, tour, NOW.date() - timedelta(days=200))
    send(session)
    assert mails(session) == []

    [recent] = register(session, tour, NOW.date() - timedelta(days=30))
    send(session)
    assert opened(session, mails(session)[0]) == [recent]


def test_a_mailbox_gets_only_as_many_mails_as_its_owner_must_bear(
    session: Session, tour: Tour
) -> None:
    register(session, tour, date(2026, 11, 4))
    for _ in range(CAUTION.mails_per_hour + 2):
        send(session)

    assert len(mails(session)) == CAUTION.mails_per_hour


def test_one_mail_names_so_many_and_no_more(
    session: Session, tour: Tour, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lost_links, "MOST_LINKS", 2)
    numbers = register(session, tour, *(date(2026, 11, day) for day in (4, 5, 6)))
    send(session)

    assert opened(session, mails(session)[0]) == numbers[1:]


def test_a_contact_gets_the_links_of_the_groups_too(session: Session, tour: Tour) -> None:
    [own] = register(session, tour, date(2026, 11, 4))
    seminar = make_seminar(session, make_bid(session, tour), day=date(2026, 9, 8))
    known = {"contact_email": "Hanako@example.jp", "contact_email_key": ADDRESS, "size": 3}
    party = make_party(session, seminar, **known)
    make_registration(session, seminar, party=party)
    send(session, locale="en")

    [mail] = mails(session)
    assert opened(session, mail) == [own]
    assert parties_opened(session, mail) == [party.id]
    assert "Group: 3 people" in mail.body
    subjects = session.scalars(select(HistoryLine.subject_kind)).all()
    assert sorted(subjects) == ["party", "registration"]


def test_who_is_a_contact_alone_gets_these_alone(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour), day=date(2026, 9, 8))
    party = make_party(session, seminar, contact_email=ADDRESS)
    make_registration(session, seminar, party=party)
    send(session)

    [mail] = mails(session)
    assert (mail.recipient, mail.about) == (ADDRESS, f"party:{party.id}")
    assert parties_opened(session, mail) == [party.id]


def test_groups_of_which_nobody_is_registered_any_more_are_left_out(
    session: Session, tour: Tour
) -> None:
    over = make_seminar(session, make_bid(session, tour), day=date(2025, 9, 8))
    make_registration(session, over, party=make_party(session, over, contact_email=ADDRESS))
    seminar = make_seminar(session, make_bid(session, tour))
    gone = make_party(session, seminar, contact_email=ADDRESS)
    make_registration(session, seminar, party=gone, state=RegistrationState.CANCELLED)
    send(session)
    assert mails(session) == []

    moved = make_party(session, over, contact_email=ADDRESS)
    make_registration(session, seminar, party=moved)  # the office has moved this one
    send(session)
    assert parties_opened(session, mails(session)[0]) == [moved.id]
