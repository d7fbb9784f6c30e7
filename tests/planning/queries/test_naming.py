import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.planning.queries.naming import read_names
from tests.factories import make_adviser, make_bid, make_topic, make_tour
from tests.statements import counted_queries


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_rows_are_called_as_in_each_language_and_what_is_gone_by_its_key(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour, name="山本", name_en="Yamamoto")
    bid = make_bid(session, tour, host_name="商工会議所", number=5)
    topic = make_topic(session)

    names = read_names(session, topics={topic.code}, advisers={adviser.id}, bids={bid.id})

    assert [names[each].adviser(adviser.id) for each in Locale] == [
        adviser.display_name(each) for each in Locale
    ]
    assert (names[Locale.EN].topic(topic.code), names[Locale.EN].bid(bid.id)) == (
        "Trade secrets",
        "商工会議所 (5)",
    )
    assert names[Locale.JA].adviser(adviser.id + 1) == f"a{adviser.id + 1}"


def test_what_is_not_asked_for_is_not_read(session: Session) -> None:
    with counted_queries(session) as queries:
        read_names(session)

    assert len(queries) == 0
