"""To which regions advisers gladly go, and to which they rather do not."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.leanings import leanings_of, leanings_to, write_leanings
from seminar_service.advisers.model import Engagement, Leaning, RegionLeaning
from seminar_service.advisers.services import change_engagement, disengage
from seminar_service.availability.services import say_when
from seminar_service.domain.actors import ADVISER, Actor, ActorKind
from tests.factories import NOW, make_adviser, make_tour

GLADLY, RATHER_NOT = Leaning.GLADLY, Leaning.RATHER_NOT
STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def engagement(session: Session) -> Engagement:
    return make_adviser(session, make_tour(session)).engagements[0]


def test_what_is_said_takes_the_place_of_what_was(session: Session, engagement: Engagement) -> None:
    write_leanings(engagement, {"shikoku": GLADLY, "hokkaido": RATHER_NOT})
    session.commit()
    assert list(leanings_of(engagement).items()) == [("hokkaido", RATHER_NOT), ("shikoku", GLADLY)]
    write_leanings(engagement, {"shikoku": RATHER_NOT})
    session.commit()
    session.expire_all()
    assert leanings_of(engagement) == {"shikoku": RATHER_NOT}


def test_it_is_asked_by_the_prefecture_of_a_bid(session: Session, engagement: Engagement) -> None:
    other = make_adviser(session, engagement.tour).engagements[0]
    make_adviser(session, make_tour(session, 2027))
    write_leanings(engagement, {"hokkaido": GLADLY})
    write_leanings(other, {"hokkaido": RATHER_NOT, "chubu": GLADLY})
    session.commit()
    said = {engagement.adviser_id: GLADLY, other.adviser_id: RATHER_NOT}
    assert leanings_to(session, engagement.tour_id, "01") == said
    assert leanings_to(session, engagement.tour_id, "47") == {}


def test_adviser_and_office_say_it_and_who_says_nothing_changes_nothing(
    session: Session, engagement: Engagement
) -> None:
    names = engagement.tour_id, engagement.adviser_id
    for leanings in ({"hokkaido": GLADLY}, None):
        say_when(
            session,
            *names,
            set[date](),
            3,
            leanings=leanings,
            version=None,
            actor=ADVISER,
            now=NOW,
        )
        session.expire_all()
        assert leanings_of(engagement) == {"hokkaido": GLADLY}
    for given, kept in ((None, {"hokkaido": GLADLY}), ({}, {})):
        change_engagement(
            session,
            *names,
            Limits(9, 4, 3),
            [],
            leanings=given,
            version=None,
            actor=STAFF,
            now=NOW,
        )
        session.expire_all()
        assert leanings_of(engagement) == kept


def test_it_ends_with_the_part_in_the_tour(session: Session, engagement: Engagement) -> None:
    write_leanings(engagement, {"hokkaido": GLADLY})
    session.commit()
    disengage(
        session,
        engagement.tour_id,
        engagement.adviser_id,
        version=None,
        actor=STAFF,
        now=NOW,
    )
    assert session.scalar(select(func.count()).select_from(RegionLeaning)) == 0
