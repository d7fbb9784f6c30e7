"""Topics: added under a code that stays, renamed, put in order."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.tours import topics
from seminar_service.tours.topics import TopicDetails
from tests import histories
from tests.factories import NOW

STAFF = Actor(ActorKind.ORGANISER)
DETAILS = TopicDetails("営業秘密", "Trade secrets", 3)


def test_a_topic_is_added_and_changed(session: Session) -> None:
    topic = topics.add_topic(session, "trade-secret", DETAILS, actor=STAFF, now=NOW)
    assert topics.next_position(session) == 4
    topics.change_topic(
        session, topic.id, TopicDetails("秘密", "Secrets", 1), version=None, actor=STAFF, now=NOW
    )
    assert (topic.code, topic.name_ja, topic.name_en, topic.position) == (
        "trade-secret",
        "秘密",
        "Secrets",
        1,
    )


def test_the_time_of_a_new_name_is_noted_for_calendars(session: Session) -> None:
    topic = topics.add_topic(session, "trade-secret", DETAILS, actor=STAFF, now=NOW)
    later = NOW + timedelta(days=1)
    topics.change_topic(
        session, topic.id, TopicDetails("秘密", "Secrets", 1), version=None, actor=STAFF, now=later
    )
    assert topic.renamed_at == later


def test_the_first_topic_stands_first(session: Session) -> None:
    assert topics.next_position(session) == 1


def test_a_code_is_given_once(session: Session) -> None:
    topics.add_topic(session, "trade-secret", DETAILS, actor=STAFF, now=NOW)
    with pytest.raises(topics.TopicCodeTaken):
        topics.add_topic(session, "trade-secret", DETAILS, actor=STAFF, now=NOW)


def test_a_topic_that_is_not_there_is_not_changed(session: Session) -> None:
    with pytest.raises(NotFound):
        topics.change_topic(session, 99, DETAILS, version=None, actor=STAFF, now=NOW)


def test_the_history_tells_who_added_and_changed_a_topic(session: Session) -> None:
    topic = topics.add_topic(session, "trade-secret", DETAILS, actor=STAFF, now=NOW)
    topics.change_topic(session, topic.id, DETAILS, version=1, actor=STAFF, now=NOW)
    assert [histories.facts(line) for line in histories.lines(session)] == [
        histories.told(HistoryKind.TOPIC_ADDED, SubjectKind.TOPIC, topic.id, STAFF, NOW),
        histories.told(HistoryKind.EDITED, SubjectKind.TOPIC, topic.id, STAFF, NOW, version=2),
    ]
