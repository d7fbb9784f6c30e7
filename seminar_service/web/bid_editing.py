"""Forms that change a bid which is there already."""

from collections.abc import Iterator
from datetime import date

from wtforms import Field

from seminar_service.bids.wishes import Wish, read_wishes
from seminar_service.tours.calendar_days import DayRange
from seminar_service.web.address_questions import stale_address
from seminar_service.web.bid_forms import BidForm
from seminar_service.web.date_rows import WISH_LISTS
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.pictures import Picture, listed, picture_of
from seminar_service.web.questions import Question
from seminar_service.web.templating import format_day_range


class VersionedBidForm(VersionedForm, BidForm):
    """A bid whose host or whose office changes it; dates are compared day by day."""

    def pictured(self, field: Field) -> Picture:
        """What a field says; for a list of dates the days that count, however it was typed."""
        if field.name not in WISH_LISTS:
            return super().pictured(field)
        return picture_of(self._days(field.name))

    def spelled(self, field: Field) -> str:
        """A list of dates is told as ranges."""
        if field.name not in WISH_LISTS:
            return super().spelled(field)
        ranges = self.calendar.ranges(self._days(field.name))
        return listed(format_day_range(each.first, each.last) for each in ranges)

    def questions(self) -> Iterator[Question]:
        """Beside what is asked of every bid, whether the address is still the old venue's."""
        yield from super().questions()
        yield from stale_address(self.venue_name, self.venue_address, self.venue_postal_code)

    def relabel(self) -> None:
        """Name the rows of dates anew."""
        self.name_rows()

    def _days(self, name: str) -> list[date]:
        asked = list(self._asked())
        kept = {wish.days.first for wish in asked}
        wishes = read_wishes(asked, self.calendar, self.today, kept)
        return [day for day, choice in wishes.days.items() if choice is WISH_LISTS[name]]

    def _asked(self) -> Iterator[Wish]:
        for name, choice in WISH_LISTS.items():
            for row in self[name]:
                first, last = row["begins"].data, row["ends"].data
                if first:
                    yield Wish(choice, DayRange(first, last or first))
