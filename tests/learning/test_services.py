"""Bringing courses in, publishing them; beginning and finishing one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.learning import queries, services
from seminar_service.learning.course_format import course_of
from seminar_service.learning.model import Certificate
from seminar_service.learning.values import Said
from tests import histories
from tests.factories import NOW
from tests.learning.support import CODE, STAFF, add, sample

ENGINEER = ParticipantKind.ENGINEER


def finish(session: Session, key: str = "a", kind: ParticipantKind | None = ENGINEER) -> str:
    return services.finish(session, CODE, kind, key, now=NOW)


def test_a_course_is_brought_in_published_changed_and_taken_off(session: Session) -> None:
    course_id = add(session, live=False)
    assert queries.course_called(session, CODE) is None
    services.publish_course(session, course_id, version=1, actor=STAFF, now=NOW)
    assert queries.course_called(session, CODE) == sample()

    changed = replace(sample(), title=Said("改訂", "Anew"))
    assert services.bring_in(session, changed, actor=STAFF, now=NOW) == course_id
    assert queries.course_called(session, CODE) == changed
    services.withdraw_course(session, course_id, version=3, actor=STAFF, now=NOW)
    assert queries.course_called(session, CODE) is None
    assert histories.kinds_told(session) == [
        HistoryKind.COURSE_ADDED,
        HistoryKind.COURSE_PUBLISHED,
        HistoryKind.EDITED,
        HistoryKind.COURSE_WITHDRAWN,
    ]


def test_who_begins_and_finishes_is_counted_by_kind_and_named_nowhere(session: Session) -> None:
    course_id = add(session)
    for kind in (ENGINEER, ENGINEER, None):
        services.begin(session, CODE, kind, now=NOW)
    number = finish(session)
    assert [
        (each.kind, each.begun, each.finished) for each in queries.learners(session, course_id)
    ] == [
        ("", 1, 0),
        ("engineer", 2, 1),
    ]
    verified = queries.certificate(session, number)
    assert verified is not None
    assert verified.title("en") == "Trade secrets in ten minutes"


def test_a_certificate_keeps_what_it_says_whatever_becomes_of_the_course(session: Session) -> None:
    course_id = add(session)
    number = finish(session)
    services.bring_in(session, replace(sample(), title=Said("新", "New")), actor=STAFF, now=NOW)
    services.withdraw_course(session, course_id, version=None, actor=STAFF, now=NOW)
    verified = queries.certificate(session, number)
    assert verified is not None
    assert verified.title("ja") == "10分で分かる営業秘密"


def test_the_same_form_gives_one_certificate(session: Session) -> None:
    add(session)
    assert finish(session, "a") == finish(session, "a") != finish(session, "b")


def test_what_nobody_sees_is_neither_begun_nor_finished(session: Session) -> None:
    add(session, live=False)
    with pytest.raises(NotFound):
        finish(session)
    with pytest.raises(NotFound):
        services.begin(session, CODE, None, now=NOW)
    assert session.scalar(select(func.count()).select_from(Certificate)) == 0


@pytest.mark.parametrize("step", [services.publish_course, services.withdraw_course])
def test_who_has_seen_an_earlier_state_changes_nothing(session: Session, step: object) -> None:
    course_id = add(session)
    with pytest.raises(ChangedMeanwhile):
        step(session, course_id, version=1, actor=STAFF, now=NOW)  # type: ignore[operator]
    with pytest.raises(NotFound):
        step(session, 99, version=1, actor=STAFF, now=NOW)  # type: ignore[operator]


def test_of_many_at_once_each_is_counted(session: Session, sessions: sessionmaker[Session]) -> None:
    course_id = add(session)
    start = Barrier(4)

    def count(_: int) -> None:
        with sessions() as own:
            start.wait()
            services.begin(own, CODE, None, now=NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(count, range(4)))
    session.rollback()
    assert queries.learners(session, course_id)[0].begun == 4


def test_what_is_kept_is_a_course(session: Session) -> None:
    course_id = add(session)
    assert course_of(queries.course_row(session, course_id).content) == sample()
