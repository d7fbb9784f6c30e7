"""What is known of a tour now, as values that a plan keeps beside its planning problem."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from seminar_service.domain.vocabulary import Choice
from seminar_service.planning.inputs import AdviserInput, BidInput, Held, PlanningInput
from seminar_service.planning.solver_io.instances import PlanningProblem
from seminar_service.planning.solver_io.names import row_id
from seminar_service.planning.solver_io.published import Appointment, Declines
from seminar_service.planning.solver_io.rows import OpenBid
from seminar_service.tours.calendar import closed_days
from seminar_service.tours.model import Tour

RULES: Final = (
    "first_day",
    "last_day",
    "day_start",
    "day_end",
    "buffer_minutes",
    "max_seminars_per_day",
    "same_place_gap_days",
    "travel_budget_yen",
    "hotel_yen",
    "first_choice_yen",
    "second_choice_yen",
    "third_choice_yen",
    "decline_yen",
    "coverage_yen",
    "workload_yen",
    "change_date_yen",
    "change_confirmed_yen",
    "change_announced_yen",
    "change_registered_yen",
    "change_adviser_yen",
)
"""The columns of a tour by which it is planned."""


def planning_input(tour: Tour, problem: PlanningProblem) -> PlanningInput:
    """Return what a tour's planning problem was made from. It asks the database nothing more.

    Args:
        tour: The tour.
        problem: Its planning problem, made in the same transaction.
    """
    document, known = problem.document, problem.known
    engaged = {each.adviser_id for each in problem.engagements}
    advisers = {row_id(each["id"]): each for each in document["advisers"]}
    return PlanningInput(
        rules={name: _rule(getattr(tour, name)) for name in RULES},
        closed=tuple(sorted(closed_days(tour))),
        lost={place: tuple(sorted(days)) for place, days in sorted(known.lost.places.items())},
        advisers={key: _adviser(advisers[key]) for key in sorted(engaged & advisers.keys())},
        bids=_bids(problem),
        seminars=_held(known.published),
        locks=_held(known.locked),
    )


def _rule(value: object) -> str | int | None:
    return value if isinstance(value, int) or value is None else str(value)


def _adviser(document: Mapping[str, Any]) -> AdviserInput:
    return AdviserInput(
        home=document["home"],
        topics=tuple(sorted(document["topics"])),
        unavailable=tuple(sorted(map(date.fromisoformat, document["unavailable"]))),
        max_seminars=document["max_seminars"],
        max_per_month=document["max_per_month"],
        max_nights_away=document["max_nights_away"],
    )


def _bids(problem: PlanningProblem) -> dict[int, BidInput]:
    """The bids of the problem, whatever planning makes of the prices of their days."""
    rows = {bid.id: bid for bid in problem.bids}
    documents = {row_id(each["id"]): each for each in problem.document["bids"]}
    return {
        key: BidInput(
            place=document["place"],
            starts_at=document["start"],
            ends_at=document["end"],
            slots=tuple(tuple(sorted(topics)) for topics in document["slots"]),
            choices=_choices(rows[key], problem.known.declines),
            decline_yen=rows[key].decline_yen,
        )
        for key, document in documents.items()
    }


def _choices(bid: OpenBid, declines: Declines) -> dict[date, str]:
    """The days that a host offers and has not declined, with its wishes."""
    declined = declines.hosts.get(bid.id, frozenset())
    return {
        day: choice.value
        for day, choice in bid.choices.items()
        if choice is not Choice.IMPOSSIBLE and day not in declined
    }


def _held(appointments: Mapping[int, Appointment]) -> dict[int, Held]:
    return {key: Held(each.day, each.team) for key, each in appointments.items()}
