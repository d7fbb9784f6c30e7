"""The office answers what advisers wish."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement, UnavailableDay
from seminar_service.advisers.services import disengage
from seminar_service.availability.decisions import WishDecided, decide, open_wishes
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.model import Message
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_adviser

STAFF = Actor(ActorKind.ORGANISER)
DAY, TODAY = date(2026, 10, 6), date(2026, 6, 1)


@pytest.fixture
def wish(session: Session, engagement: Engagement) -> AvailabilityWish:
    found = AvailabilityWish(engagement=engagement, day=DAY, asked_at=NOW)
    session.add(found)
    session.commit()
    return found


def answer(session: Session, wish: AvailabilityWish, *, grants: bool) -> None:
    decide(
        session,
        wish.engagement.tour_id,
        wish.engagement.adviser_id,
        wish.id,
        grants=grants,
        office=OFFICE,
        actor=STAFF,
        now=NOW,
    )


def mails(session: Session) -> list[tuple[str, str]]:
    return [(each.kind, each.subject) for each in session.scalars(select(Message))]


def test_what_is_granted_counts_and_the_adviser_is_told(
    session: Session, engagement: Engagement, wish: AvailabilityWish
) -> None:
    answer(session, wish, grants=True)
    assert DAY in {each.day for each in engagement.unavailable_days}
    assert (wish.state, wish.decided_at, engagement.version) == (WishState.GRANTED, NOW, 2)
    assert mails(session) == [("availability_decided", "ご希望を承りました")]
    assert len(histories.lines(session, HistoryKind.AVAILABILITY_GRANTED)) == 1


def test_what_is_not_granted_changes_nothing_and_the_adviser_is_told(
    session: Session, engagement: Engagement, wish: AvailabilityWish
) -> None:
    answer(session, wish, grants=False)
    assert DAY not in {each.day for each in engagement.unavailable_days}
    assert wish.state is WishState.REFUSED
    assert mails(session) == [("availability_decided", "ご希望に沿えませんでした")]


def test_fewer_nights_are_granted_too(session: Session, engagement: Engagement) -> None:
    found = AvailabilityWish(engagement=engagement, nights=0, asked_at=NOW)
    session.add(found)
    session.commit()
    answer(session, found, grants=True)
    assert engagement.max_nights_away == 0


def test_a_wish_is_answered_once(session: Session, wish: AvailabilityWish) -> None:
    answer(session, wish, grants=False)
    with pytest.raises(WishDecided):
        answer(session, wish, grants=True)
    assert len(mails(session)) == 1


def test_one_that_was_taken_back_is_not_answered(
    session: Session, engagement: Engagement, wish: AvailabilityWish
) -> None:
    number = wish.id
    session.delete(wish)
    session.commit()
    with pytest.raises(WishDecided):
        decide(
            session,
            engagement.tour_id,
            engagement.adviser_id,
            number,
            grants=True,
            office=OFFICE,
            actor=STAFF,
            now=NOW,
        )


def test_a_wish_of_somebody_else_is_missing(
    session: Session, tour: Tour, wish: AvailabilityWish
) -> None:
    other = make_adviser(session, tour)
    with pytest.raises(NotFound):
        decide(
            session,
            tour.id,
            other.id,
            wish.id,
            grants=True,
            office=OFFICE,
            actor=STAFF,
            now=NOW,
        )


def test_what_is_answered_past_or_taken_already_waits_no_more(
    session: Session, tour: Tour, engagement: Engagement, wish: AvailabilityWish
) -> None:
    assert list(open_wishes(session, tour.id, today=TODAY)) == [wish]
    assert list(open_wishes(session, tour.id, today=date(2026, 10, 7))) == []
    engagement.unavailable_days.append(UnavailableDay(day=DAY))
    session.commit()
    assert list(open_wishes(session, tour.id, today=TODAY)) == []
    engagement.unavailable_days.clear()
    wish.state = WishState.REFUSED
    session.commit()
    assert list(open_wishes(session, tour.id, today=TODAY)) == []


def test_wishes_go_with_the_part_in_the_tour(
    session: Session, engagement: Engagement, wish: AvailabilityWish
) -> None:
    tour_id, adviser_id, number = engagement.tour_id, engagement.adviser_id, wish.id
    disengage(session, tour_id, adviser_id, version=None, actor=STAFF, now=NOW)
    session.expunge_all()
    assert session.get(AvailabilityWish, number) is None
