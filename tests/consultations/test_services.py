"""Opening and changing cases."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.consultations import services
from seminar_service.consultations.model import Case
from seminar_service.consultations.reading import NotAssigned, Reader
from seminar_service.consultations.services import AnonymousNamed, CaseForgotten
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import CaseFacts, CaseSecrets, Channel, ClientKind
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import EmployeeBand
from seminar_service.storage.transaction import transaction
from tests.consultations.support import (
    SEAL,
    SECRETS,
    STAFF,
    head,
    make_case,
    make_expert,
    make_subjects,
    told_of,
)
from tests.factories import NOW

IN_MARCH = datetime(2026, 3, 31, 3, tzinfo=UTC)
FACTS = CaseFacts(Channel.TELEPHONE)


def test_cases_are_numbered_within_the_fiscal_year_in_which_they_are_opened(
    session: Session,
) -> None:
    first, second, earlier = (
        make_case(session),
        make_case(session),
        make_case(session, now=IN_MARCH),
    )
    assert (first.reference, second.reference) == ("2026-0001", "2026-0002")
    assert earlier.reference == "2025-0001"
    assert first.state is CaseState.NEW


def test_a_form_that_is_sent_twice_opens_one_case(session: Session) -> None:
    opened = {
        services.open_case(
            session, FACTS, SECRETS, form_key="same", seal=SEAL, actor=STAFF, now=NOW
        )
        for _ in range(2)
    }
    assert len(opened) == session.scalar(select(func.count()).select_from(Case)) == 1


def test_whoever_takes_the_call_has_the_case_at_once(session: Session) -> None:
    case = make_case(session, make_expert(session))
    assert case.state is CaseState.ASSIGNED
    kinds = [line.kind for line in told_of(session, case)]
    assert kinds == [HistoryKind.CASE_OPENED, HistoryKind.CASE_ASSIGNED]


def test_of_somebody_anonymous_no_name_is_kept(session: Session) -> None:
    with pytest.raises(AnonymousNamed):
        make_case(session, client_kind=ClientKind.ANONYMOUS)
    case = make_case(session, client_kind=ClientKind.ANONYMOUS, secrets=CaseSecrets(matter="x"))
    assert case.client == ""


def edit(session: Session, case: Case, facts: CaseFacts = FACTS, **values: object) -> None:
    given: dict[str, Any] = {"due_on": None, "version": case.version, "reader": head(session)}
    given |= {"secrets": SECRETS} | values
    services.edit_case(session, case.id, facts, seal=SEAL, actor=STAFF, now=NOW, **given)


def test_what_is_said_of_a_case_can_be_changed(session: Session) -> None:
    subjects = make_subjects(session)
    case = make_case(session)
    facts = CaseFacts(
        Channel.MAIL,
        employees=EmployeeBand.OVER_300,
        prefecture="23",
        subject_ids=frozenset({subjects[1].id, 999}),
    )
    edit(session, case, facts, due_on=date(2026, 6, 8), secrets=CaseSecrets(matter="neu"))
    assert (case.channel, case.prefecture, case.due_on) == (Channel.MAIL, "23", date(2026, 6, 8))
    assert case.subjects == [subjects[1]]
    assert SEAL.read(case).matter == "neu"
    last = told_of(session, case)[-1]
    assert last.kind == HistoryKind.EDITED
    assert "neu" not in str(last.data)


def test_two_who_change_it_at_once_notice_each_other(session: Session) -> None:
    case = make_case(session)
    seen = case.version
    edit(session, case)
    with pytest.raises(ChangedMeanwhile):
        edit(session, case, version=seen)


def test_who_is_not_assigned_changes_nothing(session: Session) -> None:
    case = make_case(session)
    with pytest.raises(NotAssigned):
        edit(session, case, reader=Reader(99))


def test_nothing_is_added_to_what_was_forgotten(session: Session) -> None:
    case = make_case(session, secrets=CaseSecrets())
    with transaction(session):
        session.get_one(Case, case.id).forgotten_at = NOW
    with pytest.raises(CaseForgotten):
        edit(session, case)
