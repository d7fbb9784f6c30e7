"""A line of the history outlives what it tells of."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.constraints import FOREIGN_KEY, refused
from tests.factories import NOW, make_topic, make_user


def write(session: Session, subject: Subject, actor: Actor | None = None, **data: Any) -> None:
    with transaction(session):
        history.record(session, HistoryKind.EDITED, subject, actor, NOW, **data)


def test_a_line_stays_when_its_subject_goes(sqlite_session: Session) -> None:
    topic = make_topic(sqlite_session)
    write(sqlite_session, Subject(SubjectKind.TOPIC, topic.id))
    number = topic.id

    sqlite_session.delete(topic)
    sqlite_session.commit()

    assert [line.subject_id for line in histories.lines(sqlite_session)] == [number]


def test_a_line_stays_and_names_nobody_when_the_account_that_acted_goes(
    sqlite_session: Session,
) -> None:
    user = make_user(sqlite_session)
    actor = Actor(ActorKind.ORGANISER, user_id=user.id)
    write(sqlite_session, Subject(SubjectKind.TOPIC, 1), actor)

    sqlite_session.delete(user)
    sqlite_session.commit()
    sqlite_session.expire_all()

    (line,) = histories.lines(sqlite_session)
    assert (line.actor_kind, line.user_id) == ("organiser", None)


def test_nobody_acts_who_has_no_account(sqlite_session: Session) -> None:
    with refused(sqlite_session, FOREIGN_KEY):
        sqlite_session.add(
            HistoryLine(kind="edited", subject_kind="topic", user_id=999, at=NOW, data={})
        )


def test_a_line_of_a_later_release_can_be_read(sqlite_session: Session) -> None:
    write(sqlite_session, Subject(SubjectKind.TOPIC, 1))
    sqlite_session.execute(text("UPDATE history SET kind = 'flown', subject_kind = 'rocket'"))
    sqlite_session.commit()
    sqlite_session.expire_all()

    (line,) = histories.lines(sqlite_session)
    assert (line.kind, line.subject_kind) == ("flown", "rocket")


@pytest.mark.parametrize("data", [{}, {"reason": "closed"}, {"after": ["clerk"], "before": []}])
def test_data_come_back_as_they_were_on_every_database(
    session: Session, data: dict[str, Any]
) -> None:
    write(session, Subject(SubjectKind.ACCOUNT), None, **data)
    session.expire_all()

    (line,) = histories.lines(session)
    assert (line.data, line.at) == (data, NOW)
