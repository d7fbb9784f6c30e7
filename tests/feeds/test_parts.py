"""What all feeds share."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.feeds.parts import each_language, latest, site_name, with_details
from tests.factories import make_adviser, make_bid, make_seminar, make_topic, make_tour
from tests.statements import counted_queries

moments = st.datetimes(timezones=st.just(UTC))


def test_three_queries_bring_seminars_with_topics_and_teams(sqlite_session: Session) -> None:
    session = sqlite_session
    tour = make_tour(session)
    topics = [[make_topic(session), make_topic(session, "brand")]]
    for _ in range(3):
        team = [make_adviser(session), make_adviser(session)]
        make_seminar(session, make_bid(session, tour, topics=topics), team=team)

    with counted_queries(session) as queries:
        seminars = session.scalars(with_details()).all()
        assert all(len(seminar.topics) == 2 for seminar in seminars)
        assert all(member.adviser.name for seminar in seminars for member in seminar.team)

    assert (len(seminars), len(queries)) == (3, 3)


@given(moments, st.lists(moments))
def test_the_latest_is_one_of_them_and_none_is_later(
    first: datetime, others: list[datetime]
) -> None:
    found = latest(first, others)

    assert found in (first, *others)
    assert all(each <= found for each in (first, *others))


def test_a_text_is_said_in_every_language() -> None:
    names = each_language(site_name)

    assert set(names) == set(Locale)
    assert names[Locale.EN] == "Intellectual Property Seminar Tour"
    assert names[Locale.JA] != names[Locale.EN]
