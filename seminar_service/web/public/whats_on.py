"""What happens, month by month: seminars, and the last days of calls."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from flask import render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.extensions import db
from seminar_service.seminars import public, public_lists
from seminar_service.seminars.public_lists import Wanted
from seminar_service.seminars.public_rows import SeminarRow
from seminar_service.storage.reading import reading
from seminar_service.tours.values import TourRow, TourStage
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now, today
from seminar_service.web.kept.views import keep_not
from seminar_service.web.page_requests import date_in
from seminar_service.web.public import bp


class What(StrEnum):
    """What happens on a day."""

    CALL_OPENS = "call_opens"
    CALL_CLOSES = "call_closes"
    SEMINAR = "seminar"


@dataclass(frozen=True)
class Happening:
    """One thing that happens on a day: something about a tour's call, or a seminar."""

    day: date
    what: What
    tour: TourRow | None = None
    seminar: SeminarRow | None = None


@bp.get("/whats-on")
@for_everybody("month")
def whats_on() -> ResponseReturnValue:
    """One month: this one, or another between this one and the end of the last tour."""
    this = today().replace(day=1)
    asked = date_in(f"{request.args['month']}-01") if "month" in request.args else this
    with reading(db.engine) as reader:
        tours = public.tours(reader)
        last = _last_month(tours, this)
        month = min(max(asked or this, this), last)
        found = public_lists.seminar_list(reader, Wanted(month=month), page=1, now=now())
    if request.args and request.args["month"] != month.strftime("%Y-%m"):
        keep_not(request.environ)
    rows = [row for part in found.parts for row in part.rows]
    happenings = [*_calls(tours, month), *(Happening(r.day, What.SEMINAR, seminar=r) for r in rows)]
    return render_template(
        "public/whats_on.html",
        month=month,
        before=_next(month, -1) if month > this else None,
        behind=_next(month, 1) if month < last else None,
        days=_by_day(happenings),
        left_out=found.found - len(rows),
    )


def _by_day(happenings: Sequence[Happening]) -> list[tuple[date, list[Happening]]]:
    ordered = sorted(happenings, key=lambda each: each.day)  # calls stand before seminars
    return [(day, list(those)) for day, those in groupby(ordered, key=lambda each: each.day)]


def _calls(tours: public.Tours, month: date) -> Iterator[Happening]:
    for tour in (*tours.known, *tours.hidden):
        if tour.stage is TourStage.ARCHIVED:
            continue
        for day, what in (
            (tour.call_opens_on, What.CALL_OPENS),
            (tour.call_closes_on, What.CALL_CLOSES),
        ):
            if day.replace(day=1) == month:
                yield Happening(day, what, tour=tour)


def _last_month(tours: public.Tours, this: date) -> date:
    ends = [tour.last_day for tour in tours.known if tour.stage is not TourStage.ARCHIVED]
    return max([this, *(day.replace(day=1) for day in ends)])


def _next(month: date, step: int) -> str:
    """The month before or behind, as addresses say it."""
    number = month.year * 12 + month.month - 1 + step
    return date(number // 12, number % 12 + 1, 1).strftime("%Y-%m")
