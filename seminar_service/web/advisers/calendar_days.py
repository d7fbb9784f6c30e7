"""An adviser's own calendar as a file: the days that it takes are shown first, then taken."""

from datetime import date, timedelta
from functools import partial
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Engagement
from seminar_service.availability import importing
from seminar_service.availability.queries import OwnDays, own_days, own_uids
from seminar_service.availability.services import Changed
from seminar_service.busy.errors import CalendarTooLarge, CalendarUnreadable, ReadersBusy
from seminar_service.busy.reader import read_busy
from seminar_service.busy.values import LARGEST_FILE, Asked, Busy
from seminar_service.domain.actors import ADVISER
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.tours.calendar_days import consecutive
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.advisers import bp
from seminar_service.web.advisers.days import tell
from seminar_service.web.advisers.days_form import open_days
from seminar_service.web.advisers.found_days import days_in, in_text
from seminar_service.web.clock import now, today
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.saving import decided
from seminar_service.web.page_requests import take_files, uploads
from seminar_service.web.rate_limits import limit_by_address

FILES_PER_WINDOW: Final = 30
WINDOW: Final = timedelta(hours=1)


class CalendarForm(FlaskForm):
    """A file; `file_fault` is what is wrong with it."""

    file_fault: str = ""


class TakeForm(VersionedForm):
    """The days that were found in a calendar, to be taken by a button."""

    found = HiddenField()

    @property
    def days(self) -> set[date]:
        """The days; what is none is left out."""
        return days_in(self.found.data or "")


@bp.route("/adviser/<token>/days/<tour:tour_code>/calendar", methods=["GET", "POST"])
@take_files
def calendar_days(token: str, tour_code: TourCode) -> ResponseReturnValue:
    """Send a calendar file; then the days that it takes, of which nothing is kept yet."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    tour, form = tour_of(db.session(), tour_code), CalendarForm()
    own = own_days(db.session(), tour.id, adviser_id, today=today())
    if not form.is_submitted():
        return _file_page(token, own, form)
    file = uploads().get("file")
    content = file.read(LARGEST_FILE + 1) if file else b""
    if not form.validate() or not content:
        form.file_fault = gettext("Please choose a file.")
        return _file_page(token, own, form), HTTPStatus.UNPROCESSABLE_ENTITY
    still, ours = open_days(own, today()), own_uids(db.session(), adviser_id)
    try:  # counting ends the transaction: while the file is read no connection is held
        limit_by_address("calendar_file", limit=FILES_PER_WINDOW, window=WINDOW)
        found = read_busy(Asked(content, still.first, still.last, ours))
    except (CalendarUnreadable, CalendarTooLarge, ReadersBusy, TooManyAttempts) as fault:
        form.file_fault = _fault(fault)
        own = own_days(db.session(), tour.id, adviser_id, today=today())
        return _file_page(token, own, form), _status(fault)
    return _found_page(token, *_present(tour, adviser_id, found), found)


@bp.post("/adviser/<token>/days/<tour:tour_code>/calendar/take")
def take_calendar_days(token: str, tour_code: TourCode) -> ResponseReturnValue:
    """Take the days that were shown, in place of those of an earlier calendar."""
    adviser_id = links.visit(db.session(), LinkPurpose.ADVISER, token, now=now())
    tour, form = tour_of(db.session(), tour_code), TakeForm()
    own_days(db.session(), tour.id, adviser_id, today=today())  # of this tour, or there is none
    busy = Busy(tuple(sorted(form.days)))
    if not form.validate():
        return _found_page(token, *_present(tour, adviser_id, busy), busy), 422
    changed: list[Changed] = []
    save = partial(_take, tour, adviser_id, form.days, changed)
    if not decided(form, save, partial(_present, tour, adviser_id, busy)):
        own, _ = _present(tour, adviser_id, busy)
        return _found_page(token, own, form, busy), HTTPStatus.CONFLICT
    tell(changed[-1])
    return redirect(
        url_for("advisers.days", token=token, tour_code=tour_code), HTTPStatus.SEE_OTHER
    )


def _take(
    tour: Tour, adviser_id: int, days: set[date], changed: list[Changed], version: int
) -> None:
    changed.append(
        importing.take_calendar(
            db.session(),
            tour.id,
            adviser_id,
            days,
            version=version,
            actor=ADVISER,
            now=now(),
        )
    )


def _present(tour: Tour, adviser_id: int, busy: Busy) -> tuple[Engagement, TakeForm]:
    own = own_days(db.session(), tour.id, adviser_id, today=today())
    values = {"found": in_text(busy.days), "version": own.engagement.version}
    return own.engagement, TakeForm(formdata=None, data=values)


def _status(fault: Exception) -> HTTPStatus:
    if isinstance(fault, TooManyAttempts):
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(fault, ReadersBusy):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _fault(fault: Exception) -> str:
    if isinstance(fault, TooManyAttempts):
        said = gettext("Too many have come from your network. Please try again in an hour.")
    elif isinstance(fault, ReadersBusy):
        said = gettext("Other files are just being read. Please try again in a moment.")
    elif isinstance(fault, CalendarTooLarge):
        said = gettext(
            "This calendar is too large, or repeats too often. "
            "Please export this fiscal year alone."
        )
    else:
        said = gettext("This is no calendar file. Please choose a file that ends in .ics.")
    return str(said)


def _file_page(token: str, own: OwnDays, form: CalendarForm) -> str:
    return render_template(
        "advisers/calendar_file.html", tour=own.engagement.tour, form=form, token=token
    )


def _found_page(token: str, engagement: Engagement, form: TakeForm, busy: Busy) -> str:
    own = own_days(db.session(), engagement.tour_id, engagement.adviser_id, today=today())
    return render_template(
        "advisers/calendar_found.html",
        tour=engagement.tour,
        own=own,
        found=importing.forecast(own.engagement, busy.days, own.ties, today()),
        consecutive=consecutive,
        unread=busy.unread,
        form=form,
        token=token,
    )
