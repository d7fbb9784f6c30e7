"""What every installation begins with."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName
from seminar_service.domain.actors import SYSTEM
from seminar_service.samples.groundwork import TOPICS, lay_groundwork
from seminar_service.tours.model import Topic
from tests.factories import NOW, make_topic


def test_what_is_missing_is_added_once_and_what_is_there_stays(sqlite_session: Session) -> None:
    session = sqlite_session
    make_topic(session, TOPICS[0][0], name_ja="自分の名前")
    make_topic(session, "own")

    for _ in range(2):
        lay_groundwork(session, actor=SYSTEM, now=NOW)

    assert sorted(session.scalars(select(Role.name))) == sorted(RoleName)
    names = {topic.code: topic.name_ja for topic in session.scalars(select(Topic))}
    assert set(names) == {"own", *(code for code, *_ in TOPICS)}
    assert names[TOPICS[0][0]] == "自分の名前"
