"""Does a document keep to the instance format? Every fault is named with its JSON path."""

from collections.abc import Iterator

from solver.errors import Fault
from solver.formats.faults import Faults, child_path, is_number, quoted
from solver.formats.times import parse_date

INSTANCE_FORMAT = "seminar-tour/1"

INSTANCE_KEYS = ("format", "name", "horizon", "rules", "places", "travel", "advisers", "bids")
RULE_TIMES = ("day_start", "day_end")
RULE_NUMBERS = (
    "buffer_minutes",
    "hotel_yen",
    "same_place_gap_days",
    "coverage_yen",
    "workload_yen",
    "change_date_yen",
    "change_adviser_yen",
)
RULE_LIMITS = ("max_seminars_per_day", "travel_budget_yen")
ADVISER_LIMITS = ("max_seminars", "max_per_month", "max_nights_away")
PLACE_KEYS = ("id", "name")
ADVISER_KEYS = ("id", "name", "home", "topics", "unavailable", *ADVISER_LIMITS)
BID_KEYS = (
    "id",
    "host",
    "place",
    "start",
    "end",
    "slots",
    "dates",
    "decline_yen",
    "current",
    "locked",
)


def find_faults(document: object) -> list[Fault]:
    """Return every fault of an instance document; none means that it can be read.

    Args:
        document: A parsed JSON value. Keys that the text repeats are seen only where its objects
            are `solver.formats.jsontext.JsonObject`s.
    """
    faults = Faults()
    if not faults.is_object(document, "$", INSTANCE_KEYS):
        return faults.found
    if "format" in document and document["format"] != INSTANCE_FORMAT:
        faults.add("$.format", f"only {quoted(INSTANCE_FORMAT)} is known")
    if "name" in document:
        faults.is_text(document["name"], "$.name")
    if "horizon" in document:
        _check_horizon(faults, document["horizon"])
    if "rules" in document:
        _check_rules(faults, document["rules"])
    place_ids = _check_members(faults, document, "places", PLACE_KEYS)
    adviser_ids = _check_members(faults, document, "advisers", ADVISER_KEYS)
    _check_members(faults, document, "bids", BID_KEYS)
    _check_places(faults, document)
    for path, adviser in _members(document, "advisers"):
        _check_adviser(faults, adviser, path, place_ids)
    for path, bid in _members(document, "bids"):
        _check_bid(faults, bid, path, place_ids, adviser_ids)
    return faults.found


def _members(document: dict[str, object], key: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield path and value of each member of a list that is an object."""
    members = document.get(key)
    for index, member in enumerate(members if isinstance(members, list) else ()):
        if isinstance(member, dict):
            yield f"$.{key}[{index}]", member


def _check_members(
    faults: Faults, document: dict[str, object], key: str, member_keys: tuple[str, ...]
) -> set[str]:
    """Check that the key holds a list of objects with ids of their own; return these ids."""
    ids: set[str] = set()
    members = document.get(key, [])
    if not faults.is_list(members, f"$.{key}"):
        return ids
    for index, member in enumerate(members):
        path = f"$.{key}[{index}]"
        if not faults.is_object(member, path, member_keys) or "id" not in member:
            continue
        name = member["id"]
        if faults.is_text(name, path + ".id"):
            if name in ids:
                faults.add(path + ".id", f"the id {quoted(name)} is taken already")
            ids.add(name)
    return ids


def _check_horizon(faults: Faults, horizon: object) -> None:
    if not faults.is_object(horizon, "$.horizon", ("start", "end")):
        return
    start, end = (
        faults.date(horizon[key], f"$.horizon.{key}") if key in horizon else None
        for key in ("start", "end")
    )
    if start is not None and end is not None and end < start:
        faults.add("$.horizon.end", "the horizon ends before its start")


def _check_rules(faults: Faults, rules: object) -> None:
    keys = RULE_TIMES + RULE_NUMBERS + RULE_LIMITS
    if not faults.is_object(rules, "$.rules", keys):
        return
    _check_hours(faults, rules, "$.rules", "day_start", "day_end")
    faults.numbers(rules, "$.rules", RULE_NUMBERS)
    limited = [key for key in RULE_LIMITS if rules.get(key) is not None]
    faults.numbers(rules, "$.rules", limited)


def _check_hours(
    faults: Faults, members: dict[str, object], path: str, start_key: str, end_key: str
) -> None:
    """Check two times of which the second must be the later one."""
    start, end = (
        faults.time(members[key], child_path(path, key)) if key in members else None
        for key in (start_key, end_key)
    )
    if start is not None and end is not None and end <= start:
        faults.add(child_path(path, end_key), f"{end_key} is not after {start_key}")


def _check_places(faults: Faults, document: dict[str, object]) -> None:
    """Check the names of the places, and the travel between as many of them as there are."""
    for path, place in _members(document, "places"):
        if "name" in place:
            faults.is_text(place["name"], path + ".name")
    places = document.get("places")
    if "travel" in document and isinstance(places, list):
        _check_travel(faults, document["travel"], len(places))


def _check_travel(faults: Faults, travel: object, size: int) -> None:
    if not faults.is_object(travel, "$.travel", ("minutes", "yen")):
        return
    for key in ("minutes", "yen"):
        if key in travel:
            _check_matrix(faults, travel[key], f"$.travel.{key}", size)


def _check_matrix(faults: Faults, rows: object, path: str, size: int) -> None:
    if not faults.is_list(rows, path):
        return
    if len(rows) != size:
        faults.add(path, f"{size} places need {size} rows, not {len(rows)}")
    for index, row in enumerate(rows):
        row_path = child_path(path, index)
        if not faults.is_list(row, row_path):
            continue
        if len(row) != size:
            faults.add(row_path, f"{size} places need {size} entries, not {len(row)}")
        for column, value in enumerate(row):
            if not is_number(value):  # thousands of them: a path is written where it is needed
                faults.number(value, child_path(row_path, column))


def _check_adviser(
    faults: Faults, adviser: dict[str, object], path: str, place_ids: set[str]
) -> None:
    if "name" in adviser:
        faults.is_text(adviser["name"], path + ".name")
    if "home" in adviser:
        faults.reference(adviser["home"], path + ".home", place_ids, "place")
    if "topics" in adviser:
        faults.texts(adviser["topics"], path + ".topics")
    days = adviser.get("unavailable", [])
    if faults.is_list(days, path + ".unavailable"):
        for index, day in enumerate(days):
            faults.date(day, f"{path}.unavailable[{index}]")
    faults.numbers(adviser, path, ADVISER_LIMITS)


def _check_bid(
    faults: Faults,
    bid: dict[str, object],
    path: str,
    place_ids: set[str],
    adviser_ids: set[str],
) -> None:
    if "host" in bid:
        faults.is_text(bid["host"], path + ".host")
    if "place" in bid:
        faults.reference(bid["place"], path + ".place", place_ids, "place")
    _check_hours(faults, bid, path, "start", "end")
    if "slots" in bid:
        _check_slots(faults, bid["slots"], path + ".slots")
    if "dates" in bid:
        _check_dates(faults, bid["dates"], path + ".dates")
    faults.numbers(bid, path, ["decline_yen"])
    if bid.get("current") is not None:
        _check_current(faults, bid, path + ".current", adviser_ids)
    if "locked" in bid:
        locked = faults.flag(bid["locked"], path + ".locked")
        if locked and "current" in bid and bid["current"] is None:
            faults.add(path + ".locked", "a bid without a current cannot be locked")


def _check_slots(faults: Faults, slots: object, path: str) -> None:
    if not faults.is_list(slots, path):
        return
    if not slots:
        faults.add(path, "a bid has one slot or more")
    for index, topics in enumerate(slots):
        faults.texts(topics, child_path(path, index))


def _check_dates(faults: Faults, dates: object, path: str) -> None:
    if not isinstance(dates, dict):
        faults.add(path, "an object is needed here")
        return
    faults.repeated_keys(dates, path)
    for day, yen in dates.items():
        if parse_date(day) is None or not is_number(yen):
            faults.date(day, child_path(path, day))
            faults.number(yen, child_path(path, day))


def _check_current(
    faults: Faults, bid: dict[str, object], path: str, adviser_ids: set[str]
) -> None:
    current, slots = bid["current"], bid.get("slots")
    if not faults.is_object(current, path, ("date", "advisers")):
        return
    if "date" in current:
        faults.date(current["date"], path + ".date")
    team = current.get("advisers", [])
    if "advisers" not in current or not faults.is_list(team, path + ".advisers"):
        return
    for index, adviser in enumerate(team):
        faults.reference(adviser, f"{path}.advisers[{index}]", adviser_ids, "adviser")
    if isinstance(slots, list) and len(team) != len(slots):
        message = f"{len(slots)} slots need {len(slots)} advisers, not {len(team)}"
        faults.add(path + ".advisers", message)
