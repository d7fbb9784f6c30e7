"""The contact of a party withdraws or exchanges one of its people, and nobody else."""

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.link_lifetimes import AFTER_SEMINAR
from seminar_service.registrations import services
from seminar_service.registrations.by_hand import transferring
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.parties import changes
from seminar_service.registrations.parties import mails as party_mails
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.parties.support import CONTACT, people, register, rows_of, states_of
from tests.registrations.proof_support import NETWORK, NOW, OFFICE, counters, mails_to
from tests.registrations.substitute_support import COLLEAGUE, hand_over, mail_of

WEEK = timedelta(days=7)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar with two places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=2))


@pytest.fixture
def party(session: Session, seminar: Seminar) -> Party:
    """Two people with a place, and one who waits."""
    return register(session, seminar, people(3)).party


def exchange(session: Session, party_id: int, row: Registration, days: int = 0) -> Registration:
    return changes.exchange_member(
        session,
        party_id,
        row.id,
        COLLEAGUE,
        network=NETWORK,
        office=OFFICE,
        actor=PARTICIPANT,
        now=NOW + timedelta(days=days),
    )


def withdraw(session: Session, party_id: int, row: Registration, days: int = 0) -> Withdrawal:
    return changes.withdraw_member(
        session,
        party_id,
        row.id,
        office=OFFICE,
        actor=PARTICIPANT,
        now=NOW + timedelta(days=days),
    )


def test_one_of_them_is_withdrawn_and_told_who_did_it(
    session: Session, seminar: Seminar, party: Party
) -> None:
    first, *_ = rows_of(session, party)

    assert withdraw(session, party.id, first) is Withdrawal.WITH_MAIL

    assert states_of(session, party) == ["cancelled", "confirmed", "confirmed"]
    mail = mail_of(session, "registration_withdrawn")
    assert (mail.recipient, mail.calendar_method) == (first.email, "CANCEL")
    assert "窓口 花子さんが、" in mail.body
    assert counters(session, seminar) == (2, 0)
    assert withdraw(session, party.id, first) is Withdrawal.OVER_BEFORE


def test_one_of_them_is_exchanged_and_all_three_are_told(
    session: Session, seminar: Seminar, party: Party
) -> None:
    first, *_ = rows_of(session, party)

    new = exchange(session, party.id, first)

    assert (new.party_id, new.state) == (party.id, RegistrationState.CONFIRMED)
    assert "窓口 花子さん" in mail_of(session, "registration_handed_over").body
    assert mail_of(session, "registration_taken_over").recipient == COLLEAGUE.email
    told = mail_of(session, "party_exchanged")
    assert told.recipient == CONTACT
    assert (first.name in told.body, COLLEAGUE.name in told.body) == (True, True)
    assert counters(session, seminar) == (2, 1)


def test_the_contact_is_told_where_one_of_them_names_a_substitute(
    session: Session, party: Party
) -> None:
    first, *_ = rows_of(session, party)

    hand_over(session, first)

    assert mail_of(session, "party_exchanged").recipient == CONTACT


def test_nobody_of_another_party_or_of_none_is_touched(
    session: Session, seminar: Seminar, party: Party
) -> None:
    stranger = make_registration(session, seminar, state=RegistrationState.WAITING)

    for change in (withdraw, exchange):
        with pytest.raises(NotFound):
            change(session, party.id, stranger)
        with pytest.raises(NotFound):
            change(session, party.id + 1, rows_of(session, party)[0])
    assert mails_to(session, stranger.email) == []


def test_once_the_seminar_has_begun_nothing_changes(session: Session, party: Party) -> None:
    first, *_ = rows_of(session, party)

    with pytest.raises(SeminarBegun):
        withdraw(session, party.id, first, days=200)
    with pytest.raises(NotToHandOver):
        exchange(session, party.id, first, days=200)


def test_who_left_alone_is_told_so_and_the_others_stay(session: Session, party: Party) -> None:
    first, *_ = rows_of(session, party)

    services.withdraw(session, first.id, office=OFFICE, actor=PARTICIPANT, now=NOW)

    assert "窓口 花子さんが" not in mail_of(session, "registration_withdrawn").body
    assert states_of(session, party) == ["cancelled", "confirmed", "confirmed"]


def test_somebody_who_was_moved_is_withdrawn_from_the_seminar_where_they_are(
    session: Session, party: Party, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour), day=seminar.day + WEEK)
    row = rows_of(session, party)[0]
    transferring.transfer(
        session,
        {row.id: seen_mark(row)},
        other.public_id,
        tell_them=True,
        office=OFFICE,
        actor=SYSTEM,
        now=NOW,
    )
    assert (counters(session, seminar), counters(session, other)) == ((2, 0), (1, 0))

    withdraw(session, party.id, row)

    assert (counters(session, seminar), counters(session, other)) == ((2, 0), (0, 0))


def test_the_contact_is_told_of_an_exchange_at_the_seminar_where_it_was(
    session: Session, party: Party, seminar: Seminar
) -> None:
    other = make_seminar(session, make_bid(session, seminar.tour), title_ja="別のセミナー")
    moved = make_registration(session, other, party=party)

    exchange(session, party.id, moved)

    assert "別のセミナー" in mail_of(session, "party_exchanged").body


def test_the_link_of_a_contact_lasts_as_long_as_the_last_seminar_of_its_people(
    session: Session, party: Party, seminar: Seminar
) -> None:
    later = make_seminar(session, make_bid(session, seminar.tour), day=seminar.day + 10 * WEEK)
    make_registration(session, later, party=party)
    with transaction(session):
        token = party_mails.mint(session, party, now=NOW)

    late = instant_of(later.day + AFTER_SEMINAR - timedelta(days=1), time())
    assert links.resolve(session, LinkPurpose.PARTY, token, now=late) == party.id
