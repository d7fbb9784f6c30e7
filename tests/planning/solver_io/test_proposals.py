"""No host is asked for a day that it has declined."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.solver_io.names import bid_name
from seminar_service.planning.solver_io.proposals import days_to_propose
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_seminar

DAY, SUNDAY = date(2026, 10, 6), date(2026, 10, 11)


def test_a_day_that_its_host_has_declined_is_proposed_to_the_others_alone(
    session: Session, tour: Tour, adviser: Adviser, now: datetime
) -> None:
    bid, other = make_bid(session, tour), make_bid(session, tour)
    decline(session, bid, None, now)
    decline(session, other, adviser, now)
    names = bid_name(bid.id), bid_name(other.id)
    document = {"bids": [{"id": name} for name in names]}

    days = days_to_propose(session, tour, document, earliest=None)

    assert DAY not in days[names[0]]
    assert DAY in days[names[1]]  # that one adviser cannot says nothing of the host
    assert all(SUNDAY not in each for each in days.values())


def decline(session: Session, bid: Bid, adviser: Adviser | None, now: datetime) -> None:
    seminar = make_seminar(session, bid, team=[adviser] if adviser else [], day=DAY)
    declined = {"bid_id": bid.id, "seminar_id": seminar.id, "day": DAY, "declined_at": now}
    session.add(DeclinedDay(**declined, adviser_id=adviser and adviser.id))
    session.commit()
