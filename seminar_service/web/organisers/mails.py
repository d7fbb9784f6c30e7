"""The outbox as the staff sees it; in a demo, where no mail leaves, also what mails say."""

from email import message_from_bytes, policy
from math import ceil
from pathlib import Path

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from seminar_service.accounts.mails import ABOUT
from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import NotFound
from seminar_service.extensions import db
from seminar_service.outbox.message import file_name
from seminar_service.outbox.model import Message
from seminar_service.overview import home as overview
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.organisers import bp
from seminar_service.web.page_requests import page_number
from seminar_service.web.templating import settings

PAGE_SIZE = 50


@bp.get("/mail")
@staff(RoleName.VIEWER)
def mails() -> ResponseReturnValue:
    """What was sent or waits to be sent, the newest first."""
    page = page_number()
    rows, total = overview.recent_mails(db.session(), page=page, page_size=PAGE_SIZE)
    return render_template(
        "organisers/mails.html",
        mails=rows,
        page=page,
        pages=max(ceil(total / PAGE_SIZE), 1),
        readable=_lands_in_folder(),
        may_read=_may_read,
    )


@bp.get("/mail/<int:message_id>")
@staff(RoleName.CLERK)
def mail(message_id: int) -> ResponseReturnValue:
    """One mail as it landed in the instance's folder; 404 where mails really leave.

    The service itself forgets what it has handed over, because mails carry secret links.
    """
    message, file = _landed(message_id)
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    text = parsed.get_body(("plain",))
    return render_template(
        "organisers/mail.html",
        mail=message,
        text=text.get_content() if text else "",
        has_calendar=any(part.get_content_type() == "text/calendar" for part in parsed.walk()),
    )


@bp.get("/mail/<int:message_id>.eml")
@staff(RoleName.CLERK)
def mail_file(message_id: int) -> ResponseReturnValue:
    """The same mail as a file for a mail program."""
    _, file = _landed(message_id)
    return Response(
        file.read_bytes(),
        mimetype="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def _landed(message_id: int) -> tuple[Message, Path]:
    message = db.session.get(Message, message_id)
    if message is None or not _lands_in_folder():
        raise NotFound("mail")
    if not _may_read(message):
        abort(403)
    file = settings().mail_folder / f"{file_name(message)}.eml"
    if not file.is_file():
        raise NotFound("mail")
    return message, file


def _may_read(message: Message) -> bool:
    """Whether a mail is for these eyes: behind the link of some stands somebody's password."""
    return not message.about.startswith(f"{ABOUT}:") or has_role(RoleName.ADMIN)


def _lands_in_folder() -> bool:
    return settings().mail_url.startswith("folder:")
