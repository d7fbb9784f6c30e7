"""What participants change of their own registrations."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.history.model import HistoryLine
from seminar_service.registrations import own_changes
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.publicity import begins_at
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_question, make_registration, make_seminar


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def change(
    session: Session,
    row: Registration,
    columns: dict[str, Any],
    answers: Sequence[GivenAnswer] = (),
    *,
    instead_of: Sequence[int] = (),
    version: int | None = None,
    now: datetime = NOW,
) -> None:
    own_changes.change(
        session,
        row.id,
        columns,
        answers,
        instead_of=instead_of,
        version=version,
        actor=PARTICIPANT,
        now=now,
    )


def texts(session: Session) -> dict[int, str]:
    rows = session.execute(select(Answer.question_id, Answer.text))
    return {row.question_id: row.text for row in rows}


def test_answers_take_the_place_of_earlier_ones_and_frozen_ones_stay(
    session: Session, tour: Tour, row: Registration
) -> None:
    open_, emptied, frozen = (make_question(session, tour).id for _ in range(3))
    first = [GivenAnswer(each, "before") for each in (open_, emptied, frozen)]
    change(session, row, {}, first)
    change(
        session,
        row,
        {"company": "別の会社"},
        [GivenAnswer(open_, "after")],
        instead_of=(open_, emptied),
        version=row.version,
    )

    assert row.company == "別の会社"
    assert texts(session) == {open_: "after", frozen: "before"}
    lines = session.execute(select(HistoryLine.kind, HistoryLine.actor_kind)).all()
    assert [tuple(each) for each in lines] == [("edited", "participant")] * 2


def test_who_was_slower_than_the_office_changes_nothing(
    session: Session, row: Registration
) -> None:
    with pytest.raises(ChangedMeanwhile):
        change(session, row, {"company": "別の会社"}, version=row.version + 1)
    session.refresh(row)
    assert row.company != "別の会社"


@pytest.mark.parametrize("state", [RegistrationState.CANCELLED, RegistrationState.LAPSED])
def test_what_was_given_up_changes_no_more(
    session: Session, row: Registration, state: RegistrationState
) -> None:
    row.state = state
    session.commit()
    with pytest.raises(RegistrationOver):
        change(session, row, {"company": "別の会社"})


def test_once_the_seminar_has_begun_nothing_changes(session: Session, row: Registration) -> None:
    begins = begins_at(row.seminar.day, row.seminar.starts_at)
    change(session, row, {"company": "間に合った"}, now=begins - timedelta(minutes=1))
    with pytest.raises(RegistrationOver):
        change(session, row, {"company": "遅かった"}, now=begins)
    session.refresh(row)
    assert row.company == "間に合った"


def test_what_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        own_changes.change(
            session, 99, {}, (), instead_of=(), version=None, actor=PARTICIPANT, now=NOW
        )
