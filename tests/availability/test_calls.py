"""Asking advisers for their days."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability.calls import DayPast, ask_advisers, silent
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_adviser

STAFF = Actor(ActorKind.ORGANISER)
UNTIL = date(2026, 6, 20)


def ask(session: Session, tour: Tour, *, until: date = UNTIL, now: datetime = NOW) -> int:
    return ask_advisers(session, tour.id, until, office=OFFICE, actor=STAFF, now=now)


def subjects(session: Session) -> list[str]:
    return list(session.scalars(select(Message.subject).order_by(Message.id)))


def test_those_who_have_not_answered_get_an_email_with_the_day(
    session: Session, tour: Tour, engagement: Engagement
) -> None:
    other = make_adviser(session, tour).engagements[0]
    other.answered_at = NOW
    session.commit()

    assert silent(session, tour.id) == [engagement]
    assert ask(session, tour) == 1

    (mail,) = session.scalars(select(Message))
    assert (mail.kind, mail.recipient) == ("availability_asked", engagement.adviser.email)
    assert "6月20日" in mail.body
    assert f"/days/{tour.fiscal_year}" in mail.body
    assert (tour.days_due_on, engagement.asked_at) == (UNTIL, NOW)


def test_nobody_is_asked_twice_on_a_day_and_later_it_is_a_reminder(
    session: Session, tour: Tour, engagement: Engagement
) -> None:
    assert [ask(session, tour) for _ in range(2)] == [1, 0]
    assert ask(session, tour, now=NOW + timedelta(days=3)) == 1
    first, second = subjects(session)
    assert first != second
    assert second.startswith("【再度のお願い】")
    engagement.answered_at = NOW
    session.commit()
    assert ask(session, tour, now=NOW + timedelta(days=4)) == 0


def test_a_day_that_has_passed_is_refused(
    session: Session, tour: Tour, engagement: Engagement
) -> None:
    with pytest.raises(DayPast):
        ask(session, tour, until=date(2026, 5, 31))
    assert (engagement.asked_at, tour.days_due_on) == (None, None)


def test_a_tour_that_is_not_there_asks_nobody(session: Session) -> None:
    with pytest.raises(NotFound):
        ask_advisers(session, 987, UNTIL, office=OFFICE, actor=STAFF, now=NOW)
