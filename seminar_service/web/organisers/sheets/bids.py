"""Bids from a file: sent, looked at line by line, and brought in, all or none."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from seminar_service.accounts.model import RoleName
from seminar_service.bids.duplicates import like_details
from seminar_service.bids.importing import MOST_BIDS, BidLine, bring_in
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, keep, rows_of, upload_of
from seminar_service.tours.calendar import calendar_of
from seminar_service.tours.calendar_days import TourCalendar
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.queries import tour_of
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.bid_views import ShownBid, brought_in
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.next_steps import next_link
from seminar_service.web.organisers.sheets.bid_columns import bid_columns
from seminar_service.web.organisers.sheets.bid_lines import read_bids
from seminar_service.web.organisers.sheets.lines import ReadFile
from seminar_service.web.organisers.sheets.templates import (
    kind_of,
    sample_day,
    sample_days,
    template_file,
)
from seminar_service.web.organisers.sheets.uploading import UploadForm
from seminar_service.web.page_requests import take_files
from seminar_service.web.templating import settings

TELL = "yes"


class BringInBidsForm(FlaskForm):
    """Whether hosts are told that their bids have come in."""

    tell = RadioField(
        _l("Should the hosts be told?"),
        choices=[
            SelectChoice(TELL, _l("Tell each host by email, with the link to its own page")),
            SelectChoice("no", _l("Do not tell the hosts")),
        ],
        validators=[InputRequired(_l("Please choose whether they are told."))],
    )


@bp.route("/tours/<tour:tour_code>/bids/import", methods=["GET", "POST"])
@take_files
@staff(RoleName.CLERK)
def import_bids(tour_code: TourCode) -> ResponseReturnValue:
    """Send a file with bids for a tour."""
    tour = _open_tour(tour_code)
    form = UploadForm()
    rows = form.rows() if form.is_submitted() else None
    if rows is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
        return _upload_page(tour, form), status
    number = keep(db.session(), SheetPurpose.BIDS, tour.id, rows, now=now())
    return redirect(url_for("organisers.imported_bids", tour_code=tour_code, sheet_id=number), 303)


@bp.get("/tours/<tour:tour_code>/bids/template/<file_kind>")
@staff(RoleName.CLERK)
def bids_template(tour_code: TourCode, file_kind: str) -> ResponseReturnValue:
    """The file to fill in: its columns, and what may stand in them."""
    kind = kind_of(file_kind)
    tour = tour_of(db.session(), tour_code)
    columns = bid_columns(bid_queries.topics(db.session()), sample_day=sample_day(tour, today()))
    return template_file(kind, f"bids-{tour_code}", _("Bids"), columns)


@bp.route("/tours/<tour:tour_code>/bids/imports/<int:sheet_id>", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def imported_bids(tour_code: TourCode, sheet_id: int) -> ResponseReturnValue:
    """Show what each line of a file says, then bring them in."""
    tour = _open_tour(tour_code)
    upload = upload_of(db.session(), SheetPurpose.BIDS, sheet_id, tour_id=tour.id, now=now())
    if upload.done_at is not None:
        return _done_page(tour, upload)
    read = read_bids(rows_of(upload), tour, bid_queries.topics(db.session()), today())
    form = BringInBidsForm()
    if not form.is_submitted():
        return _lines_page(tour, read, form)
    if not form.validate() or not read.is_good:
        return _lines_page(tour, read, form), HTTPStatus.UNPROCESSABLE_ENTITY
    bring_in(
        db.session(),
        sheet_id,
        read.good,
        tell_hosts=form.tell.data == TELL,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )
    return redirect(
        url_for("organisers.imported_bids", tour_code=tour_code, sheet_id=sheet_id), 303
    )


def _open_tour(tour_code: TourCode) -> Tour:
    tour = tour_of(db.session(), tour_code)
    if tour.is_archived:
        raise TourArchived
    return tour


def _upload_page(tour: Tour, form: UploadForm) -> str:
    return render_template(
        "organisers/sheets/upload.html",
        tour=tour,
        form=form,
        tab="bids",
        heading=_("Bids from a file"),
        lead=_(
            "Next you see line by line what it says. Nothing is entered before you agree, and if "
            "one line is wrong, none is."
        ),
        columns=bid_columns(bid_queries.topics(db.session())),
        dates=_(
            "In the columns with dates, several days and ranges may stand, such as "
            "%(day)s, %(first)s〜%(last)s.",
            **sample_days(tour, today()),
        ),
        template="organisers.bids_template",
        of={"tour_code": tour.code},
        back=(url_for("organisers.bids", tour_code=tour.code), _("Back to the bids")),
        most=MOST_BIDS,
    )


def _lines_page(tour: Tour, read: ReadFile[BidLine], form: BringInBidsForm) -> str:
    office = Office.of(settings())
    alike = like_details(
        db.session(), tour.id, [each.details for each in read.good], office_mail=office.mail
    )
    numbers = [each.number for each in read.lines if each.said is not None]
    return render_template(
        "organisers/sheets/bid_lines.html",
        tour=tour,
        read=read,
        form=form,
        alike=dict(zip(numbers, alike, strict=True)),
        shown=partial(_shown, calendar_of(tour), bid_queries.topics(db.session())),
    )


def _shown(calendar: TourCalendar, topics: Sequence[Topic], line: BidLine) -> ShownBid:
    return brought_in(line.details, line.office_details.slots, calendar, topics)


def _done_page(tour: Tour, upload: SheetUpload) -> str:
    return render_template(
        "organisers/sheets/done.html",
        tour=tour,
        tab="bids",
        upload=upload,
        counts=[(_("Bids entered"), upload.outcome[BROUGHT_IN])],
        onward=next_link(tour),
        on=(url_for("organisers.bids", tour_code=tour.code), _("To the bids, the newest first")),
    )
