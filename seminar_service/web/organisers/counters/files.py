"""The directory of support counters as a file, and from one."""

from http import HTTPStatus
from typing import Any, Final

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField

from seminar_service.accounts.model import RoleName
from seminar_service.counters import importing
from seminar_service.counters.importing import CounterFate, Foreseen, foresee
from seminar_service.counters.model import Counter
from seminar_service.counters.queries import all_counters as counters_of_all
from seminar_service.counters.values import CounterDetails
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.prefectures import prefecture
from seminar_service.extensions import db
from seminar_service.sheets.model import SheetPurpose, SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, keep, rows_of, upload_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.counter_words import TONGUES
from seminar_service.web.downloads import Heading, Value, download
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.sheets.columns import YES_OR_NO
from seminar_service.web.organisers.sheets.counter_columns import COUNTER_COLUMNS
from seminar_service.web.organisers.sheets.counter_lines import read_counters
from seminar_service.web.organisers.sheets.lines import ReadFile
from seminar_service.web.organisers.sheets.templates import kind_of, template_file
from seminar_service.web.organisers.sheets.uploading import UploadForm
from seminar_service.web.page_requests import take_files

FATES: Final[dict[CounterFate, Any]] = {
    CounterFate.NEW: _l("is added"),
    CounterFate.CHANGED: _l("is known already, and is changed"),
    CounterFate.SAME: _l("is known already, and says the same"),
}
_WIDTH: Final = 24


class BringInForm(FlaskForm):
    """A button, and the mark of the directory that was looked at."""

    seen = HiddenField()


@bp.route("/counters/import", methods=["GET", "POST"])
@take_files
@staff(RoleName.PLANNER)
def import_counters() -> ResponseReturnValue:
    """Send a file with counters."""
    form = UploadForm()
    rows = form.rows() if form.is_submitted() else None
    if rows is None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
        return _upload_page(form), status
    number = keep(db.session(), SheetPurpose.COUNTERS, None, rows, now=now())
    return redirect(url_for("organisers.imported_counters", directory_id=number), 303)


@bp.get("/counters/template/<file_kind>")
@staff(RoleName.PLANNER)
def counters_template(file_kind: str) -> ResponseReturnValue:
    """The file to fill in: its columns, and what may stand in them."""
    return template_file(kind_of(file_kind), "counters", _("Support counters"), COUNTER_COLUMNS)


@bp.get("/counters/export/<file_kind>")
@staff(RoleName.VIEWER)
def export_counters(file_kind: str) -> ResponseReturnValue:
    """The directory as a file that can be sent back once it is changed."""
    kind = kind_of(file_kind)
    headings = [Heading(each.name, str(each.label), _WIDTH) for each in COUNTER_COLUMNS]
    rows = [
        [_cell(row, each.name) for each in COUNTER_COLUMNS] for row in counters_of_all(db.session())
    ]
    return download(kind, "counters", headings, rows)


@bp.route("/counters/imports/<int:directory_id>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def imported_counters(directory_id: int) -> ResponseReturnValue:
    """Show what would become of each line of a file, then bring them in."""
    upload = upload_of(db.session(), SheetPurpose.COUNTERS, directory_id, now=now())
    if upload.done_at is not None:
        return _done_page(upload)
    read = read_counters(rows_of(upload))
    form = BringInForm()
    if not form.is_submitted():
        return _lines_page(read, form)
    if not form.validate() or not read.is_good:
        return _lines_page(read, form), HTTPStatus.UNPROCESSABLE_ENTITY
    try:
        importing.bring_in(
            db.session(),
            directory_id,
            read.good,
            seen=form.seen.data or "",
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        return _lines_page(read, form, is_outdated=True), HTTPStatus.CONFLICT
    return redirect(url_for("organisers.imported_counters", directory_id=directory_id), 303)


def _cell(row: Counter, name: str) -> Value:
    """What stands in a column; the words are those that an import takes."""
    if name == "prefecture":
        return prefecture(row.prefecture).name(current_locale())
    if name == "tongues":
        return str(_(", ")).join(str(TONGUES[each]) for each in row.spoken)
    if name == "not_listed":
        return str(YES_OR_NO["" if row.is_listed else "y"])
    if name == "no_reports":
        return str(YES_OR_NO["" if row.reports_from else "y"])
    if name == "is_sample":
        return str(YES_OR_NO["y" if row.is_sample else ""])
    return str(getattr(row, name))


def _upload_page(form: UploadForm) -> str:
    return render_template(
        "organisers/sheets/upload.html",
        tour=None,
        section="counters",
        form=form,
        heading=_("Counters from a file"),
        lead=_(
            "Next you see line by line what would become of it. Nothing changes before you agree,"
            " and if one line is wrong, nothing does. Counters are known by prefecture and name;"
            " those that the file does not name stay as they are."
        ),
        columns=COUNTER_COLUMNS,
        dates="",
        template="organisers.counters_template",
        of={},
        back=(url_for("organisers.all_counters"), _("Back to the counters")),
        most=importing.MOST_COUNTERS,
    )


def _lines_page(
    read: ReadFile[CounterDetails], form: BringInForm, *, is_outdated: bool = False
) -> str:
    numbers = [each.number for each in read.lines if each.said is not None]
    foreseen: Foreseen = foresee(db.session(), read.good)
    form.seen.data = foreseen.mark
    fates = zip(numbers, foreseen.fates, strict=True)
    return render_template(
        "organisers/sheets/counter_lines.html",
        read=read,
        form=form,
        is_outdated=is_outdated,
        fates={number: FATES[fate] for number, fate in fates},
    )


def _done_page(upload: SheetUpload) -> str:
    return render_template(
        "organisers/sheets/done.html",
        tour=None,
        section="counters",
        onward=None,
        upload=upload,
        counts=[
            (_("Counters added"), upload.outcome[BROUGHT_IN]),
            (_("Counters changed"), upload.outcome[importing.CHANGED]),
        ],
        on=(url_for("organisers.all_counters"), _("To the counters")),
    )
