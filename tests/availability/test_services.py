"""What an adviser says of the own days."""

from collections.abc import Collection
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, DaySource, Engagement
from seminar_service.availability import services
from seminar_service.availability.services import Changed, ask_for, take_day, wishes_of, within
from seminar_service.availability.states import WishState
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_tour

PAST, AUGUST, SEPTEMBER = date(2026, 5, 1), date(2026, 8, 3), date(2026, 9, 7)
JOURNEY, SEMINAR_DAY = date(2026, 10, 5), date(2026, 10, 6)


def say(
    session: Session,
    engagement: Engagement,
    days: Collection[date],
    nights: int = 3,
    version: int | None = None,
) -> Changed:
    return services.say_when(
        session,
        engagement.tour_id,
        engagement.adviser_id,
        days,
        nights,
        version=version,
        actor=ADVISER,
        now=NOW,
    )


def taken(engagement: Engagement) -> list[date]:
    return sorted(each.day for each in engagement.unavailable_days)


def asked(session: Session, engagement: Engagement) -> list[tuple[date | int | None, WishState]]:
    rows = wishes_of(session, engagement.id)
    return [(each.day or each.nights, each.state) for each in rows]


def test_days_are_taken_and_freed_and_what_is_past_stays(
    session: Session, engagement: Engagement
) -> None:
    found = say(session, engagement, [SEPTEMBER])

    assert found == Changed(taken=1, freed=1)
    assert taken(engagement) == [PAST, SEPTEMBER]
    assert (engagement.answered_at, engagement.version) == (NOW, 2)
    (line,) = histories.lines(session, HistoryKind.AVAILABILITY_SAID)
    assert line.data == {"version": 2, "taken": 1, "freed": 1, "asked": 0}


def test_saying_that_nothing_changes_is_an_answer(session: Session, engagement: Engagement) -> None:
    assert say(session, engagement, [AUGUST]) == Changed()
    assert engagement.answered_at == NOW


@pytest.mark.usefixtures("seminar")
def test_days_of_a_released_seminar_and_its_journey_are_asked_of_the_office(
    session: Session, engagement: Engagement
) -> None:
    found = say(session, engagement, [AUGUST, JOURNEY, SEMINAR_DAY])

    assert (found.asked, found.taken, found.asks) == (2, 0, True)
    assert taken(engagement) == [PAST, AUGUST]
    assert asked(session, engagement) == [
        (JOURNEY, WishState.OPEN),
        (SEMINAR_DAY, WishState.OPEN),
    ]
    assert len(histories.lines(session, HistoryKind.AVAILABILITY_WISHED)) == 1


@pytest.mark.usefixtures("seminar")
def test_asking_twice_is_asking_once_and_unmarking_takes_it_back(
    session: Session, engagement: Engagement
) -> None:
    say(session, engagement, [SEMINAR_DAY])
    assert say(session, engagement, [SEMINAR_DAY]).asked == 0
    assert len(asked(session, engagement)) == 1
    say(session, engagement, [])
    assert asked(session, engagement) == []


@pytest.mark.usefixtures("seminar")
def test_what_was_refused_may_be_asked_again(session: Session, engagement: Engagement) -> None:
    say(session, engagement, [SEMINAR_DAY])
    (wish,) = wishes_of(session, engagement.id)
    wish.state, wish.decided_at = WishState.REFUSED, NOW
    session.commit()
    assert say(session, engagement, []).asked == 0
    assert asked(session, engagement) == [(SEMINAR_DAY, WishState.REFUSED)]
    assert say(session, engagement, [SEMINAR_DAY]).asked == 1
    assert asked(session, engagement) == [(SEMINAR_DAY, WishState.OPEN)]


def test_once_the_seminar_is_gone_the_day_is_taken_without_asking(
    session: Session, engagement: Engagement, seminar: Seminar
) -> None:
    say(session, engagement, [SEMINAR_DAY])
    seminar.state = SeminarState.CANCELLED
    session.commit()

    assert say(session, engagement, [SEMINAR_DAY]) == Changed(taken=1, freed=0)

    assert taken(engagement) == [PAST, SEMINAR_DAY]
    assert asked(session, engagement) == []


def test_nights_change_at_once_where_no_journey_is_longer(
    session: Session, engagement: Engagement
) -> None:
    assert not say(session, engagement, [], nights=0).asks
    assert engagement.max_nights_away == 0
    say(session, engagement, [], nights=5)
    assert engagement.max_nights_away == 5


@pytest.mark.usefixtures("seminar")
def test_fewer_nights_than_a_released_journey_has_are_asked_of_the_office(
    session: Session, engagement: Engagement
) -> None:
    first = say(session, engagement, [], nights=0)
    again = say(session, engagement, [], nights=0)

    assert (first.asks_nights, again.asks_nights) == (True, False)
    assert engagement.max_nights_away == 3
    assert [each.nights for each in wishes_of(session, engagement.id)] == [0]
    say(session, engagement, [], nights=1)
    assert (engagement.max_nights_away, wishes_of(session, engagement.id)) == (1, [])


def test_of_two_at_once_the_second_is_told(session: Session, engagement: Engagement) -> None:
    say(session, engagement, [SEPTEMBER], version=1)
    with pytest.raises(ChangedMeanwhile):
        say(session, engagement, [], version=1)
    assert taken(engagement) == [PAST, SEPTEMBER]


def test_days_of_other_years_and_past_ones_are_left_out(
    session: Session, engagement: Engagement
) -> None:
    say(session, engagement, [date(2027, 4, 1), date(2026, 5, 2), AUGUST])
    assert taken(engagement) == [PAST, AUGUST]
    today = date(2026, 6, 1)
    assert within(engagement, [today, today - timedelta(days=1)], today) == {today}


def test_who_takes_no_part_says_nothing(session: Session, adviser: Adviser, tour: Tour) -> None:
    other = make_tour(session, tour.fiscal_year + 1)
    with pytest.raises(NotFound):
        services.locked_engagement(session, other.id, adviser.id)


def test_a_day_is_taken_once_and_keeps_where_it_is_from(
    session: Session, engagement: Engagement
) -> None:
    for source in (DaySource.CALENDAR, DaySource.HAND):
        take_day(engagement, SEPTEMBER, source)
    session.commit()
    row = next(each for each in engagement.unavailable_days if each.day == SEPTEMBER)
    assert row.source is DaySource.CALENDAR


def test_only_new_wishes_count(session: Session, engagement: Engagement) -> None:
    assert ask_for(session, engagement, [SEPTEMBER], now=NOW) == 1
    session.flush()
    assert ask_for(session, engagement, [SEPTEMBER, SEMINAR_DAY], now=NOW) == 1
