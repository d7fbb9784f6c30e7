"""Everything that is known of one registration."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT, Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.overview.registration_page import registration_page
from seminar_service.registrations import services
from seminar_service.registrations.by_hand import notes
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    OFFICE,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
    make_user,
)
from tests.statements import counted_queries


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def test_it_tells_what_happened_who_did_it_and_what_was_mailed(
    session: Session, row: Registration
) -> None:
    clerk = make_user(session, name="事務 花子")
    actor = Actor(ActorKind.ORGANISER, clerk.id)
    services.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    later = NOW + timedelta(minutes=5)
    notes.add_note(session, row.id, "電話で確認", actor=actor, now=later)

    page = registration_page(session, row.id)

    assert [(step.line.kind, step.line.actor, step.note) for step in page.steps] == [
        (HistoryKind.REGISTRATION_NOTED, "事務 花子", "電話で確認"),
        (HistoryKind.REGISTRATION_WITHDRAWN, None, ""),
    ]
    assert [step.note for step in page.notes] == ["電話で確認"]
    assert [mail.kind for mail in page.mails] == ["registration_withdrawn"]
    assert (page.position, page.is_undelivered) == (None, False)


def test_it_tells_the_position_on_the_waiting_list(session: Session, row: Registration) -> None:
    for _ in range(2):
        last = make_registration(session, row.seminar, state=RegistrationState.WAITING)
    assert registration_page(session, last.id).position == 2


def test_other_registrations_of_the_same_address_or_name_are_shown(
    session: Session, row: Registration, tour: Tour
) -> None:
    there = make_seminar(session, make_bid(session, make_tour(session, 2025)))
    here = make_seminar(session, make_bid(session, tour))
    same_mail = make_registration(session, there, email_key=row.email_key)
    same_name = make_registration(session, here, name_key=row.name_key)
    make_registration(session, here)

    others = registration_page(session, row.id).others

    assert {each.id for each in others} == {same_mail.id, same_name.id}


def test_it_takes_a_fixed_number_of_queries(session: Session, row: Registration) -> None:
    there = make_seminar(session, make_bid(session, make_tour(session, 2025)))
    for _ in range(5):
        make_registration(session, there, name_key=row.name_key)
        notes.add_note(session, row.id, "x", actor=Actor(ActorKind.ORGANISER), now=NOW)
    key, host = row.id, there.host_name
    with counted_queries(session) as queries:
        page = registration_page(session, key)
        assert {each.seminar.host_name for each in page.others} == {host}
    assert len(queries) <= 11


def test_what_is_not_there_has_no_page(session: Session) -> None:
    with pytest.raises(NotFound):
        registration_page(session, 987_654)
