"""What is done with a message to participants: tested, sent, called back, thrown away."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_security import current_user

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.notices import audiences, queries, stopping
from seminar_service.notices import services as use_cases
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.notices.values import NoticeEmpty
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.notices.forms import SendForm
from seminar_service.web.organisers.notices.one import back_to, notice_page
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@bp.post("/notices/<int:notice_id>/send")
@staff(RoleName.CLERK)
def send_notice(notice_id: int) -> ResponseReturnValue:
    """Let a message go, at once or at a set time; asks back at night."""
    row = queries.notice(db.session(), notice_id)
    form = SendForm()
    form.languages = row.letters.keys()
    form.people = audiences.counted(db.session(), row)
    if not form.validate_on_submit():
        return _what_is_wrong(row, form)
    if form.asks_back():
        return notice_page(row, form)
    try:
        use_cases.schedule(
            db.session(),
            notice_id,
            form.due_at(),
            version=form.version.data,
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        flash(_("Nothing was sent: somebody has changed the message in the meantime."), "warning")
        row = queries.notice(db.session(), notice_id)
        return notice_page(row, SendForm(formdata=None, data={"version": row.version}), 409)
    except NoticeEmpty:
        flash(_("Nothing was sent: nobody would get it now."), "warning")
        return notice_page(queries.notice(db.session(), notice_id), form, 409)
    flash(_("The message goes at its time. Until then you can call it back."), "success")
    return back_to(notice_id)


def _what_is_wrong(row: Notice, form: SendForm) -> ResponseReturnValue:
    """The form with its mistakes, unless nothing can be sent any more."""
    if row.state is NoticeState.DRAFT and any(form.people.values()):
        return notice_page(row, form, 422)
    if row.state is NoticeState.DRAFT:
        flash(_("Nothing was sent: nobody would get it now."), "warning")
        return notice_page(row, form, 409)
    flash(_("Nothing was sent: somebody has changed the message in the meantime."), "warning")
    return back_to(row.id)


@bp.post("/notices/<int:notice_id>/test")
@staff(RoleName.CLERK)
def test_notice(notice_id: int) -> ResponseReturnValue:
    """Send oneself what one of the recipients would get."""
    tester = Recipient(current_user.email, current_user.name, current_user.locale)
    chosen = number_of(request.form.get("person", "")) or _anybody(notice_id)
    if not chosen:
        flash(_("Nothing was sent: nobody would get it now."), "warning")
        return back_to(notice_id)
    use_cases.send_test(
        db.session(),
        notice_id,
        chosen,
        tester,
        office=Office.of(settings()),
        actor=current_actor(),
        now=now(),
    )
    flash(_("A test is on its way to %(address)s.", address=tester.address), "success")
    return back_to(notice_id)


@bp.post("/notices/<int:notice_id>/call-back")
@staff(RoleName.CLERK)
def call_back_notice(notice_id: int) -> ResponseReturnValue:
    """Make a draft again of what has not gone."""
    use_cases.call_back(db.session(), notice_id, actor=current_actor(), now=now())
    flash(_("The message is a draft again. Nothing has been sent."), "success")
    return back_to(notice_id)


@bp.post("/notices/<int:notice_id>/discard")
@staff(RoleName.CLERK)
def discard_notice(notice_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    tour_code = queries.notice(db.session(), notice_id).tour.code
    use_cases.discard(db.session(), notice_id, actor=current_actor(), now=now())
    flash(_("The draft has been thrown away."), "success")
    return redirect(url_for("organisers.notices", tour_code=tour_code), 303)


@bp.post("/notices/<int:notice_id>/resend")
@staff(RoleName.CLERK)
def resend_notice(notice_id: int) -> ResponseReturnValue:
    """Send it again to those whom it did not reach."""
    office = Office.of(settings())
    count = use_cases.resend(
        db.session(), notice_id, office=office, actor=current_actor(), now=now()
    )
    flash(
        ngettext("%(num)d email is sent again.", "%(num)d emails are sent again.", count), "success"
    )
    return back_to(notice_id)


@bp.post("/notices/<int:notice_id>/stop")
@staff(RoleName.CLERK)
def stop_notice(notice_id: int) -> ResponseReturnValue:
    """Keep from leaving what has not left of a message."""
    count = stopping.stop(db.session(), notice_id, actor=current_actor(), now=now())
    text = ngettext("%(num)d email is stopped.", "%(num)d emails are stopped.", count)
    flash(text if count else _("Nothing was waiting any more."), "success" if count else "warning")
    return back_to(notice_id)


@bp.post("/notices/<int:notice_id>/let-go")
@staff(RoleName.CLERK)
def let_notice_go(notice_id: int) -> ResponseReturnValue:
    """Let leave what was stopped of a message."""
    count = stopping.let_go(db.session(), notice_id, actor=current_actor(), now=now())
    text = ngettext("%(num)d email is on its way.", "%(num)d emails are on their way.", count)
    flash(text if count else _("Nothing was stopped any more."), "success" if count else "warning")
    return back_to(notice_id)


def _anybody(notice_id: int) -> int:
    found = audiences.somebody(db.session(), queries.notice(db.session(), notice_id))
    return found.id if found else 0
