"""Files that participants have answered with, for the staff to keep."""

from urllib.parse import quote

from flask import Response
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.registrations import files
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp


@bp.post("/registrations/<int:registration_id>/files/<int:question_id>")
@staff(RoleName.CLERK)
def answer_file(registration_id: int, question_id: int) -> ResponseReturnValue:
    """A file to keep, never to be shown by the browser; who took it stands in the history."""
    file = files.read(db.session(), registration_id, question_id, actor=current_actor(), now=now())
    response = Response(file.content, content_type=file.kind.media_type)
    plain = f"{registration_id}-{question_id}"
    named = quote(f"{plain}-{file.name}", safe="")  # the name that the file came with [RFC 8187]
    response.headers["Content-Disposition"] = (
        f"attachment; filename={plain}{file.kind.endings[0]}; filename*=UTF-8''{named}"
    )
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
