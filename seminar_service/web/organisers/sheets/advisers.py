"""Advisers of a tour from a file: sent, looked at line by line, and brought in, all or none."""

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from seminar_service.accounts.model import RoleName
from seminar_service.advisers.importing import (
    MOST_ADVISERS,
    AdviserFate,
    AdviserLine,
    bring_in,
    fates,
)
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.overview import bids as bid_queries
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, keep, rows_of, upload_of
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.sheets.adviser_columns import adviser_columns
from seminar_service.web.organisers.sheets.adviser_lines import read_advisers
from seminar_service.web.organisers.sheets.lines import ReadFile
from seminar_service.web.organisers.sheets.templates import (
    kind_of,
    sample_day,
    sample_days,
    template_file,
)
from seminar_service.web.organisers.sheets.uploading import UploadForm
from seminar_service.web.page_requests import take_files

FATES: Final[dict[AdviserFate, Any]] = {
    AdviserFate.NEW: _l("is added to the list of advisers and to this tour"),
    AdviserFate.ENGAGED: _l("is known already, and is added to this tour"),
    AdviserFate.THERE: _l("is on this tour already, and is left as they are"),
}


class BringInForm(FlaskForm):
    """Only a button."""


@bp.route("/tours/<tour:tour_code>/advisers/import", methods=["GET", "POST"])
@take_files
@staff(RoleName.PLANNER)
def import_advisers(tour_code: TourCode) -> ResponseReturnValue:
    """Send a file with advisers for a tour."""
    tour = tour_of(db.session(), tour_code)
    form = UploadForm()
    rows = form.rows() if form.is_submitted() else None
    if rows is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
        return _upload_page(tour, form), status
    number = keep(db.session(), SheetPurpose.ADVISERS, tour.id, rows, now=now())
    return redirect(
        url_for("organisers.imported_advisers", tour_code=tour_code, roster_id=number), 303
    )


@bp.get("/tours/<tour:tour_code>/advisers/template/<file_kind>")
@staff(RoleName.PLANNER)
def advisers_template(tour_code: TourCode, file_kind: str) -> ResponseReturnValue:
    """The file to fill in: its columns, and what may stand in them."""
    kind = kind_of(file_kind)
    tour = tour_of(db.session(), tour_code)
    topics = bid_queries.topics(db.session())
    columns = adviser_columns(topics, sample_day=sample_day(tour, today()))
    return template_file(kind, f"advisers-{tour_code}", _("Advisers"), columns)


@bp.route("/tours/<tour:tour_code>/advisers/imports/<int:roster_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def imported_advisers(tour_code: TourCode, roster_id: int) -> ResponseReturnValue:
    """Show what would become of each line of a file, then bring them in."""
    tour = tour_of(db.session(), tour_code)
    upload = upload_of(db.session(), SheetPurpose.ADVISERS, roster_id, tour_id=tour.id, now=now())
    if upload.done_at is not None:
        return _done_page(tour, upload)
    read = read_advisers(rows_of(upload), tour.fiscal_year, bid_queries.topics(db.session()))
    form = BringInForm()
    if not form.is_submitted():
        return _lines_page(tour, read, form)
    if not form.validate() or not read.is_good:
        return _lines_page(tour, read, form), HTTPStatus.UNPROCESSABLE_ENTITY
    bring_in(db.session(), roster_id, read.good, actor=current_actor(), now=now())
    return redirect(
        url_for("organisers.imported_advisers", tour_code=tour_code, roster_id=roster_id), 303
    )


def _upload_page(tour: Tour, form: UploadForm) -> str:
    return render_template(
        "organisers/sheets/upload.html",
        tour=tour,
        form=form,
        tab="advisers",
        heading=_("Advisers from a file"),
        lead=_(
            "Next you see line by line what would become of it. Nobody is added before you agree, "
            "and if one line is wrong, nobody is. Nobody is written to."
        ),
        columns=adviser_columns(bid_queries.topics(db.session())),
        dates=_(
            "Unavailable days may be several days and ranges, such as "
            "%(day)s, %(first)s〜%(last)s.",
            **sample_days(tour, today()),
        ),
        template="organisers.advisers_template",
        of={"tour_code": tour.code},
        back=(
            url_for("organisers.tour_advisers", tour_code=tour.code),
            _("Back to the advisers of this tour"),
        ),
        most=MOST_ADVISERS,
    )


def _lines_page(tour: Tour, read: ReadFile[AdviserLine], form: BringInForm) -> str:
    numbers = [each.number for each in read.lines if each.said is not None]
    foreseen = fates(db.session(), tour.id, read.good)
    return render_template(
        "organisers/sheets/adviser_lines.html",
        tour=tour,
        read=read,
        form=form,
        fates={number: FATES[fate] for number, fate in zip(numbers, foreseen, strict=True)},
    )


def _done_page(tour: Tour, upload: SheetUpload) -> str:
    return render_template(
        "organisers/sheets/done.html",
        tour=tour,
        tab="advisers",
        upload=upload,
        counts=[(_("Advisers added to this tour"), upload.outcome[BROUGHT_IN])],
        on=(
            url_for("organisers.tour_advisers", tour_code=tour.code),
            _("To the advisers of this tour"),
        ),
    )
