"""The emails of a release before it: read each, add to it, leave it out; and whom it left out."""

from functools import partial
from http import HTTPStatus

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.plans import plan_of
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.releases import left_out, preparing
from seminar_service.releases.mail_list import Audience
from seminar_service.releases.mail_pages import (
    count_mails,
    left_out_mails,
    mail_page,
    spoken_of,
)
from seminar_service.releases.prepared import preparation
from seminar_service.releases.prepared_model import EVERYBODY, FIRST_VERSION, PreparedMail
from seminar_service.releases.preview import comparison
from seminar_service.releases.rehearsing import Rehearsed, rehearse
from seminar_service.releases.scheduling import scheduled_release
from seminar_service.rounds.values import usual_deadline
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now, today
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import handled
from seminar_service.web.mail_words import kind_words
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.change_words import change_sentence
from seminar_service.web.organisers.forms_release import PreparedMailForm, WordsForAllForm
from seminar_service.web.organisers.mails import HTML_POLICY
from seminar_service.web.page_requests import page_number
from seminar_service.web.templating import settings


@bp.get("/plans/<int:plan_id>/release/mails")
@staff(RoleName.PLANNER)
def release_mails(plan_id: int) -> ResponseReturnValue:
    """Every email that the release would send; once it has been done, whom it left out."""
    plan = plan_of(db.session(), plan_id)
    if not _may_be_prepared(plan):
        return _record_page(plan)
    compared = comparison(db.session(), plan_id, now=now(), weighed=False)
    asked = request.args.get("to", "")
    audience = Audience(asked) if asked in list(Audience) else Audience.HOST
    return render_template(
        "organisers/release/mails.html",
        plan=compared.plan,
        tour=compared.plan.tour,
        counts=count_mails(compared),
        audience=audience,
        audiences=Audience,
        bids=compared.bids,
        found=mail_page(db.session(), compared, audience, page_number(), now=now()),
        prepared=preparation(db.session(), compared, now=now()),
        sentence=partial(change_sentence, bids=compared.bids, advisers=compared.advisers),
        kind_words=kind_words,
    )


@bp.route("/plans/<int:plan_id>/release/mails/<key>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def release_mail(plan_id: int, key: str) -> ResponseReturnValue:
    """One email as it would go out, with what is added to it or why it is not sent."""
    plan = plan_of(db.session(), plan_id)
    if not _may_be_prepared(plan):
        return redirect(url_for("organisers.release_mails", plan_id=plan_id), 303)
    form = PreparedMailForm(data=_values(plan_id, key))
    back = (url_for("organisers.release_mails", plan_id=plan_id), _("To the emails"))
    try:
        status = handled(form, partial(_save, plan_id, key, form), partial(_present, plan_id, key))
    except preparing.MailChanged:
        return _mail_page(plan_id, key, form, changed=True), 409
    except TransitionNotAllowed:
        return give_back(form, _("This plan has already been released."), back=back)
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved. Nothing has been sent."), "success")
        return redirect(url_for("organisers.release_mail", plan_id=plan_id, key=key), status)
    return _mail_page(plan_id, key, form), status


@bp.get("/plans/<int:plan_id>/release/mails/<key>/html")
@staff(RoleName.PLANNER)
def release_mail_html(plan_id: int, key: str) -> ResponseReturnValue:
    """One email as mail programs would show it, by itself; nothing in it can do anything."""
    found = _rehearsed(plan_id, key)
    return Response(
        found.html, mimetype="text/html", headers={"Content-Security-Policy": HTML_POLICY}
    )


@bp.route("/plans/<int:plan_id>/release/words", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def release_words(plan_id: int) -> ResponseReturnValue:
    """What all emails of the release say beside their own text."""
    plan = plan_of(db.session(), plan_id)
    back = url_for("organisers.release_mails", plan_id=plan_id)
    if not _may_be_prepared(plan):
        return redirect(back, 303)
    form = WordsForAllForm(data=_words_for_all(plan_id))
    try:
        status = handled(form, partial(_save_words, plan_id, form), partial(_shown_words, plan_id))
    except TransitionNotAllowed:
        reason = _("This plan has already been released.")
        return give_back(form, reason, back=(back, _("To the emails")))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("Saved. Nothing has been sent."), "success")
        return redirect(back, status)
    page = render_template("organisers/release/words.html", plan=plan, tour=plan.tour, form=form)
    return page, status


@bp.post("/plans/<int:plan_id>/release/left-out/<int:row_id>/send")
@staff(RoleName.PLANNER)
def send_left_out(plan_id: int, row_id: int) -> ResponseReturnValue:
    """Write after all to somebody whom the release has left out."""
    plan_of(db.session(), plan_id)
    try:
        left_out.send_after_all(
            db.session(),
            row_id,
            version=version_in(request.form.get("version", "")),
            office=Office.of(settings()),
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        flash(_("Nothing was sent: somebody has just sent it."), "warning")
    except left_out.NotSentAfterAll:
        flash(_("Nothing was sent: what this email says holds no more."), "warning")
    else:
        flash(_("The email is on its way. It says what of the release still holds."), "success")
    return redirect(url_for("organisers.release_mails", plan_id=plan_id), 303)


def _record_page(plan: Plan) -> str:
    return render_template(
        "organisers/release/left_out.html",
        plan=plan,
        tour=plan.tour,
        rows=left_out_mails(db.session(), plan.id),
        audiences=Audience,
        kind_words=kind_words,
    )


def _mail_page(plan_id: int, key: str, form: PreparedMailForm, *, changed: bool = False) -> str:
    """The email as it is now, above the form; or what was prepared for one that is gone."""
    try:
        found = _rehearsed(plan_id, key)
    except NotFound:
        if preparing.prepared_row(db.session(), plan_id, key) is None:
            raise
        found = None
    row = preparing.prepared_row(db.session(), plan_id, key)
    then = row.told_then if row and not row.says_nothing else []
    if found:
        form.mark.data = found.mail.mark
    bids, advisers = spoken_of(db.session(), [*then, *(found.mail.changes if found else ())])
    plan = plan_of(db.session(), plan_id)
    return render_template(
        "organisers/release/mail.html",
        plan=plan,
        tour=plan.tour,
        found=found,
        row=row,
        then=then,
        outdated=changed or bool(then and found and row and row.mark != found.mail.mark),
        sentence=partial(change_sentence, bids=bids, advisers=advisers),
        form=form,
        kind_words=kind_words,
    )


def _rehearsed(plan_id: int, key: str) -> Rehearsed:
    scheduled = scheduled_release(db.session(), plan_id)
    due_on = scheduled.due_on if scheduled and scheduled.is_waiting else None
    return rehearse(
        db.session(),
        plan_id,
        key,
        due_on or usual_deadline(today()),
        office=Office.of(settings()),
        now=now(),
    )


def _may_be_prepared(plan: Plan) -> bool:
    return not plan.scenario and PLAN_TRANSITIONS.allows(plan.state, PlanAction.RELEASE)


def _values(plan_id: int, key: str) -> dict[str, object]:
    row = preparing.prepared_row(db.session(), plan_id, key)
    if row is None:
        return {"version": FIRST_VERSION}
    return {
        "words": row.words_ja or row.words_en,
        "leave_out": bool(row.reason),
        "reason": row.reason,
        "version": row.version,
    }


def _present(plan_id: int, key: str) -> tuple[PreparedMail, PreparedMailForm]:
    row = _row(plan_id, key)
    return row, PreparedMailForm(formdata=None, data=_values(plan_id, key))


def _row(plan_id: int, key: str) -> PreparedMail:
    """What was prepared; nothing of the first version where nobody has prepared anything."""
    row = preparing.prepared_row(db.session(), plan_id, key)
    return row or PreparedMail(plan_id=plan_id, key=key, version=FIRST_VERSION)


def _save(plan_id: int, key: str, form: PreparedMailForm, version: int) -> None:
    preparing.prepare_mail(
        db.session(),
        plan_id,
        key,
        form.words.data or "",
        (form.reason.data or "") if form.leave_out.data else "",
        mark=form.mark.data or "",
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _words_for_all(plan_id: int) -> dict[str, object]:
    row = preparing.prepared_row(db.session(), plan_id, EVERYBODY)
    if row is None:
        return {"version": FIRST_VERSION}
    return {"words_ja": row.words_ja, "words_en": row.words_en, "version": row.version}


def _shown_words(plan_id: int) -> tuple[PreparedMail, WordsForAllForm]:
    row = _row(plan_id, EVERYBODY)
    return row, WordsForAllForm(formdata=None, data=_words_for_all(plan_id))


def _save_words(plan_id: int, form: WordsForAllForm, version: int) -> None:
    preparing.prepare_all(
        db.session(),
        plan_id,
        {Locale.JA: form.words_ja.data or "", Locale.EN: form.words_en.data or ""},
        version=version,
        actor=current_actor(),
        now=now(),
    )
