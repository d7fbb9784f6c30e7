"""Bids as their hosts and the staff see them."""

from collections.abc import Sequence
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
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.questions import question_mark
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage

_STAGE_OF_SEMINAR = {
    SeminarState.TENTATIVE: "planned",
    SeminarState.CONFIRMED: "confirmed",
    SeminarState.ANNOUNCED: "announced",
    SeminarState.CLOSED: "announced",
    SeminarState.HELD: "held",
}


def seminar_to_hand_out(session: Session, bid_id: int) -> Seminar | None:
    """The seminar of a bid, with its tour, topics and advisers; None where there is none."""
    return session.scalar(seminar_of_bid(bid_id))


@dataclass(frozen=True)
class BidPage:
    """A bid with all that became of it.

    Attributes:
        bid: The bid with its slots and dates.
        seminar: What the released plan made of it, with its advisers: the one that stands, else
            the latest of those that were cancelled.
        refusal: Why the released plan has no place for it, as its host is told, also where that
            cancelled its seminar; None where it has.
        refusal_is_edited: Whether the office has written that, in the host's language.
        steps: What happened to it and its seminars, the oldest first.
    """

    bid: Bid
    seminar: Seminar | None
    refusal: BothLanguages | None
    refusal_is_edited: bool
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
        if self.refusal is not None:
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
    def may_answer(self) -> bool:
        """Whether the office waits for the host's answer to a question."""
        return self.bid.state is BidState.ASKED_BACK and not self.bid.tour.is_archived

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
    decline = None if stands else _refusal_of(session, bid)
    refusal = None if decline is None else host_texts(session, [decline])[bid.id]
    is_edited = decline is not None and bool(decline.office_text)
    return BidPage(bid, seminar, refusal, is_edited, bid_steps(session, bid_id))


def _refusal_of(session: Session, bid: Bid) -> PlannedDecline | None:
    if bid.state is not BidState.ACCEPTED:
        return None
    found: PlannedDecline | None = session.scalar(
        select(PlannedDecline)
        .join(Plan)
        .where(PlannedDecline.bid_id == bid.id, Plan.state == PlanState.RELEASED)
    )
    return found


@dataclass(frozen=True)
class Call:
    """Calls for bids, seen from one day.

    Attributes:
        tours: The tours that call, the earliest first: all whose call is open, else one alone.
        is_open: Whether hosts may bid.
        is_ahead: Whether they may later.
    """

    tours: Sequence[Tour]
    is_open: bool
    is_ahead: bool

    @property
    def tour(self) -> Tour:
        """The earliest of them."""
        return self.tours[0]


def call_for_bids(session: Session, today: date) -> Call | None:
    """The calls that concern hosts on a day: the open ones, else the next, else the last.

    Archived tours call nobody.
    """
    tours = session.scalars(
        select(Tour)
        .where(Tour.stage != TourStage.ARCHIVED)
        .order_by(Tour.fiscal_year, Tour.programme)
        .options(selectinload(Tour.closed_periods))
    ).all()
    open_ = [tour for tour in tours if tour.takes_bids(today)]
    if open_:
        return Call(open_, is_open=True, is_ahead=False)
    ahead = [tour for tour in tours if tour.call_opens_on > today]
    if ahead:
        first = min(ahead, key=lambda tour: tour.call_opens_on)
        return Call([first], is_open=False, is_ahead=True)
    return Call(tours[-1:], is_open=False, is_ahead=False) if tours else None


def topics(session: Session) -> list[Topic]:
    """All topics in the order in which they are listed everywhere."""
    return list(session.scalars(select(Topic).order_by(Topic.position, Topic.id)))
