"""Mails to advisers about their days."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability.mails import send_call, send_decision
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.outbox.model import Message
from tests.factories import NOW, OFFICE


def test_a_decision_says_what_of_and_leads_to_the_days(
    session: Session, engagement: Engagement
) -> None:
    for values in ({"day": date(2026, 10, 6)}, {"nights": 1}):
        wish = AvailabilityWish(
            engagement=engagement, state=WishState.GRANTED, asked_at=NOW, **values
        )
        send_decision(session, wish, office=OFFICE, now=NOW)
    first, second = session.scalars(select(Message).order_by(Message.id))
    assert "10月6日" in first.body
    assert "計画し直します" in first.body
    assert "計画し直します" not in second.body
    assert all("/adviser/" in mail.body for mail in (first, second))


def test_a_reminder_says_that_no_answer_has_come(session: Session, engagement: Engagement) -> None:
    engagement.tour.days_due_on = date(2026, 6, 20)
    for again in (False, True):
        send_call(session, engagement, again=again, office=OFFICE, now=NOW)
    first, second = session.scalars(select(Message).order_by(Message.id))
    said = "まだご回答をいただいていない"
    assert (said in first.body, said in second.body) == (False, True)
