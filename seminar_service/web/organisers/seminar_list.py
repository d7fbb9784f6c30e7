"""The seminars of a tour: the list, and announcing several of them."""

from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.seminar_list import seminar_page
from seminar_service.seminars import services as use_cases
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.queries import tour_of
from seminar_service.tours.stages import StageContradicted
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_seminars import AnnounceForm
from seminar_service.web.organisers.next_steps import next_link
from seminar_service.web.organisers.stage_words import obstacle_words
from seminar_service.web.page_requests import page_number
from seminar_service.web.templating import settings

PAGE_SIZE: Final = 30


@bp.get("/tours/<tour:tour_code>/seminars")
@staff(RoleName.VIEWER)
def seminars(tour_code: TourCode) -> ResponseReturnValue:
    """The seminars of a tour page by page: all, or those in one state or month."""
    return _list(tour_code)


@bp.post("/tours/<tour:tour_code>/seminars/announce")
@staff(RoleName.CLERK)
def announce(tour_code: TourCode) -> ResponseReturnValue:
    """Make the chosen seminars public."""
    form = AnnounceForm()
    back = redirect(url_for("organisers.seminars", tour_code=tour_code, **_asked_for()), 303)
    if not form.validate_on_submit() or not form.seminars.data:
        flash(_("Please choose at least one seminar."), "warning")
        return back
    try:
        announced = use_cases.announce(
            db.session(),
            form.versions(),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except TransitionNotAllowed:
        flash(_("Nothing was announced: a chosen seminar is not confirmed."), "error")
        return back
    except StageContradicted as refused:
        flash(obstacle_words(refused), "error")
        return back
    except ChangedMeanwhile:
        message = _(
            "Nothing was announced: somebody has changed a chosen seminar in the "
            "meantime. The list shows how they are now; please look, then announce again."
        )
        flash(message, "warning")
        return _list(tour_code), 409
    flash(
        ngettext(
            "%(num)d seminar is public now.", "%(num)d seminars are public now.", len(announced)
        ),
        "success",
    )
    return back


def _list(tour_code: TourCode) -> str:
    tour, asked = tour_of(db.session(), tour_code), _asked_for()
    state = SeminarState(asked["state"]) if "state" in asked else None
    found = seminar_page(
        db.session(),
        tour.id,
        state,
        asked.get("month", ""),
        page=page_number(),
        page_size=PAGE_SIZE,
    )
    return render_template(
        "organisers/seminars.html",
        tour=tour,
        found=found,
        asked=asked,
        states_to_choose=list(SeminarState),
        chosen=state,
        onward=None if state is SeminarState.CONFIRMED else next_link(tour),
        form=AnnounceForm(formdata=None),
    )


def _asked_for() -> dict[str, Any]:
    """The filter and the page in the address; a state that nobody knows is left out."""
    asked = {name: request.args.get(name, "") for name in ("state", "month", "page")}
    if asked["state"] not in list(SeminarState):
        asked["state"] = ""
    return {name: value for name, value in asked.items() if value}
