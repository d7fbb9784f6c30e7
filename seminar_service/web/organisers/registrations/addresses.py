"""Lists of registrations as their addresses ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from flask import request, url_for
from werkzeug.datastructures import MultiDict

from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.text_folding import without_controls
from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    Industry,
    ParticipantKind,
)
from seminar_service.overview.registration_filters import (
    LONGEST_SEARCH,
    RegistrationFilter,
    RegistrationOrder,
)
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.registrations.columns import Column, Scope, chosen_columns
from seminar_service.web.page_requests import number_of

MOST_AT_ONCE: Final = 200
"""Registrations that one address may name."""

_ENDPOINTS: Final = {
    Scope.TOUR: "organisers.registrations",
    Scope.SEMINAR: "organisers.seminar_registrations",
}
_EXPORTS: Final = {
    Scope.TOUR: "organisers.export_registrations",
    Scope.SEMINAR: "organisers.export_seminar_registrations",
}
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True)
class Wanted:
    """What the address of a list asks for.

    Attributes:
        scope: Whether the list is of a tour or a seminar.
        filter: Which registrations.
        columns: Which columns.
        columns_asked: Their names, where any were chosen.
    """

    scope: Scope
    filter: RegistrationFilter
    columns: list[Column]
    columns_asked: list[str]

    @property
    def is_narrow(self) -> bool:
        """Whether the list leaves anything out."""
        return self.filter != everything_of(self).filter

    def arguments(self, **changed: object) -> dict[str, Any]:
        """What stands behind the question mark of the same list, with some of it changed."""
        asked = self.filter
        said: dict[str, Any] = {
            "q": asked.text,
            "state": asked.state,
            "place": asked.place,
            "seminar": asked.seminar if self.scope is Scope.TOUR else "",
            "kind": asked.kind,
            "employees": asked.employees,
            "industry": asked.industry,
            "mode": asked.mode,
            "consultation": "1" if asked.consultation else "",
            "undelivered": "1" if asked.undelivered else "",
            "call": "1" if asked.to_call else "",
            "id": list(asked.numbers),
            "order": asked.order if asked.order is not RegistrationOrder.READING else "",
            "column": self.columns_asked,
        }
        said |= changed
        return {
            name: str(each) if isinstance(each, StrEnum) else each
            for name, each in said.items()
            if each
        }


def wanted_in_address(seminar: str = "", own: Sequence[Column] = ()) -> Wanted:
    """What the present request asks for; values that mean nothing ask for everything.

    `seminar` is the public ID of the seminar whose list it is; empty for a tour's. `own` are
    the columns of the tour's own questions.
    """
    given = request.args
    scope = Scope.SEMINAR if seminar else Scope.TOUR
    columns = chosen_columns(given.getlist("column"), scope, own)
    place = given.get("place", "")
    return Wanted(
        scope=scope,
        filter=RegistrationFilter(
            text=without_controls(given.get("q", ""))[:LONGEST_SEARCH].strip(),
            state=_word(RegistrationState, given.get("state", "")),
            place=place if place in {each.code for each in prefectures()} else "",
            seminar=seminar or given.get("seminar", "")[:LONGEST_SEARCH],
            kind=_word(ParticipantKind, given.get("kind", "")),
            employees=_word(EmployeeBand, given.get("employees", "")),
            industry=_word(Industry, given.get("industry", "")),
            mode=_word(AttendanceMode, given.get("mode", "")),
            consultation=given.get("consultation") == "1",
            undelivered=given.get("undelivered") == "1",
            to_call=given.get("call") == "1",
            numbers=numbers_in(given),
            order=_word(RegistrationOrder, given.get("order", "")) or RegistrationOrder.READING,
        ),
        columns=columns,
        columns_asked=[each.name for each in columns] if given.getlist("column") else [],
    )


def numbers_in(given: MultiDict[str, str]) -> tuple[int, ...]:
    """The registrations that an address or a form names, each once, as many as it may."""
    numbers = dict.fromkeys(number_of(text) for text in given.getlist("id"))
    return tuple(number for number in numbers if number)[:MOST_AT_ONCE]


def list_address(place: Mapping[str, Any], wanted: Wanted, **changed: object) -> str:
    """The address of a list. `place` says of which: a `year`, or the `public_id` of a seminar."""
    return url_for(_ENDPOINTS[wanted.scope], **dict(place), **wanted.arguments(**changed))


def export_address(place: Mapping[str, Any], wanted: Wanted) -> str:
    """Where a list is taken out of the service as a file."""
    return url_for(_EXPORTS[wanted.scope], **dict(place), **wanted.arguments())


def letter_address(tour: Tour, wanted: Wanted) -> str | None:
    """Where a message to those in a list is written; None where that cannot ask for the same."""
    asked = wanted.filter
    sayable = RegistrationFilter(
        state=asked.state,
        place=asked.place,
        seminar=asked.seminar,
        kind=asked.kind,
        order=asked.order,
    )
    if asked != sayable:
        return None
    said = {
        "state": asked.state,
        "place": asked.place,
        "seminar": asked.seminar,
        "kind": asked.kind,
    }
    given = {name: str(value) for name, value in said.items() if value}
    return url_for("organisers.new_notice", tour_code=tour.code, **given)  # type: ignore[arg-type]  # names are ours


def everything_of(wanted: Wanted) -> Wanted:
    """The same list without its filters, in the same order and with the same columns."""
    seminar = wanted.filter.seminar if wanted.scope is Scope.SEMINAR else ""
    return replace(wanted, filter=RegistrationFilter(seminar=seminar, order=wanted.filter.order))


def bare_address(place: Mapping[str, Any], scope: Scope) -> str:
    """The address of a list that asks for nothing."""
    return url_for(_ENDPOINTS[scope], **dict(place))


def _word(kind: type[_Word], text: str) -> _Word | None:
    return kind(text) if text in list(kind) else None
