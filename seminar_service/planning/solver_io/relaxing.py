"""Rules that give way to what stays, so that the rest can be planned around it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from seminar_service.planning.inputs import Held
from seminar_service.planning.objections import Objection, ObjectionKind
from seminar_service.planning.solver_io.names import adviser_name, bid_name

STANDINS: Final = 1_000_000_000
"""Keys from here on are nobody's: those of who stands in for an adviser in a problem."""

_ITS_TOPIC: Final = "stand-in"
_NIGHTS: Final = 366

Document = dict[str, Any]


class Relaxed:
    """A planning problem of which what stays may break rules; all else keeps them.

    Where a limit can be widened just as far, or a topic left out of a locked seminar, that is all.
    Otherwise the seminar is held in the problem by somebody who stands in, at home in its place;
    its own advisers are taken on the day, and may give one seminar fewer. Of seminars that are too
    many for a day or a place one is left out, and its day is closed to others that it would forbid.

    Args:
        document: The problem; it stays as it is.
        pins: What stays, by the key of the bid.
    """

    def __init__(self, document: Mapping[str, Any], pins: Mapping[int, Held]) -> None:
        self.document: Document = {
            **document,
            "horizon": dict(document["horizon"]),
            "rules": dict(document["rules"]),
            "advisers": [dict(each) for each in document["advisers"]],
            "bids": [{**each, "dates": dict(each["dates"])} for each in document["bids"]],
        }
        self.pins = dict(pins)
        self._ways: Mapping[ObjectionKind, Callable[[Objection], None]] = {
            ObjectionKind.DAY_OUTSIDE: self._widen,
            ObjectionKind.TEAM_SIZE: self._replace_first,
            ObjectionKind.TWO_SLOTS: self._replace_first,
            ObjectionKind.TOPICS: self._forgive_topics,
            ObjectionKind.UNAVAILABLE: self._free_days,
            ObjectionKind.SEMINARS: self._allow_seminars,
            ObjectionKind.SEMINARS_IN_MONTH: self._replace_surplus,
            ObjectionKind.SEMINARS_ON_DAY: self._leave_out_surplus,
            ObjectionKind.PLACE_GAP: self._leave_out_last,
            ObjectionKind.TRAVEL: self._replace_last,
            ObjectionKind.BUDGET: self._allow_travel,
        }

    def give_way(self, objection: Objection) -> None:
        """Let one broken rule give way to those who break it, as far as they still stand so."""
        way = self._ways.get(objection.kind)
        if way is not None and all(key in self.pins for key in objection.bid_ids):
            way(objection)

    def _widen(self, objection: Objection) -> None:
        """Take the day in; what others offer beyond the tour stays closed."""
        horizon = self.document["horizon"]
        first, last = horizon["start"], horizon["end"]
        for bid in self.document["bids"]:
            if not bid["locked"]:
                bid["dates"] = {
                    day: yen for day, yen in bid["dates"].items() if first <= day <= last
                }
        days = [first, last, *(day.isoformat() for day in objection.days)]
        horizon["start"], horizon["end"] = min(days), max(days)

    def _forgive_topics(self, objection: Objection) -> None:
        for key in objection.bid_ids:
            bid, team = self._bid(key), self.pins[key].team
            if len(team) == len(bid["slots"]):
                known = [set(self._adviser(one)["topics"]) for one in team]
                bid["slots"] = [
                    [topic for topic in topics if topic in has]
                    for topics, has in zip(bid["slots"], known, strict=True)
                ]

    def _free_days(self, objection: Objection) -> None:
        days = {day.isoformat() for day in objection.days}
        for adviser_id in objection.adviser_ids:
            adviser = self._adviser(adviser_id)
            adviser["unavailable"] = [day for day in adviser["unavailable"] if day not in days]

    def _allow_seminars(self, objection: Objection) -> None:
        for adviser_id in objection.adviser_ids:
            self._adviser(adviser_id)["max_seminars"] = objection.found

    def _allow_travel(self, objection: Objection) -> None:
        self.document["rules"]["travel_budget_yen"] = objection.found

    def _replace_surplus(self, objection: Objection) -> None:
        surplus = (objection.found or 0) - (objection.limit or 0)
        self._replace(objection.bid_ids[len(objection.bid_ids) - surplus :])

    def _replace_first(self, objection: Objection) -> None:
        self._replace(objection.bid_ids[:1])

    def _replace_last(self, objection: Objection) -> None:
        self._replace(objection.bid_ids[-1:])

    def _replace(self, bid_ids: Iterable[int]) -> None:
        """Let somebody stand in for the team of seminars."""
        for key in bid_ids:
            bid, held = self._bid(key), self.pins[key]
            name = adviser_name(STANDINS + key)
            if name in {each["id"] for each in self.document["advisers"]}:
                continue
            self._take(key, held)
            topic = f"{_ITS_TOPIC} {key}"
            self.document["advisers"].append(
                {
                    "id": name,
                    "name": topic,
                    "home": bid["place"],
                    "topics": [topic],
                    "unavailable": [],
                    "max_seminars": 1,
                    "max_per_month": 1,
                    "max_nights_away": _NIGHTS,
                }
            )
            day = held.day.isoformat()
            bid |= {
                "slots": [[topic]],
                "current": {"date": day, "advisers": [name]},
                "locked": True,
            }
            self.pins[key] = Held(held.day, (STANDINS + key,))

    def _leave_out_surplus(self, objection: Objection) -> None:
        """Leave out what is too much for a day, which is closed to all others."""
        surplus = (objection.found or 0) - (objection.limit or 0)
        day = objection.days[0].isoformat()
        for key in objection.bid_ids[len(objection.bid_ids) - surplus :]:
            self._leave_out(key)
        for bid in self.document["bids"]:
            if not bid["locked"]:
                bid["dates"].pop(day, None)

    def _leave_out_last(self, objection: Objection) -> None:
        """Leave out one of two that are too near, and close the days near to it in its place."""
        key = objection.bid_ids[-1]
        place, day = self._bid(key)["place"], self.pins[key].day
        self._leave_out(key)
        gap = self.document["rules"]["same_place_gap_days"]
        for bid in self.document["bids"]:
            if bid["place"] == place and not bid["locked"]:
                bid["dates"] = {
                    each: yen
                    for each, yen in bid["dates"].items()
                    if abs((date.fromisoformat(each) - day).days) >= gap
                }

    def _leave_out(self, key: int) -> None:
        held = self.pins.pop(key)
        self._take(key, held)
        bids = self.document["bids"]
        self.document["bids"] = [each for each in bids if each["id"] != bid_name(key)]

    def _take(self, key: int, held: Held) -> None:
        """Let the advisers of a seminar be taken on its day, and give one seminar fewer."""
        for adviser_id in held.team:
            busy = any(
                other != key and each.day == held.day and adviser_id in each.team
                for other, each in self.pins.items()
            )
            adviser = self._adviser(adviser_id)
            adviser["max_seminars"] = max(0, adviser["max_seminars"] - 1)
            if not busy:
                days = {*adviser["unavailable"], held.day.isoformat()}
                adviser["unavailable"] = sorted(days)

    def _bid(self, key: int) -> Document:
        found: Document = next(
            each for each in self.document["bids"] if each["id"] == bid_name(key)
        )
        return found

    def _adviser(self, key: int) -> Document:
        found: Document = next(
            each for each in self.document["advisers"] if each["id"] == adviser_name(key)
        )
        return found
