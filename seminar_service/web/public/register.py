"""Registering: the form, its check, and what came of it."""

from datetime import timedelta
from math import ceil
from secrets import token_urlsafe

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import services as registrations
from seminar_service.registrations.values import Outcome
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.public.forms import RegistrationForm, Step
from seminar_service.web.public.labels import EMPLOYEES, INDUSTRIES, PARTICIPANT_KINDS
from seminar_service.web.public.tour import public_seminar
from seminar_service.web.rate_limits import client_network, limit_by_address
from seminar_service.web.templating import settings

FORM_KEY_BYTES = 24
# An office registers its people from one address; nobody types faster than this.
FORMS_PER_WINDOW = 30
WINDOW = timedelta(minutes=10)


@bp.route("/seminars/<public_id>/register", methods=["GET", "POST"])
def register(public_id: str) -> ResponseReturnValue:
    """The form; on a valid one everything once more to check; then the registration."""
    shown = public_seminar(public_id, now())
    if not shown.takes_people:
        return _not_open(shown)
    form = RegistrationForm()
    if request.method == "GET":
        return _own(render_template("public/register.html", form=form, shown=shown))
    if not form.validate():
        return _own(render_template("public/register.html", form=form, shown=shown), 422)
    step = request.form.get("step", Step.CHECK)
    if step == Step.EDIT:
        return _own(render_template("public/register.html", form=form, shown=shown))
    if step == Step.SEND and form.form_key.data:
        return _send(form, shown)
    return _check(form, shown)


@bp.get("/seminars/<public_id>/register/known")
def known(public_id: str) -> ResponseReturnValue:
    """Where somebody arrives who has a place already: the mail is on its way again."""
    shown = public_seminar(public_id, now())
    return _own(render_template("public/known.html", shown=shown))


def _check(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    """Show everything before it is sent, unless there is something to ask first.

    The key is drawn here: whatever goes out from this page, however often, is one registration;
    who goes back and enters somebody else comes through here again.
    """
    if form.asks_back():
        return _own(render_template("public/register.html", form=form, shown=shown))
    form.form_key.data = token_urlsafe(FORM_KEY_BYTES)
    return _own(_check_page(form, shown))


def _check_page(
    form: RegistrationForm, shown: PublicSeminar, refused: TooManyAttempts | None = None
) -> str:
    labels = {
        form.employees.name: EMPLOYEES,
        form.industry.name: INDUSTRIES,
        form.participant_kind.name: PARTICIPANT_KINDS,
    }
    return render_template(
        "public/register_check.html",
        form=form,
        shown=shown,
        applicant=form.applicant(current_locale()),
        labels=labels,
        too_many=refused.code if refused else "",
        minutes=ceil(refused.retry_after_seconds / 60) if refused else 0,
    )


def _too_many(
    form: RegistrationForm, shown: PublicSeminar, refused: TooManyAttempts
) -> ResponseReturnValue:
    """The page to check once more, with everything in it, under the key that it had."""
    response = make_response(_own(_check_page(form, shown, refused), 429))
    response.headers["Retry-After"] = str(refused.retry_after_seconds)
    return response


def _send(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    public_id = shown.seminar.public_id
    try:
        limit_by_address("register", limit=FORMS_PER_WINDOW, window=WINDOW)
        answer = registrations.register(
            db.session(),
            public_id,
            form.applicant(current_locale()),
            form_key=form.form_key.data,
            network=client_network(),
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except RegistrationNotOpen:
        return _not_open(public_seminar(public_id, now()))
    except TooManyAttempts as refused:
        return _too_many(form, public_seminar(public_id, now()), refused)
    if answer.outcome is Outcome.KNOWN:
        return redirect(url_for("public.known", public_id=public_id), 303)
    return redirect(url_for("public.registration", token=answer.token, new=1), 303)


def _not_open(shown: PublicSeminar) -> ResponseReturnValue:
    return _own(render_template("public/not_open.html", shown=shown), 409)


def _own(page: str, status: int = 200) -> ResponseReturnValue:
    """A page that holds what somebody typed: nobody keeps a copy of it."""
    response = make_response(page, status)
    response.cache_control.no_store = True
    return response
