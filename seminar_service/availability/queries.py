"""What an adviser's page of days shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.advisers.model import Engagement
from seminar_service.advisers.queries import engagement as engagement_of
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.services import wishes_of
from seminar_service.availability.states import WishState
from seminar_service.availability.ties import Ties, ties_of
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.queries.disruptions import disruptions_concerning
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember
from seminar_service.tours.model import Tour


@dataclass(frozen=True)
class OwnDays:
    """An adviser's days in one tour, with what is wished, what is released and what upsets it."""

    engagement: Engagement
    wishes: Sequence[AvailabilityWish]
    ties: Ties
    disruptions: Sequence[Disruption] = ()

    @property
    def lost(self) -> frozenset[date]:
        """The days on which a disruption concerns the adviser."""
        return frozenset[date]().union(*(each.details.days for each in self.disruptions))

    @property
    def asked(self) -> frozenset[date]:
        """The days that wait for the office."""
        return self._in(WishState.OPEN) - {each.day for each in self.engagement.unavailable_days}

    @property
    def refused(self) -> frozenset[date]:
        """The days that the office could not grant."""
        return self._in(WishState.REFUSED)

    @property
    def asked_nights(self) -> int | None:
        """The nights that wait for the office; None where it has not been asked."""
        open_ = (each for each in self.wishes if each.state is WishState.OPEN)
        return next((each.nights for each in open_ if each.nights is not None), None)

    def _in(self, state: WishState) -> frozenset[date]:
        return frozenset(each.day for each in self.wishes if each.state is state and each.day)


def own_days(session: Session, tour_id: int, adviser_id: int, *, today: date) -> OwnDays:
    """Read an adviser's days in a tour. Nine queries at most.

    Raises:
        NotFound: The adviser takes no part in it.
    """
    engagement = engagement_of(session, tour_id, adviser_id)
    wishes = wishes_of(session, engagement.id)
    ties = ties_of(session, adviser_id, today=today)
    concerning = disruptions_concerning(session, tour_id, adviser_id)
    ahead = [each for each in concerning if each.last_day >= today]
    return OwnDays(engagement, wishes, ties, ahead)


def own_uids(session: Session, adviser_id: int) -> frozenset[str]:
    """What an adviser's seminars are called in calendars: there they take no further day."""
    rows = select(Seminar.uid).join(TeamMember).where(TeamMember.adviser_id == adviser_id)
    return frozenset(str(uid) for uid in session.scalars(rows))


def open_engagements(session: Session, adviser_id: int, *, today: date) -> list[Engagement]:
    """An adviser's parts in tours that are not over, the next first. One query."""
    rows = (
        select(Engagement)
        .join(Tour)
        .where(Engagement.adviser_id == adviser_id, Tour.last_day >= today)
        .options(joinedload(Engagement.tour))
        .order_by(Tour.fiscal_year, Tour.programme)
    )
    return list(session.scalars(rows))
