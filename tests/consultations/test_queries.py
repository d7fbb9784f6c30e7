"""Lists of cases."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import queries
from seminar_service.consultations.queries import View, Wanted, case_page
from seminar_service.consultations.states import CaseState
from seminar_service.consultations.values import Channel
from tests.consultations.support import CLIENT, SEAL, make_case, make_expert, make_subjects
from tests.statements import counted_queries

TODAY = date(2026, 6, 1)


def found(session: Session, wanted: Wanted, user_id: int = 0) -> list[int]:
    page = case_page(session, wanted, user_id=user_id, seal=SEAL, today=TODAY)
    return [line.row.id for line in page.lines]


def test_the_queue_has_what_nobody_works_on_and_mine_what_i_do(session: Session) -> None:
    user = make_expert(session)
    mine, queued = make_case(session, user, due_on=TODAY), make_case(session)
    assert found(session, Wanted(View.QUEUE)) == [queued.id]
    assert found(session, Wanted(View.MINE), user.id) == [mine.id]
    assert found(session, Wanted(View.DUE)) == [mine.id]
    assert found(session, Wanted(View.ALL)) == [queued.id, mine.id]
    assert queries.counts(session, user_id=user.id, today=TODAY) == {
        View.QUEUE: 1,
        View.MINE: 1,
        View.DUE: 1,
    }


@pytest.mark.parametrize(
    "words", ["2026-0001", "２０２６ー１", CLIENT.email, CLIENT.telephone, "秘密工業 株式会社"]
)
def test_a_case_is_found_by_its_number_or_by_what_its_client_tells_again(
    session: Session, words: str
) -> None:
    case = make_case(session)
    assert found(session, Wanted(View.ALL, words=words)) == [case.id]


@pytest.mark.parametrize("words", ["配合比", "秘密", "hanako", "2026-0002", "x" * 900, "9" * 99])
def test_nothing_that_lies_under_seal_is_searched(session: Session, words: str) -> None:
    make_case(session)
    assert found(session, Wanted(View.ALL, words=words)) == []


def test_lists_can_be_narrowed(session: Session) -> None:
    subject = make_subjects(session)[0]
    case = make_case(
        session, channel=Channel.VISIT, prefecture="23", subject_ids=frozenset({subject.id})
    )
    make_case(session)
    for wanted in (
        Wanted(View.ALL, channel=Channel.VISIT),
        Wanted(View.ALL, prefecture="23"),
        Wanted(View.ALL, subject_id=subject.id),
    ):
        assert found(session, wanted) == [case.id]
    assert found(session, Wanted(View.ALL, state=CaseState.CLOSED)) == []


def test_a_page_takes_as_many_queries_however_many_cases_there_are(session: Session) -> None:
    for _ in range(3):
        make_case(session, make_expert(session))
    session.rollback()
    with counted_queries(session) as statements:
        page = case_page(session, Wanted(View.OPEN), user_id=0, seal=SEAL, today=TODAY, page=9)
    assert len(statements) <= 4
    assert (page.page, page.pages, page.count) == (1, 1, 3)
    assert [len(line.experts) for line in page.lines] == [1, 1, 1]


def test_a_case_and_the_staff_of_the_desk_are_found(session: Session) -> None:
    expert, head = make_expert(session, "a"), make_expert(session, "b", RoleName.DESK_HEAD)
    make_expert(session, "c", RoleName.ADMIN)
    case = make_case(session)
    assert queries.find(session, case.id) is case
    assert queries.find(session, 99) is None
    assert queries.desk_staff(session) == [(expert.id, "a"), (head.id, "b")]


def test_a_subject_that_is_retired_is_offered_no_more(session: Session) -> None:
    first, *others = make_subjects(session)
    first.retired = True
    session.commit()
    assert queries.offered_subjects(session) == others
    assert queries.all_subjects(session) == [first, *others]
