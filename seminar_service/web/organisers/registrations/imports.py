"""Registrations from a file: sent, looked at line by line, and brought in, all or none."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.registration_lists import seminars_to_move_to
from seminar_service.overview.seminars import seminar_head
from seminar_service.overview.uploads import UploadPlace, place_of
from seminar_service.questions.asked import asked_at_each
from seminar_service.registrations.importing import (
    Fate,
    LinesHindered,
    bring_in,
    forecast,
)
from seminar_service.seminars.model import Seminar
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.reading import MOST_LINES
from seminar_service.sheets.uploads import keep, rows_of, upload_of
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.registrations.forms_imports import BringInForm
from seminar_service.web.organisers.registrations.import_columns import columns_of
from seminar_service.web.organisers.registrations.import_lines import ReadFile, read_file
from seminar_service.web.organisers.registrations.import_questions import (
    Offered,
    offered_by,
    question_columns,
)
from seminar_service.web.organisers.registrations.import_templates import seminar_label, template
from seminar_service.web.organisers.sheets.columns import ImportColumn
from seminar_service.web.organisers.sheets.templates import kind_of
from seminar_service.web.organisers.sheets.uploading import UploadForm
from seminar_service.web.page_requests import take_files
from seminar_service.web.templating import settings

FATES: Final[dict[Fate, Any]] = {
    Fate.SEATED: _l("gets a place"),
    Fate.WAITING: _l("goes on the waiting list"),
    Fate.KNOWN: _l("is registered already, and stays so"),
}


@bp.route("/tours/<tour:tour_code>/registrations/import", methods=["GET", "POST"])
@take_files
@staff(RoleName.CLERK)
def import_registrations(tour_code: TourCode) -> ResponseReturnValue:
    """Send a file with registrations for the seminars of a tour, which a column names."""
    return _upload(tour_of(db.session(), tour_code), None)


@bp.route("/seminars/<public_id>/registrations/import", methods=["GET", "POST"])
@take_files
@staff(RoleName.CLERK)
def import_seminar_registrations(public_id: str) -> ResponseReturnValue:
    """The same for one seminar."""
    seminar = seminar_head(db.session(), public_id)
    return _upload(seminar.tour, seminar)


@bp.get("/tours/<tour:tour_code>/registrations/template/<file_kind>")
@staff(RoleName.CLERK)
def import_template(tour_code: TourCode, file_kind: str) -> ResponseReturnValue:
    """The file to fill in for a tour: its columns, and what may stand in them."""
    tour = tour_of(db.session(), tour_code)
    seminars = seminars_to_move_to(db.session(), tour.id, now=now())
    return template(kind_of(file_kind), f"template-{tour_code}", seminars, _own_columns(tour, None))


@bp.get("/seminars/<public_id>/registrations/template/<file_kind>")
@staff(RoleName.CLERK)
def import_seminar_template(public_id: str, file_kind: str) -> ResponseReturnValue:
    """The same for one seminar."""
    seminar = seminar_head(db.session(), public_id)
    own = _own_columns(seminar.tour, seminar)
    return template(kind_of(file_kind), f"template-{seminar.public_id}", None, own)


@bp.route("/registrations/imports/<int:upload_id>", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def imported_registrations(upload_id: int) -> ResponseReturnValue:
    """Show what would become of each line of a file, then bring them in."""
    upload = upload_of(db.session(), SheetPurpose.REGISTRATIONS, upload_id, now=now())
    where = place_of(db.session(), upload)
    form = BringInForm()
    if upload.done_at is not None:
        return _done_page(upload, where)
    read = _read(upload, where)
    if not form.is_submitted():
        return _page(upload, where, read, form)
    if not form.validate() or not read.is_good:
        return _page(upload, where, read, form), HTTPStatus.UNPROCESSABLE_ENTITY
    return _bring_in(upload, read, form)


def _upload(tour: Tour, seminar: Seminar | None) -> ResponseReturnValue:
    form = UploadForm()
    if not form.is_submitted():
        return _upload_page(tour, seminar, form)
    rows = form.rows()
    if rows is None:
        return _upload_page(tour, seminar, form), HTTPStatus.UNPROCESSABLE_ENTITY
    number = keep(
        db.session(),
        SheetPurpose.REGISTRATIONS,
        tour.id,
        rows,
        seminar_id=seminar.id if seminar else None,
        now=now(),
    )
    return redirect(url_for("organisers.imported_registrations", upload_id=number), 303)


def _upload_page(tour: Tour, seminar: Seminar | None, form: UploadForm) -> str:
    example: tuple[str, dict[str, Any]] = "organisers.import_template", {"tour_code": tour.code}
    if seminar is not None:
        example = "organisers.import_seminar_template", {"public_id": seminar.public_id}
    return render_template(
        "organisers/sheets/upload.html",
        tour=tour,
        form=form,
        tab="registrations",
        heading=_("Registrations from a file"),
        about=seminar_label(seminar) if seminar else "",
        lead=_(
            "Next you see line by line what would become of it. Nothing is registered before you "
            "agree, and if one line is wrong, none is."
        ),
        columns=columns_of(_own_columns(tour, seminar), with_seminar=seminar is None),
        template=example[0],
        of=example[1],
        back=(_list_of(tour, seminar), _("Back to the registrations")),
        most=MOST_LINES,
    )


def _list_of(tour: Tour, seminar: Seminar | None, order: str | None = None) -> str:
    """Where the registrations are listed to which a file adds."""
    if seminar is None:
        return url_for("organisers.registrations", tour_code=tour.code, order=order)
    public_id = seminar.public_id
    return url_for("organisers.seminar_registrations", public_id=public_id, order=order)


def _read(upload: SheetUpload, where: UploadPlace) -> ReadFile:
    seminars = seminars_to_move_to(db.session(), where.tour.id, now=now())
    names = {each.public_id: each.public_id for each in seminars}
    names |= {seminar_label(each): each.public_id for each in seminars}
    only = where.seminar.public_id if where.seminar else ""
    return read_file(rows_of(upload), names, only, _offered(where.tour, where.seminar))


def _offered(tour: Tour, seminar: Seminar | None) -> dict[str, Offered]:
    """What each seminar asks and offers for which a file of a tour, or of one seminar, may be."""
    seminars = [seminar] if seminar else seminars_to_move_to(db.session(), tour.id, now=now())
    asked = asked_at_each(db.session(), tour.id, [each.id for each in seminars])
    return {each.public_id: offered_by(each, asked[each.id]) for each in seminars}


def _own_columns(tour: Tour, seminar: Seminar | None) -> list[ImportColumn]:
    return question_columns(each.asked for each in _offered(tour, seminar).values())


def _page(upload: SheetUpload, where: UploadPlace, read: ReadFile, form: BringInForm) -> str:
    foreseen = forecast(db.session(), read.good, now=now())
    form.promised.data = _numbers(*(foreseen.count(fate) for fate in Fate))
    return render_template(
        "organisers/registrations/import_lines.html",
        upload=upload,
        tour=where.tour,
        seminar=where.seminar,
        read=read,
        foreseen=foreseen,
        fates=FATES,
        counts=[(FATES[fate], number) for fate in Fate if (number := foreseen.count(fate))],
        can_be_done=read.is_good and not foreseen.closed,
        form=form,
    )


def _bring_in(upload: SheetUpload, read: ReadFile, form: BringInForm) -> ResponseReturnValue:
    try:
        done = bring_in(
            db.session(),
            upload.id,
            read.good,
            tell_them=form.tells,
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except LinesHindered:
        flash(_("Nothing was brought in: a seminar takes nobody any more."), "warning")
        upload = upload_of(db.session(), SheetPurpose.REGISTRATIONS, upload.id, now=now())
        return _page(upload, place_of(db.session(), upload), read, form), HTTPStatus.CONFLICT
    if form.promised.data != _numbers(*(done.outcome[fate] for fate in Fate)):
        flash(_("Places have changed since you looked: please see what became of it."), "warning")
    return redirect(url_for("organisers.imported_registrations", upload_id=done.id), 303)


def _done_page(upload: SheetUpload, where: UploadPlace) -> str:
    counts: Sequence[tuple[Any, int]] = (
        (_("Registered, with a place"), upload.outcome[Fate.SEATED]),
        (_("On the waiting list"), upload.outcome[Fate.WAITING]),
        (_("Registered before"), upload.outcome[Fate.KNOWN]),
    )
    newest = _list_of(where.tour, where.seminar, order="newest")
    return render_template(
        "organisers/sheets/done.html",
        tour=where.tour,
        tab="registrations",
        upload=upload,
        counts=counts,
        on=(newest, _("To the registrations, the newest first")),
    )


def _numbers(*numbers: int) -> str:
    return "-".join(map(str, numbers))
