"""What the staff does with mails: tries them again, stops them, lets them go, sends them again."""

from dataclasses import replace
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import Subject
from seminar_service.extensions import db
from seminar_service.outbox import marking, stopping
from seminar_service.outbox import services as outbox
from seminar_service.outbox.about import subject_of
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.overview.mails import MailSearch, selected
from seminar_service.resending.services import MailNotResent, resend
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.mails import as_address, asked_search, require_readable
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.post("/mail/<int:message_id>/retry")
@staff(RoleName.CLERK)
def retry_mail(message_id: int) -> ResponseReturnValue:
    """Let a mail that was given up be tried again."""
    _require_known(message_id)
    try:
        outbox.retry(db.session(), message_id, actor=current_actor(), now=now())
    except outbox.MailNotGivenUp:
        flash(_("Nothing to do: this email has not failed."), "warning")
    else:
        flash(_("The email is tried again."), "success")
    return _back_to(message_id)


@bp.post("/mail/<int:message_id>/stop")
@staff(RoleName.CLERK)
def stop_mail(message_id: int) -> ResponseReturnValue:
    """Keep one mail from leaving."""
    _require_known(message_id)
    try:
        stopping.stop(db.session(), message_id, actor=current_actor(), now=now())
    except stopping.MailNotWaiting:
        flash(_("The email could not be stopped: it is not waiting any more."), "warning")
    else:
        flash(_("The email is stopped. It leaves only if you let it go."), "success")
    return _back_to(message_id)


@bp.post("/mail/<int:message_id>/let-go")
@staff(RoleName.CLERK)
def let_mail_go(message_id: int) -> ResponseReturnValue:
    """Let one mail leave that was stopped."""
    _require_known(message_id)
    try:
        stopping.let_go(db.session(), message_id, actor=current_actor(), now=now())
    except stopping.MailNotWaiting:
        flash(_("Nothing to do: this email is not stopped."), "warning")
    else:
        flash(_("The email is on its way."), "success")
    return _back_to(message_id)


@bp.post("/mail/<int:message_id>/resend")
@staff(RoleName.CLERK)
def resend_mail(message_id: int) -> ResponseReturnValue:
    """Write a mail anew that was sent, and show the new one."""
    _require_known(message_id)
    try:
        anew = resend(
            db.session(),
            message_id,
            seen=number_of(request.form.get("seen", "")),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        flash(_("Nothing was sent: somebody has just sent it again."), "warning")
    except MailNotResent:
        flash(_("Nothing was sent: what this email says holds no more."), "warning")
    else:
        flash(_("A new email is on its way. It says how things stand now."), "success")
        message_id = anew.id
    return _back_to(message_id)


@bp.post("/mail/<int:message_id>/address")
@staff(RoleName.CLERK)
def mark_mail_address(message_id: int) -> ResponseReturnValue:
    """Note that mail to the recipient does not arrive, or does again."""
    message = _require_known(message_id)
    mark_address(message.recipient, subject_of(message))
    return _back_to(message_id)


@bp.post("/mail/stop")
@staff(RoleName.CLERK)
def stop_mails() -> ResponseReturnValue:
    """Keep from leaving what waits of all mails that a filter shows."""
    search = _search()
    wanted = selected(search)
    count = stopping.stop_all(db.session(), wanted, actor=current_actor(), now=now())
    text = ngettext("%(num)d email is stopped.", "%(num)d emails are stopped.", count)
    flash(text if count else _("Nothing was waiting any more."), "success" if count else "warning")
    return _back_to_list(search)


@bp.post("/mail/let-go")
@staff(RoleName.CLERK)
def let_mails_go() -> ResponseReturnValue:
    """Let leave what is stopped of all mails that a filter shows."""
    search = _search()
    wanted = selected(search)
    count = stopping.let_all_go(db.session(), wanted, actor=current_actor(), now=now())
    text = ngettext("%(num)d email is on its way.", "%(num)d emails are on their way.", count)
    flash(text if count else _("Nothing was stopped any more."), "success" if count else "warning")
    return _back_to_list(search)


def _search() -> MailSearch:
    """What the form names; mails to accounts only by who may read them."""
    return replace(asked_search(request.form), of_accounts=has_role(RoleName.ADMIN))


def mark_address(address: str, about: Subject) -> None:
    """Note what a form says of an address, and tell what has come of it."""
    values: dict[str, Any] = {"about": about, "actor": current_actor(), "now": now()}
    if request.form.get("works") == "yes":
        marking.clear_by_hand(db.session(), address, **values)
        flash(_("Emails are sent to this address again."), "success")
    else:
        marking.mark_by_hand(db.session(), address, **values)
        flash(_("The address is noted as not working. Nothing is sent there by itself."), "success")


def _require_known(message_id: int) -> Message:
    message = db.session.get(Message, message_id)
    if message is None:
        raise NotFound("mail")
    require_readable(message)
    return message


def _back_to(message_id: int) -> ResponseReturnValue:
    return redirect(url_for("organisers.mail", message_id=message_id), 303)


def _back_to_list(search: MailSearch) -> ResponseReturnValue:
    return redirect(url_for("organisers.mails", **as_address(search)), 303)
