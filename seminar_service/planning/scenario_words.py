"""What scenarios assume, and what stands against it, in the words of the office."""

from collections.abc import Callable, Mapping

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.day_lists import list_days, name_day
from seminar_service.planning.input_change_words import limit_words, rule_words
from seminar_service.planning.scenario_changes import (
    AdviserLimit,
    BidDate,
    Change,
    ChangeKind,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    KnownAdviser,
    NewAdviser,
    NightsAway,
    TourRule,
    Value,
    adviser_of,
    bid_of,
)
from seminar_service.planning.scenario_troubles import Trouble, TroubleKind
from seminar_service.planning.wording import Names
from seminar_service.tours.calendar_days import DayRange

Translate = Callable[[str], str]


class ScenarioWords:
    """Words changes of scenarios in one language.

    Args:
        locale: The language.
        names: What keys and codes are called in it.
    """

    def __init__(self, locale: Locale, names: Names) -> None:
        self._locale = locale
        self._names = names
        self._catalogue = catalogue(locale)

    def change(self, change: Change) -> str:
        """Return what is assumed."""
        return _patterns(self._catalogue.gettext)[change.kind] % self._values(change)

    def before(self, change: Change, value: Value) -> str:
        """Return how a change of a row stands until it is made: of what has a value, that."""
        _ = self._catalogue.gettext
        if isinstance(change, DeclinePrice) and value is None:
            return _("as the rules of the tour say")
        until_now = {
            ChangeKind.KNOWN_ADVISER: _("takes no part in the tour"),
            ChangeKind.DAYS_OFF: _("available"),
            ChangeKind.DAYS_FREE: _("unavailable"),
            ChangeKind.CLOSED: _("not closed by the office"),
            ChangeKind.BID_TAKEN: _("not accepted for planning"),
        }
        return until_now.get(change.kind) or self._value(value)

    def trouble(self, trouble: Trouble) -> str:
        """Return what stands against a change."""
        return _trouble_words(self._catalogue.gettext)[trouble.kind]

    def _values(self, change: Change) -> dict[str, object]:
        values: dict[str, object] = {}
        adviser_id, bid_id = adviser_of(change), bid_of(change)
        if adviser_id is not None:
            values["adviser"] = self._names.adviser(adviser_id)
        if bid_id is not None:
            values["bid"] = self._names.bid(bid_id)
        return values | self._others(change)

    def _others(self, change: Change) -> dict[str, object]:
        _ = self._catalogue.gettext
        match change:
            case NewAdviser():
                return self._of_new(change)
            case KnownAdviser():
                name = self._names.adviser(change.adviser_id)
                return {"name": name} | self._limits(change)
            case DaysOff() | DaysFree() | ClosedDays():
                days = tuple(DayRange(change.first, change.last).days())
                return {"days": list_days(days, self._locale)}
            case AdviserLimit() | TourRule():
                words = rule_words(_) | limit_words(_)
                return {"name": words[change.name], "value": self._value(change.value)}
            case NightsAway():
                return {"nights": change.nights}
        return self._rest(change)

    def _rest(self, change: Change) -> dict[str, object]:
        match change:
            case DeclinePrice():
                return {"yen": self._value(change.yen)}
            case BidDate():
                choice = _choice_words(self._catalogue.gettext)[change.choice]
                return {"day": name_day(change.day, self._locale), "choice": choice}
        return {}

    def _of_new(self, change: NewAdviser) -> dict[str, object]:
        _ = self._catalogue.gettext
        return {
            "name": change.name,
            "home": prefecture(change.home).name(self._locale),
            "topics": _(", ").join(map(self._names.topic, change.topics)) or _("no topics"),
        } | self._limits(change)

    @staticmethod
    def _limits(change: NewAdviser | KnownAdviser) -> dict[str, object]:
        return {
            "seminars": change.max_seminars,
            "month": change.max_per_month,
            "nights": change.max_nights_away,
        }

    def _value(self, value: Value) -> str:
        if value is None:
            return self._catalogue.gettext("no limit")
        return f"{value:,}" if isinstance(value, int) else value


def _patterns(_: Translate) -> Mapping[ChangeKind, str]:
    return {
        ChangeKind.NEW_ADVISER: _(
            "One more adviser: %(name)s (%(home)s; %(topics)s); seminars: %(seminars)d, in one "
            "month: %(month)d, nights on one trip: %(nights)d"
        ),
        ChangeKind.KNOWN_ADVISER: _(
            "%(name)s takes part, too; seminars: %(seminars)d, in one month: %(month)d, nights on "
            "one trip: %(nights)d"
        ),
        ChangeKind.DAYS_OFF: _("%(adviser)s: unavailable on %(days)s"),
        ChangeKind.DAYS_FREE: _("%(adviser)s: available again on %(days)s"),
        ChangeKind.LIMIT: _("%(adviser)s: %(name)s: %(value)s"),
        ChangeKind.NIGHTS: _("Nobody is away for more than %(nights)d nights on one trip"),
        ChangeKind.RULE: _("%(name)s: %(value)s"),
        ChangeKind.CLOSED: _("Closed by the office: %(days)s"),
        ChangeKind.BID_TAKEN: _("%(bid)s: taken in"),
        ChangeKind.BID_LEFT_OUT: _("%(bid)s: left out"),
        ChangeKind.DECLINE_PRICE: _("%(bid)s: refusing it costs %(yen)s yen"),
        ChangeKind.BID_DATE: _("%(bid)s: the host offers %(day)s, too (%(choice)s)"),
    }


def _choice_words(_: Translate) -> Mapping[Choice, str]:
    return {
        Choice.FIRST: _("first choice"),
        Choice.SECOND: _("second choice"),
        Choice.THIRD: _("third choice"),
    }


def _trouble_words(_: Translate) -> Mapping[TroubleKind, str]:
    return {
        TroubleKind.TWICE: _("Another change of this scenario speaks of the same."),
        TroubleKind.ALREADY_SO: _("That is so already; it changes nothing."),
        TroubleKind.ADVISER_LEFT: _("The adviser takes no part in the tour."),
        TroubleKind.ADVISER_GONE: _("The adviser is not known any more."),
        TroubleKind.TOPIC_GONE: _("There is no such topic any more."),
        TroubleKind.BID_GONE: _("The bid has been withdrawn, or cannot be accepted any more."),
        TroubleKind.BID_NOT_PLANNED: _("The bid is not one of those that are planned."),
        TroubleKind.BID_ACCEPTED: _("The bid has been accepted: it is planned anyhow."),
        TroubleKind.SEMINAR_STANDS: _("The seminar of the bid has been released: cancel it first."),
        TroubleKind.DAYS_OUTSIDE: _("None of these days can still be planned in this tour."),
        TroubleKind.DAY_NOT_OPEN: _(
            "On this day nothing can be planned: it is over, closed or outside the tour."
        ),
        TroubleKind.DAYS_LOST: _("Disruptions or other tours take these days."),
        TroubleKind.DAY_DECLINED: _("The host has declined this day."),
        TroubleKind.DAY_IN_DISORDER: _("The day would end before it begins."),
    }
