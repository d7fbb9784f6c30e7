"""What new plans have to respect: the seminars that stand, and the organiser's locks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.planning.disruption_values import LostDays
from seminar_service.planning.moving import PriceOfMoving
from seminar_service.planning.queries.disruptions import lost_days
from seminar_service.planning.queries.elsewhere import days_elsewhere
from seminar_service.planning.queries.locks import LockOrigin, locks_held
from seminar_service.planning.queries.moving import moving_prices
from seminar_service.seminars.declines import declined_days
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Tour


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day and a team (adviser keys, in slot order) for a bid.

    `settled` marks what has been held, or can no longer move.
    """

    day: date
    team: tuple[int, ...]
    settled: bool = False


def published_appointments(
    session: Session, tour_id: int, *, earliest: date | None
) -> dict[int, Appointment]:
    """Return the seminars of a tour that are not cancelled, by the key of their bid.

    Those before `earliest` are settled, whatever their state says.
    """
    rows = session.execute(
        select(Seminar.bid_id, Seminar.day, Seminar.state, TeamMember.adviser_id)
        .outerjoin(Seminar.team)
        .where(Seminar.tour_id == tour_id, Seminar.stands)
        .order_by(Seminar.id, TeamMember.position)
    )
    found: dict[int, Appointment] = {}
    for bid_id, day, state, adviser_id in rows:
        past = earliest is not None and day < earliest
        team = found[bid_id].team if bid_id in found else ()
        team = team if adviser_id is None else (*team, adviser_id)
        found[bid_id] = Appointment(day, team, settled=past or state not in MOVABLE_SEMINARS)
    return found


def locked_appointments(
    session: Session, tour_id: int, *, in_hindsight: bool = False
) -> dict[int, Appointment]:
    """Return what is locked in a tour, by the key of the bid.

    `in_hindsight` leaves out what is locked because its seminar is announced or over: a tour is
    then planned as though nothing had been published.
    """
    return {
        bid_id: Appointment(lock.day, lock.team)
        for bid_id, lock in locks_held(session, tour_id).items()
        if lock.origin is LockOrigin.HAND or not in_hindsight
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What new plans of a tour have to respect, read once for all that is asked about it.

    Attributes:
        published: The seminars that stand, by the key of the bid; none in hindsight.
        locked: What has to stay, by the key of the bid.
        declines: The days that were declined.
        lost: The days that disruptions take.
        moving: What moving a seminar costs, by the key of the bid; nothing in hindsight.
        elsewhere: The days that other tours take, by the key of the adviser.
    """

    published: Mapping[int, Appointment]
    locked: Mapping[int, Appointment]
    declines: "Declines"
    lost: LostDays
    moving: Mapping[int, PriceOfMoving]
    elsewhere: Mapping[int, frozenset[date]]

    def away(self, adviser_id: int) -> frozenset[date]:
        """The days that disruptions and other tours take from an adviser."""
        nothing: frozenset[date] = frozenset()
        lost, elsewhere = self.lost.advisers, self.elsewhere
        return lost.get(adviser_id, nothing) | elsewhere.get(adviser_id, nothing)


def read_known(session: Session, tour: Tour, *, earliest: date | None, in_hindsight: bool) -> Known:
    """Read what new plans of a tour have to respect. A fixed number of queries.

    Args:
        session: Where to read.
        tour: The tour.
        earliest: As in `published_appointments`.
        in_hindsight: As in `locked_appointments`.
    """
    locked = locked_appointments(session, tour.id, in_hindsight=in_hindsight)
    declined, lost = declines(session, tour.id), lost_days(session, tour.id)
    elsewhere = days_elsewhere(session, tour)
    if in_hindsight:
        return Known({}, locked, declined, lost, {}, elsewhere)
    published = published_appointments(session, tour.id, earliest=earliest)
    moving = moving_prices(session, tour)
    return Known(published, locked, declined, lost, moving, elsewhere)


def kept_appointments(
    published: Mapping[int, Appointment], locked: Mapping[int, Appointment]
) -> dict[int, Appointment]:
    """Return what every plan must keep exactly, by the key of the bid.

    A lock wins over what is published; what is settled no wish can change.
    """
    settled = {bid_id: each for bid_id, each in published.items() if each.settled}
    return {**locked, **settled}


def without_kept(
    days: frozenset[date], adviser_id: int, kept: Mapping[int, Appointment]
) -> frozenset[date]:
    """The days that an adviser is away, but for those of what has to be kept.

    What is kept all the same is told of whatever plan holds it; it leaves no tour without a plan.
    """
    return days - {each.day for each in kept.values() if adviser_id in each.team}


@dataclass(frozen=True, slots=True)
class Declines:
    """The days that were declined in a tour.

    Attributes:
        hosts: Of each bid (key), the days that its host has declined.
        advisers: Of each adviser (key), the days, each with the bids that were asked about.
    """

    hosts: Mapping[int, frozenset[date]]
    advisers: Mapping[int, Mapping[date, frozenset[int]]]

    def unavailable(self, adviser_id: int, kept: Mapping[int, Appointment]) -> set[date]:
        """The days on which an adviser is not to be planned.

        A day on which something else of theirs has to be kept is none: whoever declines one
        seminar and has another that is announced on the same day is there for the other.
        """
        return {
            day
            for day, asked in self.advisers.get(adviser_id, {}).items()
            if not any(
                each.day == day and adviser_id in each.team
                for bid_id, each in kept.items()
                if bid_id not in asked
            )
        }


def declines(session: Session, tour_id: int) -> Declines:
    """Return the days that hosts and advisers have declined in a tour. One query."""
    hosts: dict[int, set[date]] = {}
    advisers: dict[int, dict[date, set[int]]] = {}
    for row in declined_days(session, tour_id):
        if row.adviser_id is None:
            hosts.setdefault(row.bid_id, set()).add(row.day)
        else:
            days = advisers.setdefault(row.adviser_id, {})
            days.setdefault(row.day, set()).add(row.bid_id)
    return Declines(
        hosts={bid_id: frozenset(days) for bid_id, days in hosts.items()},
        advisers={
            key: {day: frozenset(asked) for day, asked in days.items()}
            for key, days in advisers.items()
        },
    )
