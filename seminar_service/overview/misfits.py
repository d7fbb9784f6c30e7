"""Released seminars that no longer fit their advisers: found anew each time, kept nowhere."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.advisers.details import Limits
from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.model import BidSlot
from seminar_service.overview.misfit_rules import Condition, Found, MisfitKind, Task, misfits
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.trips import Trip, read_trip
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Topic

Trips = Mapping[tuple[int, int], Trip]
"""The released journeys, by adviser and bid."""
Needs = Mapping[tuple[int, int], frozenset[int]]
"""The topics (keys) that an adviser must have, by the bid and the position of the slot."""


@dataclass(frozen=True)
class Misfit:
    """A seminar ahead that does not fit one of its advisers."""

    kind: MisfitKind
    seminar: Seminar
    adviser: Adviser

    @property
    def pair(self) -> tuple[date, int, int]:
        """The seminar and its adviser, by date; the same for every reason."""
        return self.seminar.day, self.seminar.id, self.adviser.id


@dataclass(frozen=True)
class AdviserTasks:
    """All seminars that an adviser has, and what is known of the adviser."""

    adviser: Adviser
    tasks: tuple[Task, ...]
    seminars: Mapping[int, Seminar]
    condition: Condition

    def found(self) -> list[Misfit]:
        """What does not fit now."""
        return self._sorted(misfits(self.tasks, self.condition))

    def new_if(self, condition: Condition) -> list[Misfit]:
        """What would not fit any more under another condition, and does now."""
        before = misfits(self.tasks, self.condition)
        return self._sorted(misfits(self.tasks, condition) - before)

    def limited(self, tour_id: int, limits: Limits, unavailable: set[date]) -> list[Misfit]:
        """What would not fit any more with other limits and days in a tour."""
        return self.new_if(
            replace(
                self.condition,
                limits={**self.condition.limits, tour_id: limits},
                unavailable={**self.condition.unavailable, tour_id: frozenset(unavailable)},
            )
        )

    def without(self, tour_id: int) -> list[Misfit]:
        """What would not fit any more if the adviser took no part in a tour."""
        own, days = dict(self.condition.limits), dict(self.condition.unavailable)
        own.pop(tour_id, None)
        days.pop(tour_id, None)
        return self.new_if(replace(self.condition, limits=own, unavailable=days))

    def known_as(self, home: str, topics: Sequence[int]) -> list[Misfit]:
        """What would not fit any more with another home or other topics."""
        return self.new_if(replace(self.condition, home=home, topics=frozenset(topics)))

    def _sorted(self, found: set[Found]) -> list[Misfit]:
        rows = [Misfit(kind, self.seminars[number], self.adviser) for number, kind in found]
        return sorted(rows, key=lambda each: (each.seminar.day, each.seminar.id, each.kind))


def of_tour(session: Session, tour_id: int, *, today: date) -> list[Misfit]:
    """What does not fit in a tour, by date. Nine queries at most."""
    found = [
        misfit
        for each in _read(session, Seminar.tour_id == tour_id, today)
        for misfit in each.found()
    ]
    return sorted(found, key=lambda each: (each.pair, each.kind))


def of_adviser(session: Session, adviser_id: int, *, today: date) -> AdviserTasks | None:
    """What an adviser has in all tours; None where that is nothing. Nine queries at most."""
    theirs = Seminar.team.any(TeamMember.adviser_id == adviser_id)
    found = _read(session, theirs, today)
    return next((each for each in found if each.adviser.id == adviser_id), None)


def _read(session: Session, wanted: ColumnElement[bool], today: date) -> list[AdviserTasks]:
    adviser = selectinload(Seminar.team).joinedload(TeamMember.adviser)
    engagements = adviser.selectinload(Adviser.engagements)
    seminars = session.scalars(
        select(Seminar)
        .where(wanted, Seminar.stands)
        .options(
            adviser.selectinload(Adviser.topics),
            engagements.selectinload(Engagement.unavailable_days),
            joinedload(Seminar.bid),
        )
        .execution_options(populate_existing=True)
    ).all()
    trips, needs = _trips(session), _needs(session, wanted)
    tasks: dict[int, list[Task]] = {}
    people: dict[int, Adviser] = {}
    for seminar in seminars:
        for member in seminar.team:
            people[member.adviser_id] = member.adviser
            tasks.setdefault(member.adviser_id, []).append(
                _task(seminar, member, trips, needs, today)
            )
    by_id = {seminar.id: seminar for seminar in seminars}
    return [
        AdviserTasks(people[number], tuple(own), by_id, _condition(people[number]))
        for number, own in tasks.items()
    ]


def _task(seminar: Seminar, member: TeamMember, trips: Trips, needs: Needs, today: date) -> Task:
    trip = trips.get((member.adviser_id, seminar.bid_id))
    return Task(
        seminar_id=seminar.id,
        tour_id=seminar.tour_id,
        day=seminar.day,
        is_ahead=seminar.state in MOVABLE_SEMINARS and seminar.day >= today,
        needs=needs.get((seminar.bid_id, member.position), frozenset()),
        origin=trip.places[0] if trip else member.adviser.home,
        nights=trip.nights if trip else 0,
    )


def _needs(session: Session, wanted: ColumnElement[bool]) -> Needs:
    rows = session.execute(
        select(BidSlot.bid_id, BidSlot.position, Topic.id)
        .join(BidSlot.topics)
        .where(BidSlot.bid_id.in_(select(Seminar.bid_id).where(wanted, Seminar.stands)))
    )
    found: dict[tuple[int, int], set[int]] = {}
    for bid_id, position, topic_id in rows:
        found.setdefault((bid_id, position), set()).add(topic_id)
    return {slot: frozenset(topics) for slot, topics in found.items()}


def _condition(adviser: Adviser) -> Condition:
    own = adviser.engagements
    return Condition(
        home=adviser.home,
        topics=frozenset(topic.id for topic in adviser.topics),
        unavailable={
            each.tour_id: frozenset(taken.day for taken in each.unavailable_days) for each in own
        },
        limits={
            each.tour_id: Limits(each.max_seminars, each.max_per_month, each.max_nights_away)
            for each in own
        },
    )


def _trips(session: Session) -> Trips:
    released = session.scalars(select(Plan.itineraries).where(Plan.state == PlanState.RELEASED))
    return {
        (int(number), bid_id): trip
        for itineraries in released
        for number, trip in _read_trips(itineraries)
        for bid_id in trip.bids
    }


def _read_trips(itineraries: Mapping[str, list[dict[str, object]]]) -> Iterator[tuple[str, Trip]]:
    for number, documents in itineraries.items():
        for document in documents:
            yield number, read_trip(document)
