"""No host is asked for a day that it has declined."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
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
    document = {"bids": [{"id": name, "place": bid.place} for name in names]}

    days = days_to_propose(session, tour, document, earliest=None)

    assert DAY not in days[names[0]]
    assert DAY in days[names[1]]  # that one adviser cannot says nothing of the host
    assert all(SUNDAY not in each for each in days.values())


def test_no_day_is_proposed_that_a_disruption_takes(
    session: Session, tour: Tour, now: datetime
) -> None:
    here, there = make_bid(session, tour, place="27"), make_bid(session, tour, place="13")
    lost = DisruptionDetails(DAY, DAY, places=frozenset({here.place}), reason="台風")
    note_disruption(session, tour.id, lost, actor=SYSTEM, now=now)
    names = {bid_name(bid.id): bid.place for bid in (here, there)}
    document = {"bids": [{"id": name, "place": place} for name, place in names.items()]}

    days = days_to_propose(session, tour, document, earliest=None)

    assert {places for name, places in names.items() if DAY in days[name]} == {there.place}


def decline(session: Session, bid: Bid, adviser: Adviser | None, now: datetime) -> None:
    seminar = make_seminar(session, bid, team=[adviser] if adviser else [], day=DAY)
    declined = {"bid_id": bid.id, "seminar_id": seminar.id, "day": DAY, "declined_at": now}
    session.add(DeclinedDay(**declined, adviser_id=adviser and adviser.id))
    session.commit()
