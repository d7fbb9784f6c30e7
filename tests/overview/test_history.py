"""The history for those who read it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.overview.history import history_page
from seminar_service.storage.transaction import transaction
from tests.factories import NOW, make_user
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def tell(
    session: Session,
    subject: Subject,
    actor: Actor | None = SYSTEM,
    *,
    kind: HistoryKind = HistoryKind.EDITED,
    at: datetime = NOW,
) -> None:
    with transaction(session):
        history.record(session, kind, subject, actor, at, version=2)


def tell_of_tours(session: Session, numbers: range) -> None:
    for number in numbers:
        at = NOW + timedelta(minutes=number)
        tell(session, Subject(SubjectKind.TOUR, number), at=at)


def test_pages_begin_with_the_newest_and_hold_every_line_once(session: Session) -> None:
    tell_of_tours(session, range(1, 6))

    pages = [history_page(session, None, page=number, page_size=2) for number in (1, 2, 3)]

    assert [[line.subject_id for line in lines] for lines, _ in pages] == [[5, 4], [3, 2], [1]]
    assert {total for _, total in pages} == {5}


def test_of_lines_of_the_same_instant_the_one_written_last_comes_first(session: Session) -> None:
    for number in (1, 2):
        tell(session, Subject(SubjectKind.TOUR, number))

    lines, _ = history_page(session, None, page=1, page_size=9)

    assert [line.subject_id for line in lines] == [2, 1]


def test_one_kind_is_shown_and_counted_alone(session: Session) -> None:
    tell_of_tours(session, range(1, 3))
    tell(session, Subject(SubjectKind.PLAN, 7), kind=HistoryKind.PLAN_RELEASED)

    lines, total = history_page(session, HistoryKind.PLAN_RELEASED, page=1, page_size=9)

    assert ([line.subject_id for line in lines], total) == ([7], 1)


def test_a_line_says_who_acted_on_which_account(session: Session) -> None:
    clerk, owner = make_user(session), make_user(session, name="")
    subject = Subject(SubjectKind.ACCOUNT, owner.id)
    tell(session, subject, Actor(ActorKind.ORGANISER, clerk.id))

    ((line,), _) = history_page(session, None, page=1, page_size=9)

    assert (line.actor_kind, line.actor) == (ActorKind.ORGANISER, clerk.name)
    assert (line.subject_kind, line.subject) == (SubjectKind.ACCOUNT, owner.email)
    assert (line.kind, line.at, line.data) == (HistoryKind.EDITED, NOW, {"version": 2})


def test_other_things_with_the_number_of_an_account_are_not_called_by_it(session: Session) -> None:
    user = make_user(session)
    tell(session, Subject(SubjectKind.BID, user.id), actor=None)

    ((line,), _) = history_page(session, None, page=1, page_size=9)

    assert (line.actor_kind, line.actor, line.subject) == (None, None, None)


def test_two_queries_are_enough(session: Session) -> None:
    tell_of_tours(session, range(1, 6))

    with counted_queries(session) as queries:
        history_page(session, None, page=1, page_size=9)

    assert len(queries) == 2
