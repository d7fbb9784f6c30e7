"""Who waits where, in numbers."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.alerts.queries import own_alert, wish_counts
from seminar_service.alerts.states import AlertState
from seminar_service.domain.errors import NotFound
from tests.factories import NOW, make_alert, make_topic
from tests.statements import counted_statements

YEAR_AGO = NOW - timedelta(days=365)


def test_those_who_wait_and_those_who_were_told_are_counted_by_place_and_topic(
    session: Session,
) -> None:
    topic = make_topic(session, "patents")
    for place, topic_id in (("23", None), ("23", None), ("23", topic.id), ("", topic.id)):
        make_alert(session, place=place, topic_id=topic_id)
    make_alert(session, email="", state=AlertState.TOLD)
    make_alert(session, email="", state=AlertState.TOLD, changed_at=YEAR_AGO - timedelta(days=1))
    make_alert(session, state=AlertState.ASKED, place="13")
    make_alert(session, email="", state=AlertState.ENDED, place="13")

    counts = wish_counts(session, told_since=YEAR_AGO)

    assert [(each.place, each.topic, each.waiting, each.told) for each in counts] == [
        ("", topic, 1, 0),
        ("23", None, 2, 1),
        ("23", topic, 1, 0),
    ]


def test_two_queries_count_however_many(session: Session) -> None:
    for number in range(1, 40):
        make_alert(session, place=f"{number:02}")
    with counted_statements(session.get_bind()) as statements:
        wish_counts(session, told_since=YEAR_AGO)
    assert len(statements) == 2


def test_an_alert_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        own_alert(session, 99)
