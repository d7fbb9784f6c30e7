"""A complete answer to all bids of a tour, and the document that carries it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from solver.errors import Fault, InvalidPlan
from solver.instance import Instance
from solver.times import parse_date

PLAN_FORMAT = "seminar-plan/1"

Status = Literal["optimal", "feasible", "infeasible", "invalid"]
Reason = Literal["no_date", "no_adviser", "no_free_adviser", "outbid"]

STATUSES: tuple[Status, ...] = ("optimal", "feasible", "infeasible", "invalid")


@dataclass(frozen=True, slots=True)
class Seminar:
    """One held bid: its date, and one adviser id for each slot, in slot order."""

    bid: str
    date: date
    advisers: tuple[str, ...]

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        return {"bid": self.bid, "date": self.date.isoformat(), "advisers": list(self.advisers)}


@dataclass(frozen=True, slots=True)
class Decline:
    """One declined bid, and why.

    Attributes:
        bid: Id of the bid.
        reason: Why, as a code: see `solver.plan.Reason`. A plan written by hand may use others.
        text: The same in English, fit to be sent to the host.
        text_ja: The same in Japanese.
        extra_yen: For `outbid`, what holding it would add; None where that was not searched.
        instead: For `outbid`, ids of the bids that would then be declined or moved.
    """

    bid: str
    reason: str
    text: str = ""
    text_ja: str = ""
    extra_yen: int | None = None
    instead: tuple[str, ...] = ()

    def document(self) -> dict[str, object]:
        """Return it as it stands in a plan document."""
        entry: dict[str, object] = {
            "bid": self.bid,
            "reason": self.reason,
            "text": self.text,
            "text_ja": self.text_ja,
        }
        if self.extra_yen is not None:
            entry |= {"extra_yen": self.extra_yen, "instead": list(self.instead)}
        return entry


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its cost and how good it is proven to be.

    Attributes:
        instance: Name of the instance that it answers.
        status: `optimal`, `feasible`, `infeasible` or `invalid`.
        objective_yen: Its cost; None where there are no seminars to cost.
        bound_yen: Proven lower bound on the cost of every valid plan, -1 where none is claimed.
        seminars: The held bids, in the order of the instance.
        declined: The declined bids, in the order of the instance.
        reason: For `infeasible`, what collides, in English.
        reason_ja: The same in Japanese.
        errors: For `invalid`, the faults of the instance.
        itineraries: Trips of each adviser as documents, empty where they were not asked for.
    """

    instance: str
    status: Status
    objective_yen: int | None
    bound_yen: int | None
    seminars: tuple[Seminar, ...] = ()
    declined: tuple[Decline, ...] = ()
    reason: str | None = None
    reason_ja: str | None = None
    errors: tuple[Fault, ...] = ()
    itineraries: Mapping[str, object] = field(default_factory=dict)

    def document(self) -> dict[str, object]:
        """Return the plan document."""
        document: dict[str, object] = {
            "format": PLAN_FORMAT,
            "instance": self.instance,
            "status": self.status,
            "objective_yen": self.objective_yen,
            "bound_yen": self.bound_yen,
            "seminars": [seminar.document() for seminar in self.seminars],
            "declined": [decline.document() for decline in self.declined],
        }
        if self.reason is not None:
            document |= {"reason": self.reason, "reason_ja": self.reason_ja}
        if self.errors:
            document["errors"] = [fault.document() for fault in self.errors]
        if self.itineraries:
            document["itineraries"] = dict(self.itineraries)
        return document


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
        objective_yen=_yen(raw, "objective_yen", "the plan"),
        bound_yen=_yen(raw, "bound_yen", "the plan"),
        seminars=tuple(
            _read_seminar(entry, f"seminars[{index}]")
            for index, entry in enumerate(_list(raw, "seminars", "the plan"))
        ),
        declined=tuple(
            _read_decline(entry, f"declined[{index}]")
            for index, entry in enumerate(_list(raw, "declined", "the plan"))
        ),
        reason=_optional_text(raw, "reason"),
        reason_ja=_optional_text(raw, "reason_ja"),
    )
    if instance is not None:
        _check_names(plan, instance)
    return plan


def _read_seminar(entry: object, where: str) -> Seminar:
    raw = _object(entry, where)
    day = parse_date(raw.get("date"))
    if day is None:
        raise InvalidPlan(f"{where}: {raw.get('date')!r} is no existing date")
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
        text=_optional_text(raw, "text") or "",
        text_ja=_optional_text(raw, "text_ja") or "",
        extra_yen=_yen(raw, "extra_yen", where),
        instead=tuple(map(str, _list(raw, "instead", where) if "instead" in raw else ())),
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


def _text(raw: dict[str, object], key: str, where: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str):
        raise InvalidPlan(f"{where}: {key} must be a string")
    return value


def _optional_text(raw: dict[str, object], key: str) -> str | None:
    value = raw.get(key)
    return value if isinstance(value, str) else None


def _yen(raw: dict[str, object], key: str, where: str) -> int | None:
    value = raw.get(key)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise InvalidPlan(f"{where}: {key} must be an integer")
