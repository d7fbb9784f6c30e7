"""What a script asks while somebody moves a seminar in the drawing of a draft."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from flask import Response, jsonify, request
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edits import SeminarFinished
from seminar_service.planning.queries import draft_moves as queries
from seminar_service.planning.solver_io import AdviserUnknown, DayFar, Move
from seminar_service.web.accounts import staff
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import date_in, number_of
from seminar_service.web.templating import format_number, format_yen

MINUS: Final = "−"
STATUS: Final = {Category.CONFLICT: 409, Category.INVALID: 422}

Answer = Response | tuple[Response, int]


def _told(view: Callable[..., Answer]) -> Callable[..., Answer]:
    """Tell the script in a sentence why something cannot be moved."""

    @wraps(view)
    def asked(**values: int) -> Answer:
        try:
            return view(**values)
        except (NotADraft, SeminarFinished, AdviserUnknown, DayFar) as error:
            return jsonify(told=_why(error)), STATUS[error.category]

    return asked


@bp.get("/plans/<int:plan_id>/edit/<int:bid_id>/moves/<int:position>")
@staff(RoleName.PLANNER)
@_told
def plan_moves(plan_id: int, bid_id: int, position: int) -> Response:
    """Where a seminar can go with the adviser of a slot, the cheapest first, as JSON."""
    found = queries.moves_of(db.session(), plan_id, bid_id, position)
    return jsonify(
        told=str(_("It is locked: whatever you change breaks the lock."))
        if found.is_locked
        else "",
        moves=[_move(each, position) for each in found.found],
    )


@bp.get("/plans/<int:plan_id>/edit/<int:bid_id>/moves/<int:position>/weighed")
@staff(RoleName.PLANNER)
@_told
def weighed_move(plan_id: int, bid_id: int, position: int) -> Answer:
    """What a move to `?day=` and the adviser `?to=` costs and breaks, as JSON."""
    day, adviser_id = date_in(request.args.get("day", "")), number_of(request.args.get("to", ""))
    if day is None or not adviser_id:
        return jsonify(told=str(_("Please choose a day and an adviser for each place."))), 422
    told = queries.weighed_move(
        db.session(), plan_id, bid_id, position, day=day, adviser_id=adviser_id
    )
    yen = told.choice.difference_yen
    return jsonify(
        price=str(_("not known")) if yen is None else _change(yen),
        team=told.choice.held.team,
        forbids=[text[Locale(current_locale())] for text in told.broken],
    )


def _move(move: Move, position: int) -> dict[str, Any]:
    return {
        "day": move.held.day.isoformat(),
        "adviser": move.held.team[position],
        "team": move.held.team,
        "price": _change(move.difference_yen),
        "short": _signed(move.difference_yen, format_number(abs(move.difference_yen))),
    }


def _change(yen: int) -> str:
    """A difference with its sign: +1,200円."""
    return _signed(yen, format_yen(abs(yen)))


def _signed(yen: int, amount: str) -> str:
    return "±0" if not yen else f"{'+' if yen > 0 else MINUS}{amount}"


def _why(error: DomainError) -> str:
    if isinstance(error, NotADraft):
        return str(_("This plan is not edited by hand, or it has been released."))
    if isinstance(error, SeminarFinished):
        return str(_("The seminar of this bid is closed or was held: no plan changes it."))
    return str(_("Please choose a day and an adviser for each place."))
