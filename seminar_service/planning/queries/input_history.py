"""When the input of a tour changed, out of the history."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.planning.input_changes import InputChange, InputChangeKind
from seminar_service.seminars.model import Seminar

Topic = tuple[SubjectKind, int]
"""What a change is about: the tour, an adviser or a bid, by its key."""

_OF_TOURS: Final = (
    HistoryKind.EDITED,
    HistoryKind.DISRUPTION_NOTED,
    HistoryKind.DISRUPTION_LIFTED,
)
_OF_ADVISERS: Final = (HistoryKind.EDITED,)
_OF_ENGAGEMENTS: Final = (
    HistoryKind.EDITED,
    HistoryKind.ADVISER_ENGAGED,
    HistoryKind.ADVISER_DISENGAGED,
    HistoryKind.AVAILABILITY_SAID,
    HistoryKind.AVAILABILITY_WISHED,
    HistoryKind.AVAILABILITY_GRANTED,
    HistoryKind.AVAILABILITY_FETCHED,
)
_OF_BIDS: Final = (
    HistoryKind.EDITED,
    HistoryKind.BID_ASKED_BACK,
    HistoryKind.BID_ANSWERED,
    HistoryKind.BID_ACCEPTED,
    HistoryKind.BID_REJECTED,
    HistoryKind.BID_WITHDRAWN,
    HistoryKind.BID_CLOSED,
    HistoryKind.BID_LOCKED,
    HistoryKind.BID_UNLOCKED,
)
_OF_SEMINARS: Final = (
    HistoryKind.SEMINAR_PLANNED,
    HistoryKind.SEMINAR_MOVED,
    HistoryKind.SEMINAR_TEAM_CHANGED,
    HistoryKind.SEMINAR_ANNOUNCED,
    HistoryKind.SEMINAR_CANCELLED,
    HistoryKind.HOST_CONFIRMED,
    HistoryKind.HOST_DECLINED,
    HistoryKind.ADVISER_CONFIRMED,
    HistoryKind.ADVISER_DECLINED,
    HistoryKind.DECLINE_REMOVED,
)


@dataclass(frozen=True, slots=True)
class InputLine:
    """One line of the history: what it is about, and when."""

    about: Topic
    at: datetime


def input_lines(session: Session, tour_id: int, since: datetime) -> tuple[InputLine, ...]:
    """Return what was done to the input of a tour from an instant on. Three queries."""
    bids = dict(
        session.execute(select(Seminar.id, Seminar.bid_id).where(Seminar.tour_id == tour_id)).all()
    )
    advisers = dict(
        session.execute(
            select(Engagement.id, Engagement.adviser_id).where(Engagement.tour_id == tour_id)
        ).all()
    )
    lines = session.execute(
        select(HistoryLine.subject_kind, HistoryLine.subject_id, HistoryLine.at, HistoryLine.data)
        .where(HistoryLine.at >= since, _of_tour(tour_id))
        .order_by(HistoryLine.at)
    )
    return tuple(
        InputLine(about, at)
        for kind, key, at, data in lines
        for about in _about(SubjectKind(kind), key, data, tour_id, bids=bids, advisers=advisers)
    )


def first_change(
    changes: Iterable[InputChange], lines: Iterable[InputLine], *, tour_id: int, since: datetime
) -> datetime | None:
    """Return when the first of some changes was made, as far as the history tells.

    Args:
        changes: The changes.
        lines: What was done to the tour's input, the oldest first.
        tour_id: The tour.
        since: When the plan's input was taken.
    """
    concerned = {_topic(change, tour_id) for change in changes}
    return next((each.at for each in lines if each.at >= since and each.about in concerned), None)


def _topic(change: InputChange, tour_id: int) -> Topic:
    if change.adviser_id is not None:
        return SubjectKind.ADVISER, change.adviser_id
    if change.kind in {InputChangeKind.MOVING_MORE, InputChangeKind.MOVING_FEWER}:
        return SubjectKind.REGISTRATION, change.bid_id or 0  # whose lines nobody reads here
    if change.bid_id is not None:
        return SubjectKind.BID, change.bid_id
    return SubjectKind.TOUR, tour_id


def _of_tour(tour_id: int) -> ColumnElement[bool]:
    """The lines of a tour; those of ended engagements are sorted out by what they say."""
    of_tour: dict[SubjectKind, tuple[tuple[HistoryKind, ...], ColumnElement[bool]]] = {
        SubjectKind.TOUR: (_OF_TOURS, HistoryLine.subject_id == tour_id),
        SubjectKind.ADVISER: (
            _OF_ADVISERS,
            HistoryLine.subject_id.in_(
                select(Engagement.adviser_id).where(Engagement.tour_id == tour_id)
            ),
        ),
        SubjectKind.ENGAGEMENT: (_OF_ENGAGEMENTS, true()),
        SubjectKind.BID: (
            _OF_BIDS,
            HistoryLine.subject_id.in_(select(Bid.id).where(Bid.tour_id == tour_id)),
        ),
        SubjectKind.SEMINAR: (
            _OF_SEMINARS,
            HistoryLine.subject_id.in_(select(Seminar.id).where(Seminar.tour_id == tour_id)),
        ),
    }
    return or_(
        *(
            and_(HistoryLine.subject_kind == kind.value, HistoryLine.kind.in_(kinds), condition)
            for kind, (kinds, condition) in of_tour.items()
        )
    )


def _about(
    kind: SubjectKind,
    key: int,
    data: Mapping[str, object],
    tour_id: int,
    *,
    bids: Mapping[int, int],
    advisers: Mapping[int, int],
) -> Iterator[Topic]:
    if kind is SubjectKind.SEMINAR:
        yield SubjectKind.BID, bids[key]
        if data.get("adviser"):  # whose answer it was
            yield SubjectKind.ADVISER, int(str(data["adviser"]))
    elif kind is not SubjectKind.ENGAGEMENT:
        yield kind, key
    elif key in advisers:
        yield SubjectKind.ADVISER, advisers[key]
    elif data.get("tour") == tour_id:
        yield SubjectKind.ADVISER, int(str(data["adviser"]))
