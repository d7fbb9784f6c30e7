"""What passes from one registration to another, and what stays."""

from sqlalchemy.orm import Session

from seminar_service.registrations.passing_on import (
    former_of,
    is_registered_again,
    successor_of,
    take_out,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.storage.transaction import transaction
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW
from tests.registrations.substitute_support import hand_over


def test_what_is_taken_out_is_of_the_place_and_gone_from_the_person(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row = make_registration(session, seminar, priority=4, waits_since=NOW, moved_up_at=NOW)

    with transaction(session):
        place = take_out(session, row)

    assert (place["queue_number"], place["priority"], place["waits_since"]) == (1, 4, NOW)
    assert (row.queue_number, row.priority, row.waits_since, row.moved_up_at) == (2, 0, None, None)


def test_former_and_successor_find_each_other_and_strangers_find_nobody(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row, stranger = make_registration(session, seminar), make_registration(session, seminar)
    new = hand_over(session, row)

    assert (successor_of(session, row), former_of(session, new)) == (new, row)
    assert (successor_of(session, new), former_of(session, row)) == (None, None)
    assert (successor_of(session, stranger), former_of(session, stranger)) == (None, None)


def test_only_a_live_registration_of_the_same_person_counts_as_another(session: Session) -> None:
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    same = {"name_key": "同", "email_key": "same@example.jp"}
    row = make_registration(session, seminar, state=RegistrationState.CANCELLED, **same)
    make_registration(session, seminar, state=RegistrationState.CANCELLED, **same)
    make_registration(session, seminar, name_key="同")
    assert not is_registered_again(session, row)

    make_registration(session, seminar, **same)

    assert is_registered_again(session, row)
