"""Several bids decided at once: shown first, with who is told, then decided one by one."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.queries import chosen_bids, matching_numbers
from seminar_service.bids.several import BidObstacle, decide_each, obstacle
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.bid_decisions import AT_ONCE, DECISIONS, Decision
from seminar_service.web.organisers.bids import wanted_bids
from seminar_service.web.organisers.forms_bids import (
    MOST_AT_ONCE,
    ChosenBidsForm,
    WordsForm,
    chosen_numbers,
)
from seminar_service.web.templating import settings

OBSTACLES: Final[dict[BidObstacle, Any]] = {
    BidObstacle.OTHER_STATE: _l("its state does not allow it"),
    BidObstacle.SEMINAR_STANDS: _l("there is a seminar for it, which is to be cancelled first"),
    BidObstacle.ARCHIVED: _l("the tour is archived"),
    BidObstacle.CHANGED: _l("it has been changed in the meantime"),
}


@bp.route("/tours/<tour:tour_code>/bids/chosen", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def chosen_bids_of_tour(tour_code: TourCode) -> ResponseReturnValue:
    """Show what would be decided about the chosen bids and who would be told, then decide."""
    tour = tour_of(db.session(), tour_code)
    form = ChosenBidsForm()
    if request.method == "GET":
        form = ChosenBidsForm(name=request.args.get("name", ""), next=request.args.get("next", ""))
    numbers, found = _asked(tour)
    rows = chosen_bids(db.session(), tour.id, numbers)
    if form.name.data not in AT_ONCE or not rows:
        flash(gettext("Please choose at least one bid, and what is to be decided."), "warning")
        return redirect(form.next.data or url_for("organisers.bids", tour_code=tour_code), 303)
    decision = DECISIONS[form.name.data]
    form.ask_for(str(decision.label), needed=decision.form is WordsForm)
    if request.method == "GET":
        return _page(tour, decision, form, rows, {}, found=found)
    if not form.validate():
        return _page(tour, decision, form, rows, {}), 422
    return _decide(tour, decision, form, rows)


def _asked(tour: Tour) -> tuple[list[int], int]:
    """The ids of the bids that are asked about, and how many the whole list has.

    `?all=1` asks about all bids of the list whose filter stands in the address, as many as are
    taken at once; else each is named.
    """
    if request.method == "GET" and "all" in request.args:
        numbers = matching_numbers(db.session(), tour.id, wanted_bids())
        return numbers[:MOST_AT_ONCE], len(numbers)
    numbers = chosen_numbers(request.form if request.method == "POST" else request.args)
    return numbers, len(numbers)


def _decide(
    tour: Tour, decision: Decision, form: ChosenBidsForm, rows: list[Bid]
) -> ResponseReturnValue:
    theirs = {row.id for row in rows}
    seen = {number: version for number, version in form.seen().items() if number in theirs}
    outcome = decide_each(seen, partial(_decision, decision, form.words.data or ""))
    if outcome.done:
        flash(_done(decision, len(outcome.done)), "success")
    if not outcome.left:
        return redirect(form.next.data or url_for("organisers.bids", tour_code=tour.code), 303)
    left = chosen_bids(db.session(), tour.id, outcome.left)
    return _page(tour, decision, form, left, outcome.left), 409


def _decision(decision: Decision, words: str, bid_id: int, version: int) -> None:
    decision.use_case(
        db.session(),
        bid_id,
        version=version,
        office=Office.of(settings()),
        now=now(),
        actor=current_actor(),
        **{decision.words: words},
    )


def _done(decision: Decision, number: int) -> str:
    said = ngettext("%(num)s bid has been decided", "%(num)s bids have been decided", number)
    return str(gettext("%(label)s: %(value)s", label=decision.title, value=said))


def _page(
    tour: Tour,
    decision: Decision,
    form: ChosenBidsForm,
    rows: Iterable[Bid],
    left: Mapping[int, BidObstacle],
    *,
    found: int = 0,
) -> str:
    """Those about which it can be decided, and those that are left alone, with the reason.

    Args:
        tour: The tour of the bids.
        decision: What is to be decided.
        form: What is filled in.
        rows: The bids.
        left: Why some of them were left alone just now.
        found: How many bids the list has from which all were chosen.
    """
    why = {row.id: obstacle(row, decision.action) for row in rows}
    return render_template(
        "organisers/bids_chosen.html",
        tour=tour,
        decision=decision,
        form=form,
        possible=[row for row in rows if why[row.id] is None],
        hindered=[(row, OBSTACLES[each]) for row in rows if (each := why[row.id])],
        changed={number for number, each in left.items() if each is BidObstacle.CHANGED},
        is_danger=form.name.data == "reject",
        found=found,
        most=MOST_AT_ONCE,
    )
