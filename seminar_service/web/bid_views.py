"""A bid as pages show it: the same for one that is being entered and one that is kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from seminar_service.bids.details import BidDetails, Slots
from seminar_service.bids.model import Bid
from seminar_service.bids.wishes import Wishes
from seminar_service.domain.vocabulary import Choice
from seminar_service.tours.calendar_days import (
    Closure,
    ClosureKind,
    DayRange,
    TourCalendar,
)
from seminar_service.tours.model import Topic
from seminar_service.web import bid_words
from seminar_service.web.editing.pictures import labelled, listed
from seminar_service.web.locale import current_locale
from seminar_service.web.templating import format_day_range, format_day_short


@dataclass(frozen=True)
class ShownBid:
    """What a page says of a bid.

    Attributes:
        said: The columns: a bid, or what a form read.
        topics: Names of the topics, one list per adviser that is needed.
        wishes: The days by choice, as ranges in words.
        left_out: Days inside the chosen ranges that do not count, with the reason, in words.
    """

    said: Bid | BidDetails
    topics: Sequence[Sequence[str]]
    wishes: Sequence[tuple[str, Sequence[str]]]
    left_out: Sequence[str] = ()

    @property
    def host_kind(self) -> str:
        """The kind of organisation in words."""
        return str(bid_words.HOST_KINDS[self.said.host_kind])

    @property
    def audience(self) -> str:
        """Who may take part, in words."""
        return str(bid_words.AUDIENCES[self.said.audience])


def shown_bid(bid: Bid, calendar: TourCalendar) -> ShownBid:
    """A bid that is kept."""
    locale = current_locale()
    topics = [[topic.name(locale) for topic in slot.topics] for slot in bid.slots]
    return ShownBid(bid, topics, _wishes({each.day: each.choice for each in bid.dates}, calendar))


def entered_bid(
    details: BidDetails, wishes: Wishes, calendar: TourCalendar, topics: Iterable[Topic]
) -> ShownBid:
    """A bid that has been entered and not yet been sent."""
    chosen = [topic.name(current_locale()) for topic in topics if topic.id in details.topic_ids]
    return ShownBid(details, [chosen], _wishes(wishes.days, calendar), left_out(wishes))


def brought_in(
    details: BidDetails, slots: Slots, calendar: TourCalendar, topics: Iterable[Topic]
) -> ShownBid:
    """A bid of a file that has not been entered yet, with the topics of each adviser."""
    locale = current_locale()
    names = {topic.id: topic.name(locale) for topic in topics}
    of_advisers = [[names[each] for each in slot if each in names] for slot in slots]
    return ShownBid(details, of_advisers, _wishes(details.days, calendar))


def left_out(wishes: Wishes) -> list[str]:
    """What does not count of the ranges that were chosen, one line per reason."""
    lines = [_left_out_line(closure, days) for closure, days in wishes.left_out.items()]
    if wishes.given_up:
        days = listed(format_day_short(day) for day in wishes.given_up)
        lines.append(gettext("Named as not possible: %(days)s", days=days))
    return lines


def _left_out_line(closure: Closure, days: Sequence[date]) -> str:
    if closure.kind is ClosureKind.WEEKEND:
        return str(gettext("Saturdays and Sundays (%(number)d days)", number=len(days)))
    return labelled(closure.name(current_locale()), listed(format_day_short(day) for day in days))


def _wishes(days: Mapping[date, Choice], calendar: TourCalendar) -> list[tuple[str, Sequence[str]]]:
    found: list[tuple[str, Sequence[str]]] = []
    for choice, label in bid_words.CHOICES.items():
        ranges = calendar.ranges([day for day, made in days.items() if made is choice])
        if ranges:
            found.append((str(label), [_in_words(each) for each in ranges]))
    return found


def _in_words(days: DayRange) -> str:
    return format_day_range(days.first, days.last)
