"""What the staff sees first: the tours, and what waits for somebody."""

from dataclasses import dataclass, replace

from sqlalchemy import Exists, Select, exists, func, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.errors import NotFound
from seminar_service.domain.tour_codes import TourCode
from seminar_service.inviting.model import Invitation
from seminar_service.outbox.model import MISSED_STATES, Message
from seminar_service.planning.model import Plan, PlannedDecline
from seminar_service.planning.states import PlanState
from seminar_service.seminars.declines import open_declines
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.queries import all_tours


@dataclass(frozen=True)
class TourOverview:
    """One tour with how many bids and seminars are in which state, and what was declined.

    How many topics and plans there are, how many advisers take part, how many accepted bids
    (`unplanned`) have neither a seminar nor a refusal that holds, how many hosts of earlier years
    were invited, and whether there are bids of earlier years, `tour_overview` alone tells.
    """

    tour: Tour
    bids: dict[BidState, int]
    seminars: dict[SeminarState, int]
    open_declines: tuple[DeclinedDay, ...] = ()
    topics: int = 0
    advisers: int = 0
    plans: int = 0
    unplanned: int = 0
    invitations: int = 0
    has_earlier_bids: bool = False

    @property
    def is_new(self) -> bool:
        """Whether nothing has come in yet, so that there is only to prepare."""
        return not self.all_bids and not self.seminars

    @property
    def waiting_bids(self) -> int:
        """Bids that the staff has to decide on."""
        return self.bids.get(BidState.SUBMITTED, 0)

    @property
    def planned_bids(self) -> int:
        """Bids that are accepted for planning."""
        return self.bids.get(BidState.ACCEPTED, 0)

    @property
    def unanswered_seminars(self) -> int:
        """Seminars to which somebody has not agreed yet."""
        return self.seminars.get(SeminarState.TENTATIVE, 0)

    @property
    def announceable_seminars(self) -> int:
        """Seminars to which all have agreed, and of which the public does not know."""
        return self.seminars.get(SeminarState.CONFIRMED, 0)

    @property
    def open_seminars(self) -> int:
        """Seminars for which people can register."""
        return self.seminars.get(SeminarState.ANNOUNCED, 0)

    @property
    def all_bids(self) -> int:
        """All bids but drafts."""
        return sum(number for state, number in self.bids.items() if state is not BidState.DRAFT)

    @property
    def live_seminars(self) -> int:
        """All seminars that are not cancelled."""
        return sum(
            number for state, number in self.seminars.items() if state is not SeminarState.CANCELLED
        )


def tours(session: Session) -> list[TourOverview]:
    """All tours, the latest first. Three queries."""
    bids: dict[int, dict[BidState, int]] = {}
    for tour_id, state, number in session.execute(
        select(Bid.tour_id, Bid.state, func.count()).group_by(Bid.tour_id, Bid.state)
    ):
        bids.setdefault(tour_id, {})[state] = number
    seminars: dict[int, dict[SeminarState, int]] = {}
    for tour_id, seminar_state, number in session.execute(
        select(Seminar.tour_id, Seminar.state, func.count()).group_by(
            Seminar.tour_id, Seminar.state
        )
    ):
        seminars.setdefault(tour_id, {})[seminar_state] = number
    return [
        TourOverview(tour, bids.get(tour.id, {}), seminars.get(tour.id, {}))
        for tour in all_tours(session)
    ]


def tour_overview(session: Session, code: TourCode) -> TourOverview:
    """The tour of a code, with the declined days on which its seminars still stand.

    Raises:
        NotFound: There is no such tour.
    """
    found = next((each for each in tours(session) if each.tour.code == code), None)
    if found is None:
        raise NotFound("tour")
    topics, advisers, plans, unplanned, invitations, earlier = session.execute(
        select(
            select(func.count()).select_from(Topic).scalar_subquery(),
            select(func.count())
            .select_from(Engagement)
            .where(Engagement.tour_id == found.tour.id)
            .scalar_subquery(),
            select(func.count())
            .select_from(Plan)
            .where(Plan.tour_id == found.tour.id)
            .scalar_subquery(),
            unplanned_bids(found.tour.id).scalar_subquery(),
            select(func.count())
            .select_from(Invitation)
            .where(Invitation.tour_id == found.tour.id)
            .scalar_subquery(),
            _has_earlier_bids(found.tour),
        )
    ).one()
    return replace(
        found,
        open_declines=tuple(open_declines(session, found.tour.id)),
        topics=topics,
        advisers=advisers,
        plans=plans,
        unplanned=unplanned,
        invitations=invitations,
        has_earlier_bids=bool(earlier),
    )


def _has_earlier_bids(tour: Tour) -> Exists:
    earlier = Tour.id == Bid.tour_id, Tour.fiscal_year < tour.fiscal_year
    return exists().where(*earlier, Bid.state != BidState.DRAFT)


def unplanned_bids(tour_id: int) -> Select[int]:
    """Count the accepted bids that are still to be planned, or to be planned again."""
    refused = exists().where(
        PlannedDecline.bid_id == Bid.id,
        PlannedDecline.plan_id == Plan.id,
        Plan.state == PlanState.RELEASED,
    )
    accepted = Bid.tour_id == tour_id, Bid.state == BidState.ACCEPTED
    stands = exists().where(Seminar.bid_id == Bid.id, Seminar.stands)
    return select(func.count(Bid.id)).where(*accepted, ~stands, ~refused)


def failed_mails(session: Session) -> int:
    """How many mails were given up, or came back."""
    return (
        session.scalar(
            select(func.count()).select_from(Message).where(Message.state.in_(MISSED_STATES))
        )
        or 0
    )
