"""Days out of an adviser's own calendar."""

from collections.abc import Collection
from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import DaySource, Engagement, UnavailableDay
from seminar_service.availability.importing import forecast, take_calendar
from seminar_service.availability.services import Changed, wishes_of
from seminar_service.availability.ties import ties_of
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind
from tests import histories
from tests.factories import NOW

PAST, BY_HAND = date(2026, 5, 1), date(2026, 8, 3)
FIRST, SECOND, SEMINAR_DAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 10, 6)
TODAY = date(2026, 6, 1)


def take(
    session: Session, engagement: Engagement, days: Collection[date], version: int | None = None
) -> Changed:
    return take_calendar(
        session,
        engagement.tour_id,
        engagement.adviser_id,
        days,
        version=version,
        actor=ADVISER,
        now=NOW,
    )


def taken(engagement: Engagement) -> dict[date, DaySource]:
    return {each.day: each.source for each in engagement.unavailable_days}


def test_a_later_calendar_replaces_the_days_of_the_earlier_one_alone(
    session: Session, engagement: Engagement
) -> None:
    assert take(session, engagement, [FIRST, BY_HAND]) == Changed(taken=1)
    assert take(session, engagement, [SECOND]) == Changed(taken=1, freed=1)

    assert taken(engagement) == {
        PAST: DaySource.HAND,
        BY_HAND: DaySource.HAND,
        SECOND: DaySource.CALENDAR,
    }
    assert engagement.answered_at == NOW
    assert len(histories.lines(session, HistoryKind.AVAILABILITY_SAID)) == 2


def test_days_of_the_past_and_of_other_years_are_neither_taken_nor_freed(
    session: Session, engagement: Engagement
) -> None:
    before = date(2026, 5, 2)
    engagement.unavailable_days.append(UnavailableDay(day=before, source=DaySource.CALENDAR))
    session.commit()
    take(session, engagement, [date(2026, 5, 3), date(2027, 4, 1)])
    assert set(taken(engagement)) == {PAST, before, BY_HAND}


@pytest.mark.usefixtures("seminar")
def test_what_a_released_seminar_needs_is_asked_of_the_office(
    session: Session, engagement: Engagement
) -> None:
    assert take(session, engagement, [SEMINAR_DAY]).asked == 1
    assert SEMINAR_DAY not in taken(engagement)
    assert [each.day for each in wishes_of(session, engagement.id)] == [SEMINAR_DAY]
    assert take(session, engagement, [SEMINAR_DAY]).asked == 0


@pytest.mark.usefixtures("seminar")
def test_what_would_change_is_said_before(session: Session, engagement: Engagement) -> None:
    take(session, engagement, [FIRST])
    ties = ties_of(session, engagement.adviser_id, today=TODAY)

    found = forecast(engagement, [SECOND, BY_HAND, SEMINAR_DAY, PAST], ties, TODAY)

    assert (found.new, found.gone) == ((SECOND,), (FIRST,))
    assert (found.tied, found.known) == ((SEMINAR_DAY,), (BY_HAND,))


def test_when_the_days_have_changed_meanwhile_nothing_is_taken(
    session: Session, engagement: Engagement
) -> None:
    take(session, engagement, [FIRST], version=1)
    with pytest.raises(ChangedMeanwhile):
        take(session, engagement, [SECOND], version=1)
    assert SECOND not in taken(engagement)
