"""Reads plan documents, whoever wrote them."""

from datetime import date

from solver.errors import InvalidPlan
from solver.formats.instance import Instance
from solver.formats.plan import (
    PLAN_FORMAT,
    REMEDY_KINDS,
    STATUSES,
    Collision,
    Decline,
    Obstacle,
    Plan,
    Remedy,
    Seminar,
    Text,
)
from solver.formats.rulebook import Rule
from solver.formats.times import parse_date
from solver.formats.violations import Breach, Violation


def read_plan(document: object, instance: Instance | None = None) -> Plan:
    """Return the plan that a parsed document describes.

    Whether it is a good or a valid plan is for `solver.check` to say.

    Args:
        document: A parsed plan document.
        instance: Where given, the plan must be for this instance and name only its bids and
            advisers.

    Raises:
        InvalidPlan: The document is not a plan, or one for another instance.
    """
    raw = _object(document, "the plan")
    if raw.get("format") != PLAN_FORMAT:
        raise InvalidPlan(f"format must be {PLAN_FORMAT}")
    status = raw.get("status")
    if status not in STATUSES:
        raise InvalidPlan(f"status must be one of {', '.join(STATUSES)}, not {status!r}")
    plan = Plan(
        instance=_text(raw, "instance", "the plan"),
        status=status,
        objective_yen=_integer(raw, "objective_yen", "the plan"),
        bound_yen=_integer(raw, "bound_yen", "the plan"),
        seminars=tuple(
            _read_seminar(entry, f"seminars[{index}]")
            for index, entry in enumerate(_list(raw, "seminars", "the plan"))
        ),
        declined=tuple(
            _read_decline(entry, f"declined[{index}]")
            for index, entry in enumerate(_list(raw, "declined", "the plan"))
        ),
        collision=_read_collision(raw["collision"]) if "collision" in raw else None,
        reason=_words(raw, "reason") if "reason" in raw else None,
    )
    if instance is not None:
        _check_names(plan, instance)
    return plan


def _read_seminar(entry: object, where: str) -> Seminar:
    raw = _object(entry, where)
    day = _date(raw, "date", where)
    team = _list(raw, "advisers", where)
    if not all(isinstance(member, str) for member in team):
        raise InvalidPlan(f"{where}: advisers must be ids")
    return Seminar(_text(raw, "bid", where), day, tuple(map(str, team)))


def _read_decline(entry: object, where: str) -> Decline:
    raw = _object(entry, where)
    reason = _text(raw, "reason", where)
    if not reason:
        raise InvalidPlan(f"{where}: a declined bid needs a reason")
    return Decline(
        bid=_text(raw, "bid", where),
        reason=reason,
        text=_words(raw, "text"),
        topics=tuple(map(str, _optional_list(raw, "topics", where))),
        dates=_dates(raw, where),
        extra_yen=_integer(raw, "extra_yen", where),
        instead=tuple(map(str, _optional_list(raw, "instead", where))),
        obstacles=tuple(
            obstacle
            for index, one in enumerate(_optional_list(raw, "obstacles", where))
            if (obstacle := _read_obstacle(one, f"{where}.obstacles[{index}]")) is not None
        ),
        remedies=None
        if "remedies" not in raw
        else tuple(
            _read_remedy(one, f"{where}.remedies[{index}]")
            for index, one in enumerate(_list(raw, "remedies", where))
        ),
    )


def _read_obstacle(entry: object, where: str) -> Obstacle | None:
    """Return an obstacle, None where it is told in words alone, as in the text of its decline."""
    raw = _object(entry, where)
    day = _date(raw, "date", where)
    return Obstacle(day, _read_violations(raw, where)) if "violations" in raw else None


def _read_collision(entry: object) -> Collision:
    where = "collision"
    raw = _object(entry, where)
    locks = tuple(
        _read_seminar(one, f"{where}.locks[{index}]")
        for index, one in enumerate(_list(raw, "locks", where))
    )
    return Collision(locks, _read_violations(raw, where))


def _read_violations(raw: dict[str, object], where: str) -> tuple[Violation, ...]:
    return tuple(
        _read_violation(one, f"{where}.violations[{index}]")
        for index, one in enumerate(_list(raw, "violations", where))
    )


def _read_violation(entry: object, where: str) -> Violation:
    raw = _object(entry, where)
    breach = next((one for one in Breach if one == raw.get("breach")), None)
    if breach is None:
        raise InvalidPlan(f"{where}: breach is missing or unknown")
    return Violation(
        breach,
        bids=tuple(map(str, _optional_list(raw, "bids", where))),
        advisers=tuple(map(str, _optional_list(raw, "advisers", where))),
        dates=_dates(raw, where),
        found=_integer(raw, "found", where),
        limit=_integer(raw, "limit", where),
        place=_optional_text(raw, "place"),
        topics=tuple(map(str, _optional_list(raw, "topics", where))),
        slot=_integer(raw, "slot", where),
        causes=tuple(rule for rule in Rule if rule in _optional_list(raw, "causes", where)),
    )


def _read_remedy(entry: object, where: str) -> Remedy:
    raw = _object(entry, where)
    kind = next((one for one in REMEDY_KINDS if one == raw.get("kind")), None)
    saving_yen = _integer(raw, "saving_yen", where)
    if kind is None or saving_yen is None:
        raise InvalidPlan(f"{where}: kind or saving_yen is missing or unknown")
    return Remedy(
        kind=kind,
        seminar=_read_seminar(raw.get("seminar"), f"{where}.seminar"),
        saving_yen=saving_yen,
        adviser=_optional_text(raw, "adviser"),
        day=_date(raw, "day", where) if "day" in raw else None,
        budget_yen=_integer(raw, "budget_yen", where),
    )


def _check_names(plan: Plan, instance: Instance) -> None:
    if plan.instance != instance.name:
        raise InvalidPlan(f"the plan is for {plan.instance!r}, not for {instance.name!r}")
    for seminar in plan.seminars:
        if seminar.bid not in instance.bid_index:
            raise InvalidPlan(f"there is no bid {seminar.bid!r}")
        for adviser in seminar.advisers:
            if adviser not in instance.adviser_index:
                raise InvalidPlan(f"bid {seminar.bid}: there is no adviser {adviser!r}")
    for decline in plan.declined:
        if decline.bid not in instance.bid_index:
            raise InvalidPlan(f"there is no bid {decline.bid!r}")


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise InvalidPlan(f"{where} must be an object")
    return value


def _list(raw: dict[str, object], key: str, where: str) -> list[object]:
    value = raw.get(key)
    if not isinstance(value, list):
        raise InvalidPlan(f"{where}: {key} must be a list")
    return value


def _optional_list(raw: dict[str, object], key: str, where: str) -> list[object]:
    return _list(raw, key, where) if key in raw else []


def _date(raw: dict[str, object], key: str, where: str) -> date:
    day = parse_date(raw.get(key))
    if day is None:
        raise InvalidPlan(f"{where}: {raw.get(key)!r} is no existing date")
    return day


def _dates(raw: dict[str, object], where: str) -> tuple[date, ...]:
    """Return the dates under the key `dates`, none without it."""
    days = []
    for value in _optional_list(raw, "dates", where):
        day = parse_date(value)
        if day is None:
            raise InvalidPlan(f"{where}: {value!r} is no existing date")
        days.append(day)
    return tuple(days)


def _words(raw: dict[str, object], key: str) -> Text:
    """Return what stands under a key and, in Japanese, under the same with `_ja`."""
    return Text(_optional_text(raw, key) or "", _optional_text(raw, f"{key}_ja") or "")


def _text(raw: dict[str, object], key: str, where: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str):
        raise InvalidPlan(f"{where}: {key} must be a string")
    return value


def _optional_text(raw: dict[str, object], key: str) -> str | None:
    value = raw.get(key)
    return value if isinstance(value, str) else None


def _integer(raw: dict[str, object], key: str, where: str) -> int | None:
    value = raw.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InvalidPlan(f"{where}: {key} must be an integer")
