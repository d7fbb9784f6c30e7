"""What differs between two plans, in sentences for the office; they name advisers."""

from collections import Counter
from collections.abc import Iterable, Mapping

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.day_lists import name_day
from seminar_service.planning.inputs import Held
from seminar_service.planning.wording import Names


class AlterationWords:
    """Words alterations, and what they cost, in one language.

    Args:
        locale: The language.
        names: What keys are called in it.
    """

    def __init__(self, locale: Locale, names: Names) -> None:
        self._locale = locale
        self._names = names
        self._catalogue = catalogue(locale)

    def sentence(self, alteration: Alteration) -> str:
        """Return what becomes of a bid."""
        _ = self._catalogue.gettext
        name = self._names.bid(alteration.bid_id)
        return _("%(label)s: %(value)s") % {"label": name, "value": self.outcome(alteration)}

    def outcome(self, alteration: Alteration) -> str:
        """Return the same without the name of the bid."""
        _ = self._catalogue.gettext
        before, after = alteration.before, alteration.after
        if before is None:
            return _("held on %(when)s") % {"when": self._held(after)} if after else _("refused")
        if after is None and not alteration.is_asked:
            return _("not part of the plan; before, on %(when)s") % {"when": self._held(before)}
        if after is None:
            return _("refused; before, on %(when)s") % {"when": self._held(before)}
        told = [self._days(before, after), self._team(before, after)]
        return _("; ").join(filter(None, told))

    def costs(self, differences: Mapping[str, int]) -> str:
        """Return by how much each part of the cost differs; empty where none does.

        Args:
            differences: In yen, by the name of the part as in `Plan.components`.
        """
        _ = self._catalogue.gettext
        told = []
        for name, yen in differences.items():
            values = {"yen": f"{abs(yen):,}", "part": self._part(name)}
            if yen > 0:
                told.append(_("%(yen)s yen more for %(part)s") % values)
            elif yen < 0:
                told.append(_("%(yen)s yen less for %(part)s") % values)
        return _(", ").join(told)

    def _held(self, held: Held) -> str:
        _ = self._catalogue.gettext
        day, team = name_day(held.day, self._locale), self._people(held.team)
        return _("%(day)s by %(advisers)s") % {"day": day, "advisers": team} if team else day

    def _days(self, before: Held, after: Held) -> str:
        if before.day == after.day:
            return ""
        days = (name_day(each.day, self._locale) for each in (before, after))
        return " → ".join(days)

    def _team(self, before: Held, after: Held) -> str:
        _ = self._catalogue.gettext
        came = tuple((Counter(after.team) - Counter(before.team)).elements())
        left = tuple((Counter(before.team) - Counter(after.team)).elements())
        if came and left:
            people = {"new": self._people(came), "old": self._people(left)}
            return _("%(new)s instead of %(old)s") % people
        if came or left:
            words = _("also by %(advisers)s") if came else _("without %(advisers)s")
            return words % {"advisers": self._people(came or left)}
        same = before.team == after.team
        return (
            ""
            if same
            else _("the advisers change places: %(advisers)s")
            % {"advisers": self._people(after.team)}
        )

    def _people(self, team: Iterable[int]) -> str:
        return self._catalogue.gettext(", ").join(map(self._names.adviser, team))

    def _part(self, name: str) -> str:
        _ = self._catalogue.gettext
        return {
            "fares": _("fares"),
            "hotels": _("hotels"),
            "dates": _("the choice of dates"),
            "declines": _("refused bids"),
            "coverage": _("prefectures left out"),
            "workload": _("uneven workload"),
            "changes": _("changes after release"),
        }[name]
