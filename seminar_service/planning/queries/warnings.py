"""What would make a plan worse than it had to be, or surprise the organiser."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from seminar_service.advisers.model import Adviser, Engagement
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.solver_io import Appointment, OpenBid
from seminar_service.tours.calendar import closed_days
from seminar_service.tours.model import Tour


class WarningKind(StrEnum):
    """What is to be looked at."""

    NO_ADVISERS = "no_advisers"
    ADVISER_WITHOUT_TOPICS = "adviser_without_topics"
    ADVISER_WITHOUT_SEMINARS = "adviser_without_seminars"
    ADVISER_DAYS_MISSING = "adviser_days_missing"
    BIDS_UNDECIDED = "bids_undecided"
    BID_WITHOUT_DAYS = "bid_without_days"
    BID_WITHOUT_ADVISER = "bid_without_adviser"
    LOCKED_OTHERWISE = "locked_otherwise"


@dataclass(frozen=True, slots=True)
class PlanningWarning:
    """One warning, with the advisers or bids that it is about."""

    kind: WarningKind
    advisers: tuple[Adviser, ...] = ()
    bids: tuple[OpenBid, ...] = ()


@dataclass(frozen=True)
class Prospect:
    """What is known of a tour before it is planned.

    `bids` are the accepted and the undecided ones; `published` and `locked` say what stands,
    by the key of the bid; `earliest` is the first day that can still be planned.
    """

    tour: Tour
    earliest: date | None
    bids: tuple[OpenBid, ...]
    engagements: tuple[Engagement, ...]
    published: Mapping[int, Appointment]
    locked: Mapping[int, Appointment]

    @cached_property
    def closed(self) -> frozenset[date]:
        """The days that the office has closed."""
        return closed_days(self.tour)

    @cached_property
    def skills(self) -> frozenset[frozenset[str]]:
        """What those who are engaged know: the topics (codes) of each."""
        topics = (each.adviser.topics for each in self.engagements)
        return frozenset(frozenset(topic.code for topic in those) for those in topics)

    @property
    def accepted(self) -> tuple[OpenBid, ...]:
        """The bids that are going to be planned."""
        return tuple(bid for bid in self.bids if bid.state is BidState.ACCEPTED)

    def has_day(self, bid: OpenBid) -> bool:
        """Whether a bid has a day left, or needs none because it stays where it is."""
        closed = self.closed
        first = max(self.tour.first_day, self.earliest or self.tour.first_day)
        return bid.id in self.locked or any(
            first <= day <= self.tour.last_day
            and day not in closed
            and choice is not Choice.IMPOSSIBLE
            for day, choice in bid.choices.items()
        )

    def has_advisers(self, bid: OpenBid) -> bool:
        """Whether somebody is engaged for each of a bid's slots."""
        return all(any(known.issuperset(topics) for known in self.skills) for topics in bid.slots)

    def is_locked_otherwise(self, bid: OpenBid) -> bool:
        """Whether a bid's lock moves what is published."""
        published, locked = self.published.get(bid.id), self.locked.get(bid.id)
        return bool(
            published and locked and (published.day, published.team) != (locked.day, locked.team)
        )


def warnings(prospect: Prospect) -> Iterator[PlanningWarning]:
    """Yield what is worth looking at, the gravest first."""
    if not prospect.engagements:
        yield PlanningWarning(WarningKind.NO_ADVISERS)
    accepted = prospect.accepted
    yield from _about_bids(
        WarningKind.BID_WITHOUT_ADVISER,
        [bid for bid in accepted if prospect.engagements and not prospect.has_advisers(bid)],
    )
    yield from _about_bids(
        WarningKind.BID_WITHOUT_DAYS, [bid for bid in accepted if not prospect.has_day(bid)]
    )
    yield from _about_bids(
        WarningKind.LOCKED_OTHERWISE,
        [bid for bid in prospect.bids if prospect.is_locked_otherwise(bid)],
    )
    yield from _about_engagements(prospect.engagements)
    yield from _about_bids(
        WarningKind.BIDS_UNDECIDED,
        [bid for bid in prospect.bids if bid.state is not BidState.ACCEPTED],
    )


def _about_bids(kind: WarningKind, bids: list[OpenBid]) -> Iterator[PlanningWarning]:
    if bids:
        yield PlanningWarning(kind, bids=tuple(bids))


def _about_engagements(engagements: tuple[Engagement, ...]) -> Iterator[PlanningWarning]:
    found = {
        WarningKind.ADVISER_WITHOUT_TOPICS: [e for e in engagements if not e.adviser.topics],
        WarningKind.ADVISER_WITHOUT_SEMINARS: [
            e for e in engagements if not min(e.max_seminars, e.max_per_month)
        ],
        WarningKind.ADVISER_DAYS_MISSING: [e for e in engagements if not e.unavailable_days],
    }
    for kind, about in found.items():
        if about:
            yield PlanningWarning(kind, advisers=tuple(each.adviser for each in about))
