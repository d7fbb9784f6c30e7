"""Registering: the form, its check, and what came of it."""

import re
from datetime import timedelta
from math import ceil
from secrets import token_urlsafe

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import DomainError, TooManyAttempts
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.questions.asked import Asked, asked_in
from seminar_service.registrations import services as registrations
from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.registrations.values import NotOnline, Outcome, WrongAccessCode
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.web.clock import now
from seminar_service.web.company_limit_words import limit_words
from seminar_service.web.date_rows import complain
from seminar_service.web.entered import entered_pairs, entered_words
from seminar_service.web.file_fields import receive_files
from seminar_service.web.locale import current_locale
from seminar_service.web.own_fields import given_answers, not_asked
from seminar_service.web.page_requests import take_files
from seminar_service.web.public import bp, code_guesses
from seminar_service.web.public.forms import RegistrationForm, Step, registration_form
from seminar_service.web.public.tour import public_seminar
from seminar_service.web.rate_limits import client_network, limit_by_address
from seminar_service.web.templating import settings

FORM_KEY_BYTES = 24
_MODE = re.compile(r"(people-[0-9]+-)?mode")
# An office registers its people from one address; nobody types faster than this.
FORMS_PER_WINDOW = 30
WINDOW = timedelta(minutes=10)


@bp.route("/seminars/<public_id>/register", methods=["GET", "POST"])
@take_files
def register(public_id: str) -> ResponseReturnValue:
    """The form; on a valid one everything once more to check; then the registration."""
    shown = public_seminar(public_id, now())
    if not shown.takes_people:
        return not_open(shown)
    form = registration_form(_asked(shown), current_locale(), shown.seminar)
    if request.method == "POST":
        receive_files(form)
    if asks_in_vain_for_online(shown):
        return _not_online(form, shown)
    if request.method == "GET":
        return _form_page(form, shown)
    return _sent(form, shown)


def _sent(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    """What a form that was sent leads to."""
    if not form.validate():
        return _form_page(form, shown, 422)
    step = request.form.get("step", Step.CHECK)
    if step == Step.EDIT:
        return _form_page(form, shown)
    if shown.seminar.needs_code:
        is_right = code_guesses.is_right(shown.seminar, form.code_given)
        shown = public_seminar(shown.seminar.public_id, now())  # counting forgets what was read
        if not is_right:
            return _wrong_code(form, shown)
    if step == Step.SEND and form["form_key"].data:
        return _send(form, shown)
    return _check(form, shown)


@bp.get("/seminars/<public_id>/register/known")
def known(public_id: str) -> ResponseReturnValue:
    """Where somebody arrives who has a place already: the mail is on its way again."""
    shown = public_seminar(public_id, now())
    return unkept(render_template("public/known.html", shown=shown))


def form_with(public_id: str) -> ResponseReturnValue:
    """The form of a seminar with what this request sent, unchecked."""
    shown = public_seminar(public_id, now())
    if not shown.takes_people:
        return not_open(shown)
    return _form_page(registration_form(_asked(shown), current_locale(), shown.seminar), shown)


def known_page(public_id: str, known: MultiDict[str, str]) -> ResponseReturnValue:
    """What the form of a seminar leads to that is filled in with what is known of somebody.

    Complete, it is shown to be checked; otherwise the form is shown, without a word of what lacks.
    """
    shown = public_seminar(public_id, now())
    if not shown.takes_people:
        return not_open(shown)
    asked, locale = _asked(shown), current_locale()
    tried = registration_form(
        asked, locale, shown.seminar, formdata=known, meta={"csrf": False}
    )  # nothing is done by it, and nobody sent it
    form = registration_form(asked, locale, shown.seminar, formdata=known)
    if not tried.validate() or tried.asks_back():
        form["consent"].data = False
        return _form_page(form, shown)
    form["form_key"].data = token_urlsafe(FORM_KEY_BYTES)
    return unkept(_check_page(form, shown, is_known=True))


def _asked(shown: PublicSeminar) -> Asked:
    return asked_in(db.session(), shown.seminar.tour_id, shown.seminar.id)


def _check(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    """Show everything before it is sent, unless there is something to ask first.

    The key is drawn here: whatever goes out from this page, however often, is one registration;
    who goes back and enters somebody else comes through here again.
    """
    if form.asks_back():
        return _form_page(form, shown)
    form["form_key"].data = token_urlsafe(FORM_KEY_BYTES)
    return unkept(_check_page(form, shown))


def _wrong_code(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    """The form once more, filled in; a form from before there was a code asks for it now."""
    if "access_code" not in form:
        form = registration_form(_asked(shown), current_locale(), shown.seminar)
    complain(form["access_code"], _("This is not the code of the host. Please check it."))
    return _form_page(form, shown, 422)


def _form_page(
    form: RegistrationForm, shown: PublicSeminar, status: int = 200
) -> ResponseReturnValue:
    return unkept(render_template("public/register.html", form=form, shown=shown), status)


def _check_page(
    form: RegistrationForm,
    shown: PublicSeminar,
    refused: TooManyAttempts | None = None,
    *,
    is_known: bool = False,
) -> str:
    return render_template(
        "public/register_check.html",
        form=form,
        shown=shown,
        address=form["email"].data,
        entered=entered_words(form),
        left_out=[own.question.label(current_locale()) for own in not_asked(form)],
        pairs=entered_pairs(form),
        is_known=is_known,
        too_many=refused.code if refused else "",
        minutes=ceil(refused.retry_after_seconds / 60) if refused else 0,
    )


def _company_full(
    form: RegistrationForm, shown: PublicSeminar, refused: CompanyLimitReached
) -> ResponseReturnValue:
    """The form once more, with what to do beside the company."""
    if "company" in form:
        form["company"].errors = [limit_words(refused)]
    return unkept(render_template("public/register.html", form=form, shown=shown), 409)


def _too_many(
    form: RegistrationForm, shown: PublicSeminar, refused: TooManyAttempts
) -> ResponseReturnValue:
    """The page to check once more, with everything in it, under the key that it had."""
    response = make_response(unkept(_check_page(form, shown, refused), 429))
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
            answers=given_answers(form),
            mode=form.attends,
            access_code=form.code_given,
            form_key=form["form_key"].data,
            network=client_network(),
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except RegistrationNotOpen:
        return not_open(public_seminar(public_id, now()))
    except (WrongAccessCode, NotOnline, CompanyLimitReached) as refused:
        return _refused(form, public_seminar(public_id, now()), refused)
    except TooManyAttempts as refused:
        return _too_many(form, public_seminar(public_id, now()), refused)
    if answer.outcome is Outcome.KNOWN:
        return redirect(url_for("public.known", public_id=public_id), 303)
    return redirect(url_for("public.registration", token=answer.token, new=1), 303)


def _refused(
    form: RegistrationForm, shown: PublicSeminar, refused: DomainError
) -> ResponseReturnValue:
    """The form once more, with what has changed since it was made."""
    if isinstance(refused, CompanyLimitReached):
        return _company_full(form, shown, refused)
    if isinstance(refused, WrongAccessCode):
        return _wrong_code(form, shown)
    return _not_online(form, shown)


def asks_in_vain_for_online(shown: PublicSeminar) -> bool:
    """Whether a form was made while one could attend online, and one cannot any more."""
    said = (text for name, text in request.form.items(multi=True) if _MODE.fullmatch(name))
    return AttendanceMode.ONLINE in said and not shown.seminar.is_hybrid


def _not_online(form: RegistrationForm, shown: PublicSeminar) -> ResponseReturnValue:
    """The form once more, filled in, without the choice that there was."""
    page = render_template("public/register.html", form=form, shown=shown, lost_online=True)
    return unkept(page, 409)


def not_open(shown: PublicSeminar) -> Response:
    """The page that says why a seminar takes nobody."""
    return unkept(render_template("public/not_open.html", shown=shown), 409)


def unkept(page: str, status: int = 200) -> Response:
    """A page that holds what somebody typed: nobody keeps a copy of it."""
    response = make_response(page, status)
    response.cache_control.private = response.cache_control.no_store = True
    return response
