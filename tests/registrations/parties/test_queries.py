"""What the contact of a party reads."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.registrations.parties.queries import members_of, own_party
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.publicity import begins_at
from tests.factories import make_bid, make_party, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import HOUR, NOW


def test_the_contact_sees_who_is_registered_and_who_no_longer(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    party = make_party(session, seminar)
    make_registration(session, seminar)
    placed = make_registration(session, seminar, party=party)
    waits = make_registration(session, seminar, party=party, state=RegistrationState.WAITING)
    held = make_registration(
        session,
        seminar,
        party=party,
        state=RegistrationState.PROVISIONAL,
        held_until=NOW + HOUR,
    )
    gone = make_registration(session, seminar, party=party, state=RegistrationState.CANCELLED)

    own = own_party(session, party.id, now=NOW)

    shown = [(each.registration, each.position, each.may_exchange) for each in own.members]
    assert shown == [(placed, None, True), (waits, 1, True), (held, None, False)]
    assert all(each.may_withdraw for each in own.members)
    assert list(own.former) == [gone]
    assert own.member(placed.id).registration is placed
    assert list(members_of(session, party.id)) == [placed, waits, held, gone]
    with pytest.raises(NotFound):
        own.member(gone.id)


def test_nothing_can_be_done_once_the_seminar_has_begun(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    party = make_party(session, seminar)
    make_registration(session, seminar, party=party)

    (member,) = own_party(session, party.id, now=NOW + timedelta(days=200)).members

    assert (member.may_withdraw, member.may_exchange) == (False, False)


def test_a_party_that_there_is_not_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        own_party(session, 4711, now=NOW)


def test_who_was_moved_to_another_seminar_is_shown_there(session: Session) -> None:
    tour = make_tour(session)
    seminar = make_seminar(session, make_bid(session, tour))
    party = make_party(session, seminar, goes_together=True)
    later = make_seminar(session, make_bid(session, tour), day=seminar.day + timedelta(days=9))
    stays = make_registration(session, seminar, party=party)
    moved = make_registration(session, later, party=party, state=RegistrationState.WAITING)

    own = own_party(session, party.id, now=NOW)
    assert [(each.registration, each.is_elsewhere) for each in own.members] == [
        (stays, False),
        (moved, True),
    ]
    assert own.any_elsewhere
    assert not own.waits_together  # who waits elsewhere waits alone
    assert own.member(moved.id).position == 1

    between = begins_at(seminar.day, seminar.starts_at)
    may = [each.may_withdraw for each in own_party(session, party.id, now=between).members]
    assert may == [False, True]
