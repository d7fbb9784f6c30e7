"""Registering several people of one company: the form, its check, and what came of it."""

from http import HTTPStatus
from math import ceil
from secrets import token_urlsafe
from typing import Final

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.questions.asked import asked_in
from seminar_service.registrations.company_limits import CompanyLimitReached
from seminar_service.registrations.parties.registering import register_party as use_case
from seminar_service.registrations.parties.values import (
    PartySizeOutside,
    PeopleRegisteredAlready,
)
from seminar_service.registrations.values import FormKeyReused, NotOnline, WrongAccessCode
from seminar_service.seminars.public import PublicSeminar
from seminar_service.seminars.publicity import RegistrationNotOpen
from seminar_service.web.clock import now
from seminar_service.web.company_limit_words import limit_words
from seminar_service.web.entered import entered_pairs, entered_words
from seminar_service.web.locale import current_locale
from seminar_service.web.own_fields import not_asked
from seminar_service.web.public import bp, code_guesses
from seminar_service.web.public.forms import Step
from seminar_service.web.public.party_forms import PartyForm, party_form
from seminar_service.web.public.register import (
    FORM_KEY_BYTES,
    FORMS_PER_WINDOW,
    WINDOW,
    asks_in_vain_for_online,
    not_open,
    unkept,
)
from seminar_service.web.public.tour import public_seminar
from seminar_service.web.rate_limits import client_network, limit_by_address
from seminar_service.web.templating import settings

ADD: Final = "add"
"""What the button says that makes room for one person more."""


@bp.route("/seminars/<public_id>/register/party", methods=["GET", "POST"])
def register_party(public_id: str) -> ResponseReturnValue:
    """The form; on a valid one everything once more to check; then the registrations."""
    shown = public_seminar(public_id, now())
    if not shown.takes_people:
        return not_open(shown)
    most = shown.seminar.tour.party_limit
    if most < 2:  # noqa: PLR2004 (one person is no group)
        return redirect(url_for("public.register", public_id=public_id), 303)
    asked = asked_in(db.session(), shown.seminar.tour_id, shown.seminar.id)
    form = party_form(asked, current_locale(), most, shown.seminar)
    if asks_in_vain_for_online(shown):
        return _form_page(form, shown, HTTPStatus.CONFLICT, lost_online=True)
    if request.method == "GET":
        return _form_page(form, shown)
    return _answer(form, shown, request.form.get("step", Step.CHECK))


def _answer(form: PartyForm, shown: PublicSeminar, step: str) -> ResponseReturnValue:
    """What the button of a form asks for."""
    if step == ADD:
        form.add_row()
        return _form_page(form, shown)
    if not form.validate():
        return _form_page(form, shown, HTTPStatus.UNPROCESSABLE_ENTITY)
    if step == Step.EDIT:
        return _form_page(form, shown)
    return _go_on(form, shown, step)


def _go_on(form: PartyForm, shown: PublicSeminar, step: str) -> ResponseReturnValue:
    """What a valid form leads to."""
    if shown.seminar.needs_code:
        is_right = code_guesses.is_right(shown.seminar, form.code_given)
        shown = public_seminar(shown.seminar.public_id, now())  # counting forgets what was read
        if not is_right:
            return _wrong_code(form, shown)
    if step == Step.SEND and form["form_key"].data:
        return _send(form, shown)
    if form.asks_back():
        return _form_page(form, shown)
    form["form_key"].data = token_urlsafe(FORM_KEY_BYTES)
    return unkept(_check_page(form, shown))


def _wrong_code(form: PartyForm, shown: PublicSeminar) -> ResponseReturnValue:
    if "access_code" not in form:  # a form from before there was a code asks for it now
        asked = asked_in(db.session(), shown.seminar.tour_id, shown.seminar.id)
        form = party_form(asked, current_locale(), form.most, shown.seminar)
    said = gettext("This is not the code of the host. Please check it.")
    form["access_code"].errors = [said]
    return _form_page(form, shown, HTTPStatus.UNPROCESSABLE_ENTITY)


def _form_page(
    form: PartyForm,
    shown: PublicSeminar,
    status: int = HTTPStatus.OK,
    *,
    lost_online: bool = False,
) -> ResponseReturnValue:
    form.number_rows()
    page = render_template(
        "public/register_party.html", form=form, shown=shown, lost_online=lost_online
    )
    return unkept(page, status)


def _check_page(
    form: PartyForm, shown: PublicSeminar, refused: TooManyAttempts | None = None
) -> str:
    people = [
        (
            entered_words(row),
            row["email"].data or form["contact_email"].data,
            [own.question.label(current_locale()) for own in not_asked(row)],
        )
        for row in form.rows
    ]
    return render_template(
        "public/register_party_check.html",
        form=form,
        shown=shown,
        people=people,
        entered=entered_words(form),
        pairs=entered_pairs(form),
        too_many=refused.code if refused else "",
        minutes=ceil(refused.retry_after_seconds / 60) if refused else 0,
    )


def _send(form: PartyForm, shown: PublicSeminar) -> ResponseReturnValue:
    public_id = shown.seminar.public_id
    try:
        limit_by_address("register", limit=FORMS_PER_WINDOW, window=WINDOW)
        answer = use_case(
            db.session(),
            public_id,
            form.application(),
            form_key=form["form_key"].data,
            network=client_network(),
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except RegistrationNotOpen:
        return not_open(public_seminar(public_id, now()))
    except WrongAccessCode:  # it was renewed between the form and the answer
        return _wrong_code(form, public_seminar(public_id, now()))
    except NotOnline:
        shown = public_seminar(public_id, now())
        return _form_page(form, shown, HTTPStatus.CONFLICT, lost_online=True)
    except TooManyAttempts as refused:
        page = unkept(_check_page(form, public_seminar(public_id, now()), refused), 429)
        page.headers["Retry-After"] = str(refused.retry_after_seconds)
        return page
    except (
        PeopleRegisteredAlready,
        PartySizeOutside,
        CompanyLimitReached,
        FormKeyReused,
    ) as refused:
        _complain(form, refused)
        return _form_page(form, public_seminar(public_id, now()), HTTPStatus.CONFLICT)
    return redirect(url_for("public.party", token=answer.token, new=1), 303)


def _complain(form: PartyForm, refused: Exception) -> None:
    """Say at the field that it is about why nobody was registered."""
    if isinstance(refused, PeopleRegisteredAlready):
        form.complain_of(refused.positions)
    elif isinstance(refused, CompanyLimitReached) and "company" in form:
        form["company"].errors = [limit_words(refused)]
    elif isinstance(refused, FormKeyReused):
        said = gettext("This form was sent before with other people. Please check it once more.")
        form["contact_name"].errors = [said]
        form["form_key"].data = ""
    else:
        said = gettext("Please enter from 1 to %(most)d people.", most=form.most)
        form["people"][0].form["name"].errors = [said]
