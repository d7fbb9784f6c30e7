"""Refusals, remedies and failures of the planner in the words of their readers.

Sentences for hosts name nobody and no costs; those for the organiser name advisers. Names are put
into the sentences here, where they are made: a name that looks like a word of a sentence changes
nothing.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from babel.support import NullTranslations

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.planning.day_lists import list_days, name_day, name_month
from seminar_service.planning.refusals import (
    Breach,
    Failure,
    FailureKind,
    Grounds,
    Hindrance,
    Lock,
    Reason,
    Remedy,
    RemedyKind,
)

BothLanguages = Mapping[Locale, str]
"""A text in each language."""


@dataclass(frozen=True, slots=True)
class Names:
    """What keys and codes are called in one language; what is missing keeps its key or code."""

    topics: Mapping[str, str]
    advisers: Mapping[int, str]
    bids: Mapping[int, str]

    def topic(self, code: str) -> str:
        """Return the name of a topic."""
        return self.topics.get(code, code)

    def adviser(self, adviser_id: int) -> str:
        """Return the name of an adviser."""
        return self.advisers.get(adviser_id, f"a{adviser_id}")

    def bid(self, bid_id: int) -> str:
        """Return host and number of a bid."""
        return self.bids.get(bid_id, f"b{bid_id}")


class Wording:
    """Words values in one language.

    Args:
        locale: The language.
        names: What keys and codes are called in it.
    """

    def __init__(self, locale: Locale, names: Names) -> None:
        self._locale = locale
        self._names = names
        self._catalogue: NullTranslations = catalogue(locale)
        is_japanese = locale is Locale.JA
        self._comma, self._semicolon, self._dot, self._or = (
            ("、", "、", "・", "または") if is_japanese else (", ", "; ", ", ", " or ")
        )

    def refusal(self, reason: str, grounds: Grounds) -> str:
        """Return what a host is told of a refusal; empty for a reason that nobody knows.

        It names no costs, no adviser, and nothing of how planning works.
        """
        _ = self._catalogue.gettext
        match reason:
            case Reason.NO_DATE:
                return _("None of the dates that you offered lies within the period of this tour.")
            case Reason.NO_ADVISER:
                topics = self._comma.join(map(self._names.topic, grounds.topics))
                return _(
                    "No adviser of this tour, or not enough of them, can speak about: %(topics)s."
                ) % {"topics": topics}
            case Reason.NO_FREE_ADVISER:
                return _(
                    "On none of the dates that you offered can we send an adviser for your topics: "
                    "%(days)s."
                ) % {"days": list_days(grounds.days, self._locale)}
            case Reason.OUTBID | Reason.OFFICE:
                return _(
                    "We could not bring the dates of your request together with those of the "
                    "others, and therefore cannot hold your seminar in this plan."
                )
        return ""

    def hindrances(self, grounds: Grounds) -> list[str]:
        """Return for the office alone what stood in the way on a refused bid's days."""
        return list(self._hindered_days(grounds))

    def remedy(self, remedy: Remedy) -> str:
        """Return what the organiser is told of a change that would have won."""
        _ = self._catalogue.gettext
        values = {
            "day": remedy.day and name_day(remedy.day, self._locale),
            "adviser": remedy.adviser_id and self._names.adviser(remedy.adviser_id),
            "free_day": remedy.free_day and name_day(remedy.free_day, self._locale),
            "yen": f"{remedy.budget_yen or 0:,}",
        }
        match remedy.kind:
            case RemedyKind.DATE:
                text = _("It would be held if %(day)s were among its dates.")
            case RemedyKind.FREE_DAY:
                text = _("It would be held on %(day)s if %(adviser)s were free on %(free_day)s.")
            case RemedyKind.LIMIT:
                text = _("It would be held on %(day)s if %(adviser)s could give one more seminar.")
            case RemedyKind.MONTH_LIMIT:
                text = _(
                    "It would be held on %(day)s if %(adviser)s could give one more seminar in "
                    "that month."
                )
            case RemedyKind.DAY_LIMIT:
                text = _(
                    "%(day)s is full: it would be held then if the tour allowed one more seminar "
                    "on one day."
                )
            case RemedyKind.ADVISER:
                text = _(
                    "On %(day)s all advisers who could are taken: it would be held then with one "
                    "more adviser, with the home and topics of %(adviser)s."
                )
            case RemedyKind.BUDGET:
                text = _("It would be held on %(day)s with a travel budget of %(yen)s yen.")
            case RemedyKind.TOLD:
                return remedy.ja if self._locale is Locale.JA else remedy.en
        return text % values

    def failure(self, failure: Failure) -> str:
        """Return what the organiser is told of a run that found no plan."""
        _ = self._catalogue.gettext
        broken = self._semicolon.join(map(self._breach, failure.broken))
        match failure.kind:
            case FailureKind.INFEASIBLE:
                return _(
                    "These locked bids cannot all be kept: %(locks)s. Together they break "
                    "%(broken)s."
                ) % {
                    "locks": self._semicolon.join(map(self._lock, failure.locks)),
                    "broken": broken,
                }
            case FailureKind.UNDECIDED:
                return _(
                    "No valid plan was found in the time given, and it is not proven that there is "
                    "none. The locked bids alone break %(broken)s. More time, or fewer locks, may "
                    "help."
                ) % {"broken": broken}
            case FailureKind.INVALID:
                return "\n".join(f"{path}: {message}" for path, message in failure.faults)

    def _hindered_days(self, grounds: Grounds) -> Iterable[str]:
        """Yield days with what stands in their way, those where it is the same together."""
        alike: dict[str, list[date]] = {}
        for each in grounds.hindered:
            alike.setdefault(self._hindered(each.by), []).append(each.day)
        for text, days in alike.items():
            yield self._catalogue.gettext("%(days)s (%(hindrances)s)") % {
                "days": list_days(days, self._locale),
                "hindrances": text,
            }

    def _hindered(self, by: Mapping[Hindrance, Sequence[int]]) -> str:
        """Return what stands in the way on one day, with how many advisers that concerns."""
        _ = self._catalogue.gettext
        if not by:
            return _("nothing by itself")
        words = _hindrance_words(_)
        return self._semicolon.join(
            _("%(hindrance)s: %(count)d") % {"hindrance": words[why], "count": len(advisers)}
            if advisers
            else words[why]
            for why, advisers in by.items()
        )

    def _lock(self, lock: Lock) -> str:
        return self._catalogue.gettext("%(bid)s on %(day)s by %(advisers)s") % {
            "bid": self._names.bid(lock.bid_id),
            "day": name_day(lock.day, self._locale),
            "advisers": self._dot.join(map(self._names.adviser, lock.team)),
        }

    def breach(self, breach: Breach) -> str:
        """Return what the organiser is told of a rule that seminars break."""
        _ = self._catalogue.gettext
        bids = list(map(self._names.bid, breach.bid_ids))
        return _breach_words(_).get(breach.code, breach.code) % {
            "bids": self._comma.join(bids),
            "first": bids[0] if bids else "",
            "last": bids[-1] if bids else "",
            "advisers": self._comma.join(map(self._names.adviser, breach.adviser_ids)),
            "days": self._comma.join(name_day(day, self._locale) for day in breach.days),
            "month": name_month(breach.days[0], self._locale) if breach.days else "",
            "visits": self._comma.join(self._visits(breach)),
            "causes": self._causes(breach.causes),
            "place": prefecture(breach.place).name(self._locale) if breach.place else "",
            "topics": self._comma.join(map(self._names.topic, breach.topics)),
            "slot": breach.slot,
            "found": breach.found,
            "limit": breach.limit,
        }

    def _breach(self, breach: Breach) -> str:
        text = self._catalogue.gettext("rule %(number)d: %(what)s")
        return text % {"number": breach.rule, "what": self.breach(breach)}

    def _visits(self, breach: Breach) -> Iterable[str]:
        for bid_id, day in zip(breach.bid_ids, breach.days, strict=False):
            yield self._catalogue.gettext("%(bid)s on %(day)s") % {
                "bid": self._names.bid(bid_id),
                "day": name_day(day, self._locale),
            }

    def _causes(self, causes: Sequence[str]) -> str:
        _ = self._catalogue.gettext
        words = _cause_words(_)
        return self._or.join(words.get(cause, cause) for cause in causes) or _(
            "several rules together"
        )


Translate = Callable[[str], str]


def _hindrance_words(_: Translate) -> Mapping[Hindrance, str]:
    return {
        Hindrance.OUTSIDE_PERIOD: _("outside the period of the tour"),
        Hindrance.ADVISERS_FULL: _("advisers who can give no further seminar"),
        Hindrance.DAY_FULL: _("no room for another seminar on that day"),
        Hindrance.PLACE_TOO_NEAR: _("too near to another seminar in the same place"),
        Hindrance.TRAVEL: _("advisers who cannot travel there and back in time"),
        Hindrance.UNAVAILABLE: _("advisers who are not available"),
        Hindrance.BUDGET: _("beyond the travel budget"),
        Hindrance.OTHER: _("not possible"),
    }


def _breach_words(_: Translate) -> Mapping[str, str]:
    return {
        "lock": _("locked bid %(bids)s is not held on %(days)s by %(advisers)s"),
        "date_not_offered": _("bid %(bids)s does not offer %(days)s"),
        "outside_horizon": _("bid %(bids)s is held on %(days)s, outside the horizon"),
        "team_size": _("bid %(bids)s needs %(limit)d advisers and has %(found)d"),
        "two_slots": _("bid %(bids)s has one adviser in two slots"),
        "topics": _("adviser %(advisers)s lacks %(topics)s for slot %(slot)d of bid %(bids)s"),
        "seminars": _(
            "adviser %(advisers)s gives %(found)d seminars in all, at most %(limit)d: %(bids)s"
        ),
        "seminars_in_month": _(
            "adviser %(advisers)s gives %(found)d seminars in %(month)s, at most %(limit)d: "
            "%(bids)s"
        ),
        "seminars_on_day": _("%(found)d seminars on %(days)s, at most %(limit)d: %(bids)s"),
        "place_gap": _(
            "bids %(first)s and %(last)s in place %(place)s are %(found)d days apart, at least "
            "%(limit)d are needed"
        ),
        "travel": _("adviser %(advisers)s cannot travel to %(visits)s: %(causes)s"),
        "budget": _("fares and hotels are %(found)d yen, at most %(limit)d"),
    }


def _cause_words(_: Translate) -> Mapping[str, str]:
    return {
        "nights": _("nights away"),
        "steps": _("the steps inside a trip"),
        "home": _("being home between trips"),
        "unavailable": _("unavailable dates"),
        "legs": _("a leg that is longer than a day"),
    }
