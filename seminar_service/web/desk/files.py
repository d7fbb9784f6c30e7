"""Files of a case: added, and read."""

from urllib.parse import quote

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField

from seminar_service.accounts.model import RoleName
from seminar_service.consultations import attachments
from seminar_service.consultations.attachments import LARGEST_BYTES, OpenedFile, TooManyFiles
from seminar_service.consultations.services import CaseForgotten
from seminar_service.domain.uploads import MEGABYTE, UploadKindRefused, kind_of, upload_name
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.date_rows import complain
from seminar_service.web.desk import bp
from seminar_service.web.desk.guard import opening, own_case
from seminar_service.web.page_requests import take_files, uploads


class CaseFileForm(FlaskForm):
    """A file that belongs to a case."""

    file = FileField(_l("File"))


@bp.route("/cases/<int:case_id>/files/new", methods=["GET", "POST"])
@staff(RoleName.DESK_EXPERT)
@take_files
def new_case_file(case_id: int) -> ResponseReturnValue:
    """Add a file; it is encrypted before it is kept."""
    row, form = own_case(case_id), CaseFileForm()
    if form.validate_on_submit() and _added(case_id, form):
        flash(gettext("The file has been added."), "success")
        return redirect(url_for("desk.case", case_id=case_id), 303)
    status = 422 if request.method == "POST" else 200
    return render_template("desk/file.html", form=form, case=row), status


@bp.post("/cases/<int:case_id>/files/<int:file_id>")
@staff(RoleName.DESK_EXPERT)
def case_file(case_id: int, file_id: int) -> ResponseReturnValue:
    """A file to keep, never to be shown by the browser; who took it stands in the history."""
    own_case(case_id)
    file = attachments.read_file(db.session(), case_id, file_id, **opening())
    response = Response(file.content, content_type=file.kind.media_type)
    plain = f"{case_id}-{file_id}{file.kind.endings[0]}"
    response.headers["Content-Disposition"] = (
        f"attachment; filename={plain}; filename*=UTF-8''{quote(file.name, safe='')}"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _added(case_id: int, form: CaseFileForm) -> bool:
    """Keep the file that came; what is wrong with it is said at the field."""
    sent = uploads().get("file")
    name = (sent.filename or "") if sent else ""
    content = sent.stream.read(LARGEST_BYTES + 1) if sent else b""
    if not content:
        complain(form.file, gettext("Please choose a file."))
        return False
    if len(content) > LARGEST_BYTES:
        most = LARGEST_BYTES // MEGABYTE
        complain(form.file, gettext("The file is larger than %(most)d MB.", most=most))
        return False
    try:
        kind = kind_of(name, content)
        file = OpenedFile(upload_name(name, kind), kind, content)
        attachments.add_file(db.session(), case_id, file, **opening())
    except UploadKindRefused:
        complain(
            form.file,
            gettext(
                "This is not a PDF, JPEG or PNG file. Please save it as one of these, and "
                "choose it again."
            ),
        )
    except TooManyFiles:
        complain(form.file, gettext("The case has as many files as one may have."))
    except CaseForgotten:
        complain(form.file, gettext("What was told in this case is deleted; nothing is added."))
    else:
        return True
    return False
