"""Who has answered about the dates of a tour, and answering, extending and reminding for them."""

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import DataRequired

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.addresses import lasting_among
from seminar_service.outbox.office import Office
from seminar_service.rounds import services as rounds
from seminar_service.rounds.queries import Reader, host_of_bid, reader_of, readers_of_tour
from seminar_service.rounds.services import DeadlinePast, spelled
from seminar_service.rounds.under_way import under_way
from seminar_service.rounds.values import Who, usual_deadline
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now, today
from seminar_service.web.dates_answering import answer_dates
from seminar_service.web.dates_form import DatesForm
from seminar_service.web.fields import DayField
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import joined, settings

PAGE_SIZE: Final = 50
_WHO: Final = re.compile(r"(host|adviser)-([0-9]{1,9})")


class DeadlineForm(FlaskForm):
    """Until when answers are asked for; `who` is empty for all who have not answered."""

    who = HiddenField()
    seen = HiddenField()
    until = DayField(
        _l("Answers until"), validators=[DataRequired(_l("Please choose a day from today on."))]
    )


@bp.get("/tours/<tour:tour_code>/confirmations")
@staff(RoleName.VIEWER)
def confirmations(tour_code: TourCode) -> ResponseReturnValue:
    """Who has not answered yet; with `?show=all` everybody who has a date ahead."""
    tour, shows_all = tour_of(db.session(), tour_code), request.args.get("show") == "all"
    readers = readers_of_tour(db.session(), tour.id, today=today())
    waited_for = [reader for reader in readers if reader.open]
    found = readers if shows_all else waited_for
    page, pages = number_of(request.args.get("page", "")) or 1, max(1, -(-len(found) // PAGE_SIZE))
    lines = found[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return render_template(
        "organisers/confirmations.html",
        tour=tour,
        readers=lines,
        readers_in_all=len(readers),
        waited_for=waited_for,
        shows_all=shows_all,
        page=page,
        pages=pages,
        today=today(),
        key_of=key_of,
        fails=_failing(lines),
        form=_deadline_form(None),
        reminders=under_way(db.session(), tour.id, now=now()),
        may_act=has_role(RoleName.CLERK) and not tour.is_archived,
    )


@bp.route("/tours/<tour:tour_code>/confirmations/hosts/<int:bid_id>", methods=["GET", "POST"])
@staff(RoleName.VIEWER)
def host_dates(tour_code: TourCode, bid_id: int) -> ResponseReturnValue:
    """What a host has answered, and the form to answer for it."""
    tour = tour_of(db.session(), tour_code)

    def read() -> list[Reader]:
        reader = host_of_bid(db.session(), bid_id, today=today())
        if reader.bid is None or reader.bid.tour_id != tour.id:
            raise NotFound("bid")
        return [reader]

    return _answers(
        tour, read, url_for("organisers.host_dates", tour_code=tour_code, bid_id=bid_id)
    )


@bp.route(
    "/tours/<tour:tour_code>/confirmations/advisers/<int:adviser_id>", methods=["GET", "POST"]
)
@staff(RoleName.VIEWER)
def adviser_dates(tour_code: TourCode, adviser_id: int) -> ResponseReturnValue:
    """What an adviser has answered in a tour, and the form to answer for them."""
    tour = tour_of(db.session(), tour_code)

    def read() -> list[Reader]:
        reader = reader_of(db.session(), tour.id, Who(adviser_id), today=today())
        if reader is None:
            raise NotFound("adviser")
        return [reader]

    return _answers(
        tour, read, url_for("organisers.adviser_dates", tour_code=tour_code, adviser_id=adviser_id)
    )


@bp.post("/tours/<tour:tour_code>/confirmations/deadline")
@staff(RoleName.CLERK)
def set_answer_deadline(tour_code: TourCode) -> ResponseReturnValue:
    """Ask one host or adviser, or all who have not answered, until another day."""
    tour, form = tour_of(db.session(), tour_code), DeadlineForm()
    who, back = _asked_who(tour, form.who.data or "")
    if not form.validate() or form.until.data is None:
        flash(gettext("The deadline stays. Please choose a day from today on."), "error")
        return redirect(back, HTTPStatus.SEE_OTHER)
    try:
        people = rounds.set_deadline(
            db.session(),
            tour.id,
            form.until.data,
            who=who,
            shown=form.seen.data or "",
            actor=current_actor(),
            now=now(),
        )
    except DeadlinePast:
        flash(gettext("The deadline stays. Please choose a day from today on."), "error")
    except ChangedMeanwhile:
        flash(
            gettext("The deadline stays: somebody has named another day in the meantime."),
            "warning",
        )
    except TourArchived:
        flash(gettext("The tour is kept as an earlier year; nobody is asked any more."), "error")
    else:
        flash(_said_of_deadline(people), "success")
    return redirect(back, HTTPStatus.SEE_OTHER)


@bp.post("/tours/<tour:tour_code>/confirmations/reminder")
@staff(RoleName.CLERK)
def remind_of_answers(tour_code: TourCode) -> ResponseReturnValue:
    """Remind one host or adviser at once, or have a worker remind all who have not answered."""
    tour = tour_of(db.session(), tour_code)
    who, back = _asked_who(tour, request.form.get("who", ""))
    try:
        people = _reminded(tour, who)
    except TourArchived:
        flash(gettext("The tour is kept as an earlier year; nobody is asked any more."), "error")
        return redirect(back, HTTPStatus.SEE_OTHER)
    if people:
        said = ngettext(
            "%(num)d reminder is on its way.", "%(num)d reminders are on their way.", people
        )
        flash(said, "success")
    else:
        flash(
            gettext(
                "Nobody was written to: they have answered, were written to within the last day, "
                "or have no deadline yet."
            ),
            "warning",
        )
    return redirect(back, HTTPStatus.SEE_OTHER)


def _reminded(tour: Tour, who: Who | None) -> int:
    """To how many a reminder is written now, or will be."""
    actor, office = current_actor(), Office.of(settings())
    if who is None:
        return rounds.remind_all(db.session(), tour.id, actor=actor, now=now())
    return rounds.remind(db.session(), tour.id, who, office=office, actor=actor, now=now())


def key_of(reader: Reader) -> str:
    """How forms and links name a host or an adviser."""
    if reader.adviser is not None:
        return f"adviser-{reader.adviser.id}"
    return f"host-{reader.bid.id}" if reader.bid else ""


def _answers(tour: Tour, read: Callable[[], Sequence[Reader]], here: str) -> ResponseReturnValue:
    def show(readers: Sequence[Reader], form: DatesForm) -> str:
        reader = readers[0]
        return render_template(
            "organisers/confirmation.html",
            tour=tour,
            reader=reader,
            form=form,
            key=key_of(reader),
            deadline_form=_deadline_form(reader),
            fails=bool(_failing([reader])),
            may_act=has_role(RoleName.CLERK) and not tour.is_archived,
        )

    if request.method == "POST":
        return _answer_for(read, show, here)
    return answer_dates(read, show, actor=current_actor(), here=here)


@staff(RoleName.CLERK)
def _answer_for(
    read: Callable[[], Sequence[Reader]],
    show: Callable[[Sequence[Reader], DatesForm], str],
    here: str,
) -> ResponseReturnValue:
    return answer_dates(read, show, actor=current_actor(), here=here)


def _asked_who(tour: Tour, text: str) -> tuple[Who | None, str]:
    """Whom a form names, and the page to go back to; None and the list for all."""
    tour_code = tour.code
    if not text:
        return None, url_for("organisers.confirmations", tour_code=tour_code)
    named = _WHO.fullmatch(text)
    if named is None:
        raise NotFound("asking")
    number = int(named[2])
    if named[1] == "adviser":
        return Who(number), url_for(
            "organisers.adviser_dates", tour_code=tour_code, adviser_id=number
        )
    who = host_of_bid(db.session(), number, today=today()).who
    return who, url_for("organisers.host_dates", tour_code=tour_code, bid_id=number)


def _deadline_form(reader: Reader | None) -> DeadlineForm:
    due_on = reader.due_on if reader else None
    return DeadlineForm(
        formdata=None,
        data={
            "who": key_of(reader) if reader else "",
            "seen": spelled(due_on),
            "until": max(due_on or usual_deadline(today()), today()),
        },
    )


def _failing(readers: Sequence[Reader]) -> set[str]:
    """The addresses of those to whom mail does not arrive."""
    found = lasting_among(db.session(), [reader.address for reader in readers])
    return {reader.address for reader in readers if mail_key(reader.address) in found}


def _said_of_deadline(people: int) -> str:
    said = ngettext(
        "The deadline now holds for %(num)d host or adviser.",
        "The deadline now holds for %(num)d hosts and advisers.",
        people,
    )
    return joined(said, gettext("Nobody was written to; reminders go out before it."))
