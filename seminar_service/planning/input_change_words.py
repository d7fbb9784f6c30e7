"""What has changed in the input since a plan was made, in the words of the office."""

from collections.abc import Callable, Mapping

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.day_lists import list_days
from seminar_service.planning.input_changes import InputChange, InputChangeKind, Value
from seminar_service.planning.wording import Names

Translate = Callable[[str], str]


class InputChangeWords:
    """Words changes of the input in one language.

    Args:
        locale: The language.
        names: What keys are called in it.
    """

    def __init__(self, locale: Locale, names: Names) -> None:
        self._locale = locale
        self._names = names
        self._catalogue = catalogue(locale)
        self._comma = catalogue(locale).gettext(", ")

    def sentence(self, change: InputChange) -> str:
        """Return what has changed."""
        show = self._place if change.kind in _PLACES else self._value
        return self._pattern(change) % {
            "bid": "" if change.bid_id is None else self._names.bid(change.bid_id),
            "adviser": "" if change.adviser_id is None else self._names.adviser(change.adviser_id),
            "days": list_days(change.days, self._locale),
            "team": self._comma.join(map(self._names.adviser, change.team)),
            "name": self._name(change),
            "before": show(change.before),
            "after": show(change.after),
            "people": f"{change.people:,}",
        }

    def _pattern(self, change: InputChange) -> str:
        _ = self._catalogue.gettext
        ngettext = self._catalogue.ngettext
        patterns: Mapping[InputChangeKind, str] = {
            InputChangeKind.RULE: _("Rule: %(name)s, %(before)s → %(after)s"),
            InputChangeKind.DAYS_CLOSED: _("Closed by the office: %(days)s"),
            InputChangeKind.DAYS_OPENED: _("No longer closed by the office: %(days)s"),
            InputChangeKind.DAYS_LOST: _(
                "%(name)s: no seminars because of a disruption on %(days)s"
            ),
            InputChangeKind.DAYS_REGAINED: _("%(name)s: seminars can be held again on %(days)s"),
            InputChangeKind.ADVISER_JOINED: _("%(adviser)s takes part in the tour"),
            InputChangeKind.ADVISER_LEFT: _("%(adviser)s takes part in the tour no longer"),
            InputChangeKind.ADVISER_UNAVAILABLE: _("%(adviser)s: unavailable on %(days)s"),
            InputChangeKind.ADVISER_FREE_AGAIN: _("%(adviser)s: available again on %(days)s"),
            InputChangeKind.ADVISER_LIMIT: _("%(adviser)s: %(name)s, %(before)s → %(after)s"),
            InputChangeKind.ADVISER_HOME: _("%(adviser)s: home, %(before)s → %(after)s"),
            InputChangeKind.ADVISER_TOPICS: _("%(adviser)s: other topics"),
            InputChangeKind.BID_NEW: _("%(bid)s: to be planned now"),
            InputChangeKind.BID_GONE: _("%(bid)s: no longer to be planned"),
            InputChangeKind.BID_DAYS_ADDED: _("%(bid)s: the host offers %(days)s, too"),
            InputChangeKind.BID_DAYS_REMOVED: _("%(bid)s: the host no longer offers %(days)s"),
            InputChangeKind.BID_CHOICES: _("%(bid)s: other wishes for %(days)s"),
            InputChangeKind.BID_PLACE: _("%(bid)s: prefecture, %(before)s → %(after)s"),
            InputChangeKind.BID_TIMES: _("%(bid)s: times, %(before)s → %(after)s"),
            InputChangeKind.BID_TEAM: _("%(bid)s: other advisers or topics are needed"),
            InputChangeKind.BID_PRICE: _("%(bid)s: price of refusing it, %(before)s → %(after)s"),
            InputChangeKind.SEMINAR_RELEASED: _("%(bid)s: seminar on %(days)s, %(team)s"),
            InputChangeKind.SEMINAR_MOVED: _("%(bid)s: seminar now on %(days)s, %(team)s"),
            InputChangeKind.SEMINAR_CANCELLED: _("%(bid)s: seminar on %(days)s cancelled"),
            InputChangeKind.LOCKED: _("%(bid)s: locked to %(days)s, %(team)s"),
            InputChangeKind.UNLOCKED: _("%(bid)s: locked to %(days)s no longer"),
            InputChangeKind.MOVING_MORE: ngettext(
                "%(bid)s: since then %(people)s more person has registered for %(days)s; moving it "
                "now costs %(after)s yen, in this plan %(before)s yen",
                "%(bid)s: since then %(people)s more people have registered for %(days)s; moving "
                "it now costs %(after)s yen, in this plan %(before)s yen",
                change.people,
            ),
            InputChangeKind.MOVING_FEWER: ngettext(
                "%(bid)s: since then %(people)s person fewer is registered for %(days)s; moving it "
                "now costs %(after)s yen, in this plan %(before)s yen",
                "%(bid)s: since then %(people)s people fewer are registered for %(days)s; moving "
                "it now costs %(after)s yen, in this plan %(before)s yen",
                change.people,
            ),
            InputChangeKind.MOVING_STATE: _(
                "%(bid)s: moving it from %(days)s now costs %(after)s yen, in this plan "
                "%(before)s yen"
            ),
        }
        return patterns[change.kind]

    def _value(self, value: Value) -> str:
        _ = self._catalogue.gettext
        if value is None:
            return _("not set")
        return f"{value:,}" if isinstance(value, int) else value.removesuffix(":00")

    def _place(self, code: Value) -> str:
        return prefecture(str(code)).name(self._locale)

    def _name(self, change: InputChange) -> str:
        _ = self._catalogue.gettext
        if change.kind in _LOST:
            return self._place(change.name) if change.name else _("All prefectures")
        return (rule_words(_) | limit_words(_)).get(change.name, change.name)


_LOST = frozenset({InputChangeKind.DAYS_LOST, InputChangeKind.DAYS_REGAINED})
_PLACES = frozenset({InputChangeKind.ADVISER_HOME, InputChangeKind.BID_PLACE})


def rule_words(_: Translate) -> dict[str, str]:
    """Return what the rules of a tour are called, by the names of their columns."""
    return {
        "first_day": _("First day of the tour"),
        "last_day": _("Last day of the tour"),
        "day_start": _("Travel begins at the earliest at"),
        "day_end": _("Travel ends at the latest at"),
        "buffer_minutes": _("Time before a seminar (minutes)"),
        "max_seminars_per_day": _("Seminars on one day, at most"),
        "same_place_gap_days": _("Days between two seminars in one prefecture"),
        "travel_budget_yen": _("Travel budget (yen)"),
        "hotel_yen": _("One night in a hotel (yen)"),
        "first_choice_yen": _("A first choice costs (yen)"),
        "second_choice_yen": _("A second choice costs (yen)"),
        "third_choice_yen": _("A third choice costs (yen)"),
        "decline_yen": _("Refusing a bid costs (yen)"),
        "coverage_yen": _("A prefecture without a seminar costs (yen)"),
        "workload_yen": _("Uneven workload of advisers costs (yen)"),
        "change_date_yen": _("Moving a date after release costs (yen)"),
        "change_confirmed_yen": _("Once host and advisers have agreed, moving adds (yen)"),
        "change_announced_yen": _("Once it is announced, moving adds (yen)"),
        "change_registered_yen": _("For each person registered, moving adds (yen)"),
        "change_adviser_yen": _("Changing an adviser after release costs (yen)"),
    }


def limit_words(_: Translate) -> dict[str, str]:
    """Return what the limits of advisers are called, by the names of their columns."""
    return {
        "max_seminars": _("Seminars in the whole tour, at most"),
        "max_per_month": _("Seminars in one month, at most"),
        "max_nights_away": _("Nights away on one trip, at most"),
    }
