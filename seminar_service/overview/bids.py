"""Bids as their hosts and the staff see them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.bids.model import Bid, BidSlot
from seminar_service.bids.states import OVER, BidState
from seminar_service.domain.errors import NotFound
from seminar_service.overview.bid_steps import BidStep, bid_steps
from seminar_service.overview.seminars import seminar_of_bid
from seminar_service.planning.model import Plan, PlannedDecline
from seminar_service.planning.queries.refusals import host_texts
from seminar_service.planning.states import PlanState
from seminar_service.planning.wording import BothLanguages
from seminar_service.seminars.model import Seminar, TeamMember
from seminar_service.seminars.questions import question_mark
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage

_STAGE_OF_SEMINAR = {
    SeminarState.TENTATIVE: "planned",
    SeminarState.CONFIRMED: "confirmed",
    SeminarState.ANNOUNCED: "announced",
    SeminarState.CLOSED: "announced",
    SeminarState.HELD: "held",
}


@dataclass(frozen=True)
class BidPage:
    """A bid with all that became of it.

    Attributes:
        bid: The bid with its slots and dates.
        seminar: What the released plan made of it, with its advisers: the one that stands, else
            the latest of those that were cancelled.
        refusal: Why the released plan has no place for it, as its host is told, also where that
            cancelled its seminar; None where it has.
        steps: What happened to it and its seminars, the oldest first.
    """

    bid: Bid
    seminar: Seminar | None
    refusal: BothLanguages | None
    steps: list[BidStep]

    @property
    def is_settled(self) -> bool:
        """Whether a seminar that stands has been made of it."""
        return self.seminar is not None and self.seminar.stands

    @property
    def is_cancelled(self) -> bool:
        """Whether its seminar was cancelled."""
        return self.seminar is not None and not self.seminar.stands

    @property
    def reached(self) -> str | None:
        """The last step on the way of the bid that is behind it; `None` where the way ended."""
        if self.bid.state in OVER or self.is_cancelled:
            return None
        if self.seminar is not None:
            return _STAGE_OF_SEMINAR[self.seminar.state]
        return "accepted" if self.bid.state is BidState.ACCEPTED else "submitted"

    @property
    def question_mark(self) -> str:
        """What the host sees who is asked whether the date suits; empty where nobody is asked."""
        if self.seminar is None:
            return ""
        return question_mark(self.seminar.version, self.seminar.host_answered_at)

    @property
    def may_withdraw(self) -> bool:
        """Whether the bid can be withdrawn as such; a seminar is declined or cancelled instead."""
        return self.bid.state not in {*OVER, BidState.DRAFT} and not self.is_settled


def bid_page(session: Session, bid_id: int) -> BidPage:
    """Read one bid with all that became of it. Up to seven queries.

    Raises:
        NotFound: There is no such bid.
    """
    bid = session.scalar(
        select(Bid)
        .where(Bid.id == bid_id)
        .options(
            joinedload(Bid.tour).selectinload(Tour.closed_periods),
            selectinload(Bid.slots).joinedload(BidSlot.topics),
            selectinload(Bid.dates),
        )
    )
    if bid is None:
        raise NotFound("bid")
    seminar = session.scalar(
        seminar_of_bid(bid_id).options(joinedload(Seminar.team).joinedload(TeamMember.adviser))
    )
    stands = seminar is not None and seminar.stands
    refusal = None if stands else _refusal_of(session, bid)
    return BidPage(bid, seminar, refusal, bid_steps(session, bid_id))


def _refusal_of(session: Session, bid: Bid) -> BothLanguages | None:
    if bid.state is not BidState.ACCEPTED:
        return None
    decline = session.scalar(
        select(PlannedDecline)
        .join(Plan)
        .where(PlannedDecline.bid_id == bid.id, Plan.state == PlanState.RELEASED)
    )
    return None if decline is None else host_texts(session, [decline])[bid.id]


@dataclass(frozen=True)
class Call:
    """A tour's call for bids, seen from one day; `is_open` says whether hosts may bid."""

    tour: Tour
    is_open: bool
    is_ahead: bool


def call_for_bids(session: Session, today: date) -> Call | None:
    """The call that concerns hosts on a day: the open one, else the next, else the last.

    Among several open calls the latest tour's counts. Archived tours call nobody.
    """
    tours = list(
        session.scalars(
            select(Tour)
            .where(Tour.stage != TourStage.ARCHIVED)
            .order_by(Tour.fiscal_year.desc())
            .options(selectinload(Tour.closed_periods))
        )
    )
    for tour in tours:
        if tour.takes_bids(today):
            return Call(tour, is_open=True, is_ahead=False)
    ahead = [tour for tour in tours if tour.call_opens_on > today]
    if ahead:
        return Call(min(ahead, key=lambda tour: tour.call_opens_on), is_open=False, is_ahead=True)
    return Call(tours[0], is_open=False, is_ahead=False) if tours else None


def topics(session: Session) -> list[Topic]:
    """All topics in the order in which they are listed everywhere."""
    return list(session.scalars(select(Topic).order_by(Topic.position, Topic.id)))
