"""The list of a tour's messages to participants, and writing one."""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.notices import queries
from seminar_service.notices import services as use_cases
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.overview.registration_lists import seminars_to_choose
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.notices.forms import NoticeForm, values_of
from seminar_service.web.organisers.notices.words import PLACEHOLDER_WORDS, audience_words
from seminar_service.web.page_requests import page_number


@bp.get("/tours/<tour:tour_code>/notices")
@staff(RoleName.VIEWER)
def notices(tour_code: TourCode) -> ResponseReturnValue:
    """The messages to participants of a tour, the newest first."""
    tour, page = tour_of(db.session(), tour_code), page_number()
    rows, pages = queries.notices(db.session(), tour.id, page=page)
    return render_template(
        "organisers/notices/list.html",
        tour=tour,
        rows=rows,
        page=page,
        pages=pages,
        audience_words=audience_words,
    )


@bp.route("/tours/<tour:tour_code>/notices/new", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def new_notice(tour_code: TourCode) -> ResponseReturnValue:
    """Write a message; the address may say to whom."""
    tour = tour_of(db.session(), tour_code)
    seminars = seminars_to_choose(db.session(), tour.id)
    form = NoticeForm(data=_asked_for()).offer(seminars)
    if not form.validate_on_submit():
        return _form_page(tour, form, None), 422 if request.method == "POST" else 200
    notice = use_cases.write(
        db.session(),
        tour.id,
        form.audience(seminars),
        form.letters(),
        actor=current_actor(),
        now=now(),
    )
    flash(_("The draft is kept. Nothing has been sent yet."), "success")
    return redirect(url_for("organisers.notice", notice_id=notice.id), 303)


@bp.route("/notices/<int:notice_id>/edit", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def edit_notice(notice_id: int) -> ResponseReturnValue:
    """Change a draft; what is to be sent already shows its page instead."""
    notice = queries.notice(db.session(), notice_id)
    if request.method == "GET" and notice.state is not NoticeState.DRAFT:
        return redirect(url_for("organisers.notice", notice_id=notice_id))
    seminars = seminars_to_choose(db.session(), notice.tour_id)
    form = NoticeForm(data=values_of(notice)).offer(seminars)
    save = partial(_change, notice_id, form, seminars)
    status = handled(form, save, partial(_present, notice_id, seminars))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.notice", notice_id=notice_id), status)
    return _form_page(notice.tour, form, notice), status


def _asked_for() -> dict[str, object]:
    given = request.args
    state = given.get("state", "")
    chosen = state if state in list(RegistrationState) else RegistrationState.CONFIRMED
    return {
        "seminar": given.get("seminar", ""),
        "place": given.get("place", ""),
        "kind": given.get("kind", ""),
        "states": [chosen],
    }


def _form_page(tour: Tour, form: NoticeForm, notice: Notice | None) -> str:
    return render_template(
        "organisers/notices/form.html",
        tour=tour,
        form=form,
        notice=notice,
        placeholders=PLACEHOLDER_WORDS,
    )


def _change(notice_id: int, form: NoticeForm, seminars: Sequence[Seminar], version: int) -> None:
    use_cases.change(
        db.session(),
        notice_id,
        form.audience(seminars),
        form.letters(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(notice_id: int, seminars: Sequence[Seminar]) -> tuple[Notice, NoticeForm]:
    notice = queries.notice(db.session(), notice_id)
    return notice, NoticeForm(formdata=None, data=values_of(notice)).offer(seminars)
