"""Released seminars that differ from their bids since these were edited: found anew each time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Final, cast

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.bids.details import BidDetails, Slots
from seminar_service.bids.model import BidDate, BidSlot
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import Choice
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import MOVABLE_SEMINARS
from seminar_service.tours.model import Topic


class BidMisfitKind(StrEnum):
    """In what a seminar and its bid differ."""

    DAY = "day"
    TIMES = "times"
    PLACE = "place"
    TOPICS = "topics"
    TEAM = "team"
    VENUE = "venue"
    CAPACITY = "capacity"


OF_BOTH: Final = frozenset({BidMisfitKind.VENUE, BidMisfitKind.CAPACITY})
"""What the office may also change at the seminar alone: the later of both edits is meant."""


@dataclass(frozen=True)
class Asked:
    """What a bid asks for, as far as its seminar says the same; topics by their keys."""

    days: frozenset[date]
    times: tuple[time, time]
    place: str
    topics: frozenset[int]
    advisers: int
    venue: tuple[str, str, str]
    capacity: int


@dataclass(frozen=True)
class BidMisfit:
    """A seminar ahead, and in what it differs from its bid."""

    seminar: Seminar
    kinds: tuple[BidMisfitKind, ...]


def asked_in(details: BidDetails, slots: Slots) -> Asked:
    """What a bid would ask for that says this."""
    return Asked(
        days=frozenset(day for day, wish in details.days.items() if wish is not Choice.IMPOSSIBLE),
        times=(details.starts_at, details.ends_at),
        place=details.place,
        topics=frozenset(topic for slot in slots for topic in slot),
        advisers=len(slots),
        venue=(details.venue_name, details.venue_postal_code, details.venue_address),
        capacity=details.capacity,
    )


def differences(seminar: Seminar, asked: Asked) -> tuple[BidMisfitKind, ...]:
    """In what a seminar differs from what is asked for."""
    return tuple(_differences(seminar, asked))


def is_ahead(seminar: Seminar | None, today: date) -> bool:
    """Whether a seminar stands that can still be arranged otherwise."""
    return seminar is not None and seminar.state in MOVABLE_SEMINARS and seminar.day >= today


def of_tour(session: Session, tour_id: int, *, today: date) -> list[BidMisfit]:
    """The seminars ahead that differ from their bids, by day. Seven queries at most."""
    ahead = _ahead(session, tour_id, today)
    asked = _asked_for(session, ahead)
    found = {seminar: differences(seminar, asked[seminar.bid_id]) for seminar in ahead}
    later = _edited_later(session, [each for each, kinds in found.items() if OF_BOTH & set(kinds)])
    meant = {
        seminar: tuple(kind for kind in kinds if kind not in OF_BOTH or (seminar.id, kind) in later)
        for seminar, kinds in found.items()
    }
    return [BidMisfit(seminar, kinds) for seminar, kinds in meant.items() if kinds]


def _differences(seminar: Seminar, asked: Asked) -> Iterator[BidMisfitKind]:
    venue = seminar.venue_name, seminar.venue_postal_code, seminar.venue_address
    for kind, is_same in (
        (BidMisfitKind.DAY, seminar.day in asked.days),
        (BidMisfitKind.TIMES, (seminar.starts_at, seminar.ends_at) == asked.times),
        (BidMisfitKind.PLACE, seminar.place == asked.place),
        (BidMisfitKind.TOPICS, {topic.id for topic in seminar.topics} == asked.topics),
        (BidMisfitKind.TEAM, len(seminar.team) == asked.advisers),
        (BidMisfitKind.VENUE, venue == asked.venue),
        (BidMisfitKind.CAPACITY, seminar.capacity == asked.capacity),
    ):
        if not is_same:
            yield kind


def _asked_for(session: Session, seminars: Sequence[Seminar]) -> dict[int, Asked]:
    """What the bids of seminars ask for, by their keys; of hundreds of bids read as values."""
    bids = {each.bid_id: each.bid for each in seminars}
    days: dict[int, set[date]] = {key: set() for key in bids}
    slots: dict[int, dict[int, set[int]]] = {key: {} for key in bids}
    offered = BidDate.bid_id.in_(bids), BidDate.choice != Choice.IMPOSSIBLE
    for bid_id, day in session.execute(select(BidDate.bid_id, BidDate.day).where(*offered)):
        days[bid_id].add(day)
    for bid_id, slot_id, topic_id in session.execute(
        select(BidSlot.bid_id, BidSlot.id, Topic.id)
        .outerjoin(BidSlot.topics)
        .where(BidSlot.bid_id.in_(bids))
    ):
        slots[bid_id].setdefault(slot_id, set()).update(() if topic_id is None else (topic_id,))
    return {
        key: Asked(
            days=frozenset(days[key]),
            times=(bid.starts_at, bid.ends_at),
            place=bid.place,
            topics=frozenset().union(*slots[key].values()),
            advisers=len(slots[key]),
            venue=(bid.venue_name, bid.venue_postal_code, bid.venue_address),
            capacity=bid.capacity,
        )
        for key, bid in bids.items()
    }


def _ahead(session: Session, tour_id: int, today: date) -> Sequence[Seminar]:
    return session.scalars(
        select(Seminar)
        .where(
            Seminar.tour_id == tour_id, Seminar.state.in_(MOVABLE_SEMINARS), Seminar.day >= today
        )
        .order_by(Seminar.day, Seminar.id)
        .options(
            joinedload(Seminar.bid),
            selectinload(Seminar.topics),
            selectinload(Seminar.team),
        )
    ).all()


def _edited_later(session: Session, seminars: Sequence[Seminar]) -> set[tuple[int, BidMisfitKind]]:
    """What was edited at the bid after the seminar itself was edited last, by the seminar's key."""
    of_bid = {seminar.bid_id: seminar.id for seminar in seminars}
    found: dict[int, set[BidMisfitKind]] = {seminar.id: set() for seminar in seminars}
    for line in _edits(session, of_bid):
        key = cast("int", line.subject_id)  # as it was asked for
        if line.subject_kind == SubjectKind.SEMINAR:
            found[key].clear()
        else:
            found[of_bid[key]].update(map(BidMisfitKind, line.data.get("changed", ())))
    return {(seminar_id, kind) for seminar_id, kinds in found.items() for kind in kinds}


def _edits(session: Session, of_bid: Mapping[int, int]) -> Sequence[HistoryLine]:
    """What was edited of seminars and their bids, in order."""
    own = and_(
        HistoryLine.subject_kind == SubjectKind.SEMINAR.value,
        HistoryLine.subject_id.in_(of_bid.values()),
    )
    of_bids = and_(
        HistoryLine.subject_kind == SubjectKind.BID.value,
        HistoryLine.subject_id.in_(of_bid.keys()),
    )
    return session.scalars(
        select(HistoryLine)
        .where(HistoryLine.kind == HistoryKind.EDITED.value, or_(own, of_bids))
        .order_by(HistoryLine.at, HistoryLine.id)
    ).all()
