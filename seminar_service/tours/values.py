"""What a tour is, without a database: its stage and its rules."""

from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from seminar_service.domain.tour_codes import TourCode


class TourStage(StrEnum):
    """Where a tour stands: prepared in private, shown to the public, or kept as an archive."""

    PREPARATION = "preparation"
    OPEN = "open"
    ARCHIVED = "archived"


class TourRow(NamedTuple):
    """What the public reads of a tour, in plain values: `tours.model.Tour`."""

    id: int
    fiscal_year: int
    programme: int
    stage: TourStage
    name_ja: str
    name_en: str
    first_day: date
    last_day: date
    call_opens_on: date
    call_closes_on: date
    calendar_changed_at: datetime

    @property
    def code(self) -> TourCode:
        """The tour in addresses."""
        return TourCode(self.fiscal_year, self.programme)

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en

    def takes_bids(self, today: date) -> bool:
        """Whether hosts may bid on a day in Japan."""
        return takes_bids(self.stage, self.call_opens_on, self.call_closes_on, today)


def takes_bids(stage: TourStage, opens_on: date, closes_on: date, today: date) -> bool:
    """Whether hosts may bid on a day: from the first to the last of the call, no archived tour."""
    return opens_on <= today <= closes_on and stage is not TourStage.ARCHIVED


class WaitingRule(StrEnum):
    """How somebody on a waiting list gets a place that comes free.

    `offer` holds it for a while, until the person accepts it; `straight` simply gives it.
    """

    OFFER = "offer"
    STRAIGHT = "straight"
