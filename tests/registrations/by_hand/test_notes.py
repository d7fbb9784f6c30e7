"""Notes about registrations."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.by_hand import notes
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.states import RegistrationState
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar, make_tour, make_user


def test_a_note_is_kept_beside_its_line_of_the_history_and_not_in_it(session: Session) -> None:
    row = make_registration(
        session,
        make_seminar(session, make_bid(session, make_tour(session))),
        state=RegistrationState.CANCELLED,
    )
    clerk = Actor(ActorKind.ORGANISER, make_user(session).id)

    notes.add_note(session, row.id, "電話あり\n車いす", actor=clerk, now=NOW)

    kept = session.scalars(select(RegistrationNote)).one()
    assert (kept.registration_id, kept.text) == (row.id, "電話あり\n車いす")
    assert histories.facts(kept.line) == histories.told(
        HistoryKind.REGISTRATION_NOTED,
        SubjectKind.REGISTRATION,
        row.id,
        clerk,
        NOW,
        state="cancelled",
    )
    assert session.scalars(select(Message)).all() == []


def test_what_is_not_there_takes_no_note(session: Session) -> None:
    with pytest.raises(NotFound):
        notes.add_note(session, 987_654, "x", actor=Actor(ActorKind.ORGANISER), now=NOW)
    assert histories.lines(session) == []
