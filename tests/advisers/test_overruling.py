"""What is said by hand against a fetched calendar is remembered."""

from datetime import date

from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.overruling import overrule
from seminar_service.advisers.services import change_engagement
from seminar_service.advisers.subscription_model import SubscribedDay
from seminar_service.domain.actors import Actor, ActorKind
from tests.advisers.test_subscription_model import subscription
from tests.factories import NOW, make_adviser, make_tour

FIRST, SECOND = date(2026, 9, 7), date(2026, 9, 8)


def test_a_day_is_kept_free_until_somebody_takes_it(session: Session) -> None:
    row = subscription(make_adviser(session))
    row.days = [SubscribedDay(day=FIRST), SubscribedDay(day=SECOND)]
    session.add(row)
    session.commit()
    overrule(session, row.adviser_id, freed=[FIRST, date(2026, 1, 1)])
    session.refresh(row)
    assert [each.kept_free for each in row.days] == [True, False]
    overrule(session, row.adviser_id, taken=[FIRST])
    session.expire_all()
    assert [each.kept_free for each in row.days] == [False, False]


def test_what_the_office_frees_stays_free(session: Session) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour, unavailable=[FIRST])
    row = subscription(adviser)
    row.days = [SubscribedDay(day=FIRST)]
    session.add(row)
    session.commit()
    for days, is_free in (([], True), ([FIRST], False)):
        change_engagement(
            session,
            tour.id,
            adviser.id,
            Limits(9, 4, 3),
            days,
            version=None,
            actor=Actor(ActorKind.ORGANISER),
            now=NOW,
        )
        session.expire_all()
        assert row.days[0].kept_free is is_free
