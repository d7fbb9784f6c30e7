"""A tour begins from an earlier one."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.tour_codes import TourCode
from seminar_service.following.services import follow
from seminar_service.mail_texts.model import MailText
from seminar_service.tours.model import Tour
from seminar_service.tours.services import TourExists
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, make_adviser, make_bid, make_question, make_seminar, make_tour

PLANNER = Actor(ActorKind.ORGANISER)


@pytest.fixture
def earlier(session: Session) -> Tour:
    """A tour that has something of everything."""
    tour = make_tour(session, hotel_yen=9_000)
    adviser = make_adviser(session, tour, max_nights_away=1, unavailable=[date(2026, 12, 24)])
    make_seminar(session, make_bid(session, tour), team=[adviser])
    make_question(session, tour)
    for kind, body in (("registration_confirmed", "{氏名} 様"), ("registration_thanks", "")):
        session.add(MailText(tour_id=tour.id, kind=kind, body_ja=body, changed_at=NOW))
    session.commit()
    return tour


@pytest.mark.usefixtures("earlier")
def test_it_takes_over_what_can_be_used_again_and_nothing_else(
    session: Session,
) -> None:
    taken = follow(session, TourCode(2027), TourCode(2026), actor=PLANNER, now=NOW)

    tour = taken.tour
    assert (taken.advisers, taken.questions, taken.mail_texts) == (1, 1, 1)
    assert (tour.fiscal_year, tour.stage, tour.hotel_yen) == (2027, TourStage.PREPARATION, 9_000)
    of_tour = select(Engagement).where(Engagement.tour_id == tour.id)
    engagement = session.scalars(of_tour).one()
    assert (engagement.max_nights_away, engagement.unavailable_days) == (1, [])
    assert session.scalars(select(Bid).where(Bid.tour_id == tour.id)).all() == []
    texts = session.scalars(select(MailText).where(MailText.tour_id == tour.id)).all()
    assert [each.kind for each in texts] == ["registration_confirmed"]


def test_the_history_says_from_which_tour_it_was_begun(session: Session, earlier: Tour) -> None:
    tour = follow(session, TourCode(2027), TourCode(2026), actor=PLANNER, now=NOW).tour

    (line,) = histories.lines(session, HistoryKind.TOUR_ADDED)
    assert (line.subject_id, line.data["source"]) == (tour.id, earlier.id)


def test_later_changes_of_one_do_not_touch_the_other(session: Session, earlier: Tour) -> None:
    tour = follow(session, TourCode(2027), TourCode(2026), actor=PLANNER, now=NOW).tour
    tour.hotel_yen = 1
    session.scalars(select(MailText).where(MailText.tour_id == tour.id)).one().body_ja = "別"
    session.commit()

    session.refresh(earlier)
    assert earlier.hotel_yen == 9_000
    bodies = session.scalars(select(MailText.body_ja).where(MailText.tour_id == earlier.id))
    assert "別" not in bodies.all()


@pytest.mark.usefixtures("earlier")
def test_a_tour_that_is_there_does_not_begin_again(session: Session) -> None:
    make_tour(session, 2027)
    with pytest.raises(TourExists):
        follow(session, TourCode(2027), TourCode(2026), actor=PLANNER, now=NOW)


def test_from_a_tour_that_is_not_there_nothing_begins(session: Session) -> None:
    with pytest.raises(NotFound):
        follow(session, TourCode(2027), TourCode(2026), actor=PLANNER, now=NOW)
    assert session.scalars(select(Tour)).all() == []
