"""What no longer holds of a plan, in the words of the office; they name advisers."""

from collections.abc import Mapping

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.day_lists import list_days, name_month
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.wording import Names


class ObjectionWords:
    """Words objections in one language.

    Args:
        locale: The language.
        names: What keys and codes are called in it.
    """

    def __init__(self, locale: Locale, names: Names) -> None:
        self._locale = locale
        self._names = names
        self._catalogue = catalogue(locale)
        self._comma = catalogue(locale).gettext(", ")

    def sentence(self, objection: Objection) -> str:
        """Return what speaks against releasing a plan."""
        bids = self._comma.join(map(self._names.bid, objection.bid_ids))
        return self._pattern(objection.kind) % {
            "bids": bids,
            "advisers": self._comma.join(map(self._names.adviser, objection.adviser_ids)),
            "days": list_days(sorted(set(objection.days)), self._locale),
            "month": name_month(objection.days[0], self._locale) if objection.days else "",
            "found": self._number(objection.found),
            "limit": self._number(objection.limit),
            "place": prefecture(objection.place).name(self._locale) if objection.place else "",
            "topics": self._comma.join(map(self._names.topic, objection.topics)),
            "causes": self._causes(objection),
        }

    def _number(self, number: int | None) -> str:
        return "" if number is None else f"{number:,}"

    def _pattern(self, kind: ObjectionKind) -> str:
        _ = self._catalogue.gettext
        patterns: Mapping[ObjectionKind, str] = {
            ObjectionKind.TOUR_OVER: _("The days of this tour are over."),
            ObjectionKind.UNANSWERED: _(
                "The plan knows nothing of these bids, whose seminars stand: %(bids)s."
            ),
            ObjectionKind.LOCKED_OTHERWISE: _(
                "Locked to another day or other advisers than the plan has: %(bids)s, locked to "
                "%(days)s, %(advisers)s."
            ),
            ObjectionKind.DAY_PAST: _("%(days)s is over or too near: %(bids)s."),
            ObjectionKind.DAY_CLOSED: _("The office has closed %(days)s: %(bids)s."),
            ObjectionKind.DISRUPTED: _(
                "A disruption keeps it from being held so on %(days)s: %(bids)s."
            ),
            ObjectionKind.DAY_NOT_OFFERED: _("The host does not offer %(days)s: %(bids)s."),
            ObjectionKind.DAY_OUTSIDE: _("%(days)s lies outside the days of the tour: %(bids)s."),
            ObjectionKind.TEAM_SIZE: _(
                "Advisers needed now: %(limit)s; the plan has %(found)s: %(bids)s."
            ),
            ObjectionKind.TWO_SLOTS: _("%(advisers)s would be there twice: %(bids)s."),
            ObjectionKind.NOT_ENGAGED: _(
                "%(advisers)s takes part in the tour no longer: %(bids)s."
            ),
            ObjectionKind.TOPICS: _("%(advisers)s does not speak about %(topics)s: %(bids)s."),
            ObjectionKind.UNAVAILABLE: _("%(advisers)s is unavailable on %(days)s: %(bids)s."),
            ObjectionKind.SEMINARS: _(
                "%(advisers)s would give %(found)s seminars, at most %(limit)s are allowed."
            ),
            ObjectionKind.SEMINARS_IN_MONTH: _(
                "%(advisers)s would give %(found)s seminars in %(month)s, at most %(limit)s are "
                "allowed: %(bids)s."
            ),
            ObjectionKind.SEMINARS_ON_DAY: _(
                "%(found)s seminars on %(days)s, at most %(limit)s are allowed: %(bids)s."
            ),
            ObjectionKind.PLACE_GAP: _(
                "Days between two seminars in %(place)s: %(found)s, at least %(limit)s are needed: "
                "%(bids)s."
            ),
            ObjectionKind.TRAVEL: _(
                "%(advisers)s cannot travel on %(days)s (%(causes)s): %(bids)s."
            ),
            ObjectionKind.ELSEWHERE: _(
                "%(advisers)s is in %(place)s on %(days)s (%(causes)s): %(bids)s."
            ),
            ObjectionKind.BUDGET: _(
                "Fares and hotels come to %(found)s yen, the travel budget is %(limit)s yen."
            ),
        }
        return patterns[kind]

    def _causes(self, objection: Objection) -> str:
        _ = self._catalogue.gettext
        words = {
            "nights": _("too many nights away"),
            "steps": _("not enough time between two seminars"),
            "home": _("no time at home between two trips"),
            "unavailable": _("unavailable on a day of the journey"),
            "legs": _("a journey longer than a day"),
        }
        told = [words.get(cause, cause) for cause in objection.causes]
        return self._comma.join(told) or _("several rules together")
