"""Another mail address for a registration: asked for, confirmed, taken back."""

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import LinkExpired, LinkRevoked, NotFound, TooManyMails
from seminar_service.outbox.model import Message
from seminar_service.registrations import address_changes, address_mails
from seminar_service.registrations.address_changes import AddressMovedOn, AddressTheSame
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.seminars.publicity import begins_at
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_link, make_registration, make_seminar
from tests.histories import kinds_told, lines
from tests.registrations.proof_support import CAUTION, HOUR, OFFICE, counters, mails_to

OLD, NEW, THIEF = "old@example.jp", "new@example.jp", "thief@example.jp"


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    seminar = make_seminar(session, make_bid(session, tour))
    return make_registration(session, seminar, email=OLD, email_key=OLD)


def ask(session: Session, row: Registration, address: str = NEW, now: datetime = NOW) -> None:
    address_changes.ask(session, row.id, address, office=OFFICE, actor=PARTICIPANT, now=now)


def confirm(session: Session, row: Registration, now: datetime = NOW) -> str:
    return address_changes.confirm(session, row.id, office=OFFICE, actor=PARTICIPANT, now=now)


def take_back(session: Session, change: AddressChange) -> None:
    address_changes.take_back(session, change.id, office=OFFICE, actor=PARTICIPANT, now=NOW)


def change(session: Session) -> AddressChange:
    return session.scalars(select(AddressChange).order_by(AddressChange.id)).first()  # type: ignore[return-value]  # there is one


def sequence(mail: Message) -> int:
    found = re.search(r"SEQUENCE:(\d+)", mail.calendar or "")
    assert found
    return int(found[1])


def test_nothing_changes_until_the_new_mailbox_answers(session: Session, row: Registration) -> None:
    ask(session, row, "New@EXAMPLE.jp")
    session.refresh(row)

    assert row.email == OLD
    assert mails_to(session, OLD) == []
    [mail] = mails_to(session, "New@example.jp")
    token = re.search(r"/addresses/(\S+)", mail.body)
    assert token
    assert links.resolve(session, LinkPurpose.ADDRESS_CHANGE, token[1], now=NOW) == row.id
    assert "/registrations/" not in mail.body
    assert mail.calendar is None


def test_the_button_moves_mails_calendar_and_links(session: Session, row: Registration) -> None:
    earlier = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    ask(session, row)
    token = confirm(session, row)
    session.refresh(row)

    assert (row.email, row.email_key, row.version) == (NEW, NEW, 2)
    assert row.search_text.find(NEW) >= 0
    assert links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW) == row.id
    with pytest.raises(LinkRevoked):
        links.resolve(session, LinkPurpose.REGISTRATION, earlier, now=NOW)
    assert mailboxes.is_proven(session, NEW, caution=CAUTION, now=NOW)
    [left] = mails_to(session, OLD)
    _button, changed = mails_to(session, NEW)
    assert (left.calendar_method, changed.calendar_method) == ("CANCEL", "REQUEST")
    assert f"mailto:{OLD}" in (left.calendar or "")
    assert NEW not in left.body + (left.calendar or "")
    assert f"mailto:{NEW}" in (changed.calendar or "")
    assert OLD not in changed.body
    assert kinds_told(session)[:2] == ["address_change_asked", "address_changed"]
    assert all(NEW not in str(line.data) and OLD not in str(line.data) for line in lines(session))


def test_pressed_twice_it_opens_the_page_and_changes_nothing_more(
    session: Session, row: Registration
) -> None:
    ask(session, row)
    confirm(session, row)
    sent = session.scalar(select(func.count(Message.id)))
    token = confirm(session, row)
    assert links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW) == row.id
    assert session.scalar(select(func.count(Message.id))) == sent


def test_a_later_wish_takes_the_place_of_an_earlier_one(
    session: Session, row: Registration
) -> None:
    ask(session, row, "first@example.jp")
    ask(session, row)
    assert session.scalars(select(AddressChange.email)).all() == [NEW]
    assert links.revoke_all(session, LinkPurpose.ADDRESS_CHANGE, row.id, now=NOW) == 1


def test_after_a_day_nobody_waits_for_the_button(session: Session, row: Registration) -> None:
    ask(session, row)
    with pytest.raises(LinkExpired):
        confirm(session, row, NOW + address_changes.LASTS)


def test_a_provisional_place_holds_once_the_new_mailbox_is_proven(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    row = make_registration(
        session, seminar, state=RegistrationState.PROVISIONAL, held_until=NOW + HOUR
    )
    ask(session, row)
    confirm(session, row)
    session.refresh(row)
    assert (row.state, row.held_until) == (RegistrationState.CONFIRMED, None)
    assert counters(session, seminar) == (1, 0)
    assert [mail.kind for mail in mails_to(session, NEW)] == [
        "registration_address_asked",
        "registration_confirmed",
    ]


def test_the_calendar_of_a_shared_address_keeps_the_seminar_of_somebody_else(
    session: Session, row: Registration
) -> None:
    make_registration(session, row.seminar, email=OLD, email_key=OLD)
    ask(session, row)
    confirm(session, row)
    [left] = mails_to(session, OLD)
    assert left.calendar is None


def test_the_earlier_owner_takes_it_back_and_nobody_else_comes_in(
    session: Session, row: Registration
) -> None:
    ask(session, row, THIEF)
    token = confirm(session, row)
    feed = make_link(session, LinkPurpose.REGISTRATION_FEED, row.id, now=NOW)
    take_back(session, change(session))
    session.refresh(row)

    assert row.email == OLD
    for purpose, each in ((LinkPurpose.REGISTRATION, token), (LinkPurpose.REGISTRATION_FEED, feed)):
        link = session.scalar(select(SecretLink).where(SecretLink.token_hash == links.hashed(each)))
        assert link is not None
        assert (link.purpose, link.is_open(NOW)) == (purpose, False)
    left, back = mails_to(session, OLD)
    assert (left.calendar_method, back.calendar_method) == ("CANCEL", "REQUEST")
    assert sequence(back) > sequence(left)
    new = re.search(r"/registrations/(\S+)", back.body)
    assert new
    assert links.resolve(session, LinkPurpose.REGISTRATION, new[1], now=NOW) == row.id
    assert [mail.calendar_method for mail in mails_to(session, THIEF)] == [
        None,
        "REQUEST",
        "CANCEL",
    ]


def test_taken_back_twice_it_stays_and_links_are_sent_again(
    session: Session, row: Registration
) -> None:
    ask(session, row, THIEF)
    confirm(session, row)
    for _ in range(2):
        take_back(session, change(session))
    session.refresh(row)
    assert row.email == OLD
    assert [mail.kind for mail in mails_to(session, OLD)][1:] == [
        "registration_address_returned"
    ] * 2


def test_who_moved_it_on_is_followed_and_brings_nothing_back(
    session: Session, row: Registration
) -> None:
    ask(session, row, THIEF)
    confirm(session, row)
    ask(session, row, "thief2@example.jp")
    confirm(session, row)
    first, second = session.scalars(select(AddressChange).order_by(AddressChange.id)).all()
    second_id = second.id
    take_back(session, first)
    session.refresh(row)
    assert row.email == OLD
    with pytest.raises(NotFound):
        address_changes.take_back(session, second_id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert not links.any_open(session, [LinkPurpose.ADDRESS_RETURN], second_id, now=NOW)


def test_what_the_office_has_noted_since_is_not_undone(session: Session, row: Registration) -> None:
    ask(session, row)
    confirm(session, row)
    row.email = row.email_key = "office-noted@example.jp"
    session.commit()
    with pytest.raises(AddressMovedOn):
        take_back(session, change(session))


def test_it_is_never_a_second_registration_of_one_person(
    session: Session, row: Registration
) -> None:
    make_registration(
        session, row.seminar, name=row.name, name_key=row.name_key, email=NEW, email_key=NEW
    )
    ask(session, row)
    with pytest.raises(PersonRegisteredAlready):
        confirm(session, row)
    session.refresh(row)
    assert row.email == OLD
    assert mails_to(session, OLD) == []


def test_who_had_no_address_gets_one(session: Session, row: Registration) -> None:
    row.email, row.email_key = "", "nobody"
    session.commit()
    ask(session, row)
    confirm(session, row)
    session.refresh(row)
    assert row.email == NEW
    assert {mail.recipient for mail in session.scalars(select(Message))} == {NEW}


def test_the_same_address_needs_no_change(session: Session, row: Registration) -> None:
    with pytest.raises(AddressTheSame):
        ask(session, row, OLD.upper())


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.LAPSED])
def test_what_is_over_stays_as_it_is(
    session: Session, row: Registration, state: RegistrationState
) -> None:
    ask(session, row)
    row.state = state
    session.commit()
    with pytest.raises(RegistrationOver):
        ask(session, row, "other@example.jp")
    with pytest.raises(RegistrationOver):
        confirm(session, row)


def test_once_the_seminar_has_begun_it_is_too_late(session: Session, row: Registration) -> None:
    with pytest.raises(RegistrationOver):
        ask(session, row, now=begins_at(row.seminar.day, row.seminar.starts_at))


def test_one_registration_asks_so_often_a_day_and_no_more(
    session: Session, row: Registration
) -> None:
    for number in range(address_changes.ASKED_PER_DAY):
        ask(session, row, f"new{number}@example.jp")
    with pytest.raises(TooManyMails):
        ask(session, row)
    assert mails_to(session, NEW) == []


def test_a_mailbox_gets_no_more_than_its_owner_must_bear(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    for _ in range(CAUTION.mails_per_hour):
        ask(session, make_registration(session, seminar))
    with pytest.raises(TooManyMails):
        ask(session, make_registration(session, seminar))


def test_what_nobody_thinks_of_any_more_is_forgotten_with_its_links(
    session: Session, row: Registration
) -> None:
    ask(session, row)
    confirm(session, row)
    later = NOW + address_mails.RETURNS + address_changes.LASTS
    for now, left in ((later, 1), (later + timedelta(seconds=1), 0)):
        with transaction(session):
            address_changes.forget_old(session, now=now)
        assert session.scalar(select(func.count(AddressChange.id))) == left
    of_returns = select(func.count(SecretLink.id)).where(
        SecretLink.purpose == LinkPurpose.ADDRESS_RETURN
    )
    assert session.scalar(of_returns) == 0
