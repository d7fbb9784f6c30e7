"""What a seminar's page shows."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from seminar_service.seminars.calendar_rows import CalendarRow
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.public_pages import Profile, SeminarOnShow, seminar_on_show
from seminar_service.seminars.publicity import Standing
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Topic
from tests.factories import NOW, make_adviser, make_bid, make_registration, make_seminar, make_tour
from tests.statements import counted_queries

DAY = date(2026, 10, 6)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """One with two advisers and two topics of the same name, and two places."""
    tour = make_tour(session)
    team = [
        make_adviser(session, tour, name="佐藤 健一", profile_ja="弁理士"),
        make_adviser(session, tour, name="佐藤 健一", profile_en="Attorney"),
    ]
    topics = [Topic(code=code, name_ja="商標", name_en="Brands", position=1) for code in "ba"]
    bid = make_bid(session, tour, capacity=2)
    return make_seminar(
        session,
        bid,
        day=DAY,
        team=team,
        topics=topics,
        programme_en="Talk",
        access_ja="徒歩",
    )


def shown(session: Session, seminar: Seminar, now: datetime = NOW) -> SeminarOnShow:
    found = seminar_on_show(session, seminar.public_id, now=now)
    assert found is not None
    return found


def test_it_says_what_the_database_says_by_one_query_with_each_topic_and_adviser_once(
    session: Session, seminar: Seminar
) -> None:
    row, public_id, ends = CalendarRow.of(seminar), seminar.public_id, seminar.registration_ends_at
    with counted_queries(session) as queries:
        found = seminar_on_show(session, public_id, now=NOW)

    assert found is not None
    assert len(queries) == 1
    assert found.facts.row == row
    assert [len(found.facts.row.topics), len(found.facts.row.advisers)] == [2, 2]
    assert found.facts.profiles == (Profile("弁理士", ""), Profile("", "Attorney"))
    assert [each.text("en") for each in found.facts.profiles] == ["", "Attorney"]
    assert (found.facts.programme("en"), found.facts.programme("ja")) == ("Talk", "")
    assert (found.facts.access("ja"), found.facts.access("en")) == ("徒歩", "")
    assert found.facts.registration_ends_at == ends
    assert found.facts.moved_from is None
    assert found.facts.closes_with_start


def test_one_without_topics_and_advisers_has_none(session: Session, seminar: Seminar) -> None:
    seminar.topics, seminar.team = [], []
    session.commit()

    facts = shown(session, seminar).facts

    assert (facts.row.topics, facts.row.advisers, facts.profiles) == ((), (), ())


def test_who_registers_changes_the_places_and_nothing_else(
    session: Session, seminar: Seminar
) -> None:
    before = shown(session, seminar)
    make_registration(session, seminar)
    after = shown(session, seminar)

    assert (before.places_left, after.places_left) == (2, 1)
    assert {before.facts} == {after.facts}
    assert before != after


def test_how_it_stands_follows_the_clock_the_places_and_its_state(
    session: Session, seminar: Seminar
) -> None:
    def at(hour: int, minute: int) -> tuple[Standing, bool, bool]:
        now = datetime.fromisoformat(f"{DAY}T{hour:02}:{minute:02}:00+09:00")
        found = shown(session, seminar, now)
        return found.standing, found.takes_people, found.over

    assert at(13, 29) == (Standing.OPEN, True, False)
    assert at(13, 30) == at(16, 29) == (Standing.CLOSED, False, False)
    assert at(16, 30) == (Standing.CLOSED, False, True)
    make_registration(session, seminar)
    make_registration(session, seminar)
    assert at(13, 29) == (Standing.FULL, True, False)
    seminar.state = SeminarState.CANCELLED
    session.commit()
    assert at(13, 29) == (Standing.CANCELLED, False, True)


def test_what_was_not_announced_nobody_finds(session: Session, seminar: Seminar) -> None:
    seminar.state, seminar.announced_at = SeminarState.CONFIRMED, None
    session.commit()

    assert seminar_on_show(session, seminar.public_id, now=NOW) is None
    assert seminar_on_show(session, "unknown", now=NOW) is None
