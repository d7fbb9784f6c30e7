"""Made-up counters, marked as such."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.counters.model import Counter
from seminar_service.counters.report_queries import reported_year
from seminar_service.domain.prefectures import prefectures
from seminar_service.handouts import queries
from seminar_service.samples.counters import LATE, load
from tests.factories import NOW, make_counter

TODAY = date(2026, 7, 20)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


def test_every_prefecture_has_a_counter_that_says_it_is_a_sample(session: Session) -> None:
    for _ in range(2):
        load(session, now=NOW, today=TODAY)
    rows = session.scalars(select(Counter)).all()
    assert {row.prefecture for row in rows} == {each.code for each in prefectures()}
    assert len(rows) == len(prefectures())
    assert all(row.is_sample and not row.telephone for row in rows)
    assert all("見本" in row.name_ja + row.address_ja for row in rows)
    found = reported_year(session, 2026, today=TODAY)
    assert found.total > 0
    assert len(queries.orders(session)) > 0
    assert sum(each.pieces for each in queries.given_out(session, 2026)) > 0
    assert {each.counter.prefecture for each in found.late} == LATE


def test_where_a_counter_is_entered_nothing_is_made_up(session: Session) -> None:
    make_counter(session)
    load(session, now=NOW, today=TODAY)
    assert len(session.scalars(select(Counter)).all()) == 1
