"""Moving a case along."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import steps
from seminar_service.consultations.model import CaseContact
from seminar_service.consultations.queries import experts_of
from seminar_service.consultations.reading import NotAssigned, Reader
from seminar_service.consultations.states import CaseAction, CaseState
from seminar_service.consultations.steps import ExpertUnknown, ResultMissing
from seminar_service.consultations.values import ContactWay, Result
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from tests.consultations.support import SEAL, STAFF, head, make_case, make_expert, reader
from tests.factories import NOW

WHO: dict[str, Any] = {"actor": STAFF, "now": NOW}


def test_an_expert_takes_a_case_from_the_queue_and_nobody_takes_it_from_them(
    session: Session,
) -> None:
    first, second = make_expert(session, "first"), make_expert(session, "second")
    case = make_case(session)
    for _ in range(2):
        steps.take(session, case.id, reader(first), **WHO)
    with pytest.raises(NotAssigned):
        steps.take(session, case.id, reader(second), **WHO)
    assert case.state is CaseState.ASSIGNED
    assert experts_of(session, [case.id]) == {case.id: [(first.id, "first")]}


def test_the_head_gives_it_to_more_and_takes_it_back(session: Session) -> None:
    first, second = make_expert(session), make_expert(session)
    case = make_case(session, first)
    for _ in range(2):
        steps.assign(session, case.id, second.id, **WHO)
    for user in (first, first, second):
        steps.release(session, case.id, user.id, **WHO)
    assert case.state is CaseState.NEW
    assert experts_of(session, [case.id]) == {}


@pytest.mark.parametrize("role", [RoleName.ADMIN, RoleName.CLERK])
def test_nobody_of_the_office_is_given_a_case(session: Session, role: RoleName) -> None:
    case = make_case(session)
    with pytest.raises(ExpertUnknown):
        steps.assign(session, case.id, make_expert(session, role=role).id, **WHO)


def test_a_case_is_worked_on_waits_is_closed_and_opened_again(session: Session) -> None:
    user = make_expert(session)
    case = make_case(session, user)

    def move(action: CaseAction, **values: object) -> None:
        given: dict[str, Any] = {"version": case.version, "reader": reader(user)} | WHO | values
        steps.move(session, case.id, action, **given)

    move(CaseAction.WORK)
    move(CaseAction.WAIT, due_on=date(2026, 6, 8))
    assert (case.state, case.due_on) == (CaseState.WAITING, date(2026, 6, 8))
    with pytest.raises(ResultMissing):
        move(CaseAction.CLOSE)
    move(CaseAction.CLOSE, result=Result.ANSWERED)
    assert (case.closed_at, case.due_on, case.result) == (NOW, None, Result.ANSWERED)
    with pytest.raises(TransitionNotAllowed):
        steps.release(session, case.id, user.id, **WHO)
    move(CaseAction.REOPEN)
    assert (case.state, case.closed_at, case.result) == (CaseState.REOPENED, None, None)
    with pytest.raises(ChangedMeanwhile):
        move(CaseAction.WORK, version=1)
    with pytest.raises(NotAssigned):
        move(CaseAction.WORK, reader=Reader(99))


def test_a_contact_is_kept_once_under_seal_and_begins_the_work(session: Session) -> None:
    user = make_expert(session)
    case = make_case(session, user)

    def note(who: Reader) -> None:
        steps.note_contact(
            session,
            case.id,
            form_key="contact",
            at=NOW,
            way=ContactWay.TELEPHONE,
            minutes=25,
            note="金型の図面の話",
            reader=who,
            seal=SEAL,
            **WHO,
        )

    note(reader(user))
    note(head(session))
    with pytest.raises(NotAssigned):
        note(Reader(99))
    row = session.scalars(select(CaseContact)).one()
    assert (row.minutes, row.user_id, case.state) == (25, user.id, CaseState.IN_PROGRESS)
    assert "図面" not in row.note
    assert SEAL.open(row.note) == "金型の図面の話"
