"""A host registers its own people in the places that are kept back for it."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import HOST
from seminar_service.domain.errors import DomainError, NotFound, TooManyAttempts, TooManyMails
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.shared_lists import seminar_of_host
from seminar_service.questions.asked import asked_in
from seminar_service.registrations import host_people
from seminar_service.registrations.host_people import NoPlaceKept
from seminar_service.registrations.model import Registration
from seminar_service.registrations.substitutes import NotToHandOver, may_hand_over
from seminar_service.registrations.values import FormKeyReused, PersonRegisteredAlready
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import RegistrationNotOpen, SeminarBegun
from seminar_service.web.clock import now
from seminar_service.web.hosts import bp
from seminar_service.web.hosts.people_forms import ButtonForm, HostPersonForm, host_person_form
from seminar_service.web.key_fields import new_key
from seminar_service.web.locale import current_locale
from seminar_service.web.own_fields import given_answers
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.templating import settings

PEOPLE_PER_WINDOW: Final = 60
WINDOW: Final = timedelta(hours=1)


@bp.route("/bids/<token>/people", methods=["GET", "POST"])
def people(token: str) -> ResponseReturnValue:
    """Whom the host has registered itself, and the form for one more."""
    seminar = _seminar(token)
    form = _form(seminar)
    if not form.is_submitted():
        return _page(token, seminar, form)
    if not form.validate():
        return _page(token, seminar, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.asks_back():
        return _page(token, seminar, form)
    try:
        limit_by_address("host_people", limit=PEOPLE_PER_WINDOW, window=WINDOW)
        host_people.register(
            db.session(),
            seminar.public_id,
            form.applicant(current_locale()),
            given_answers(form),
            form_key=form.form_key.data or new_key(),
            office=Office.of(settings()),
            actor=HOST,
            now=now(),
        )
    except (NoPlaceKept, RegistrationNotOpen):
        return _page(token, _seminar(token), form, HTTPStatus.CONFLICT)
    except (PersonRegisteredAlready, FormKeyReused, TooManyAttempts) as refused:
        return _page(token, _seminar(token), form, _complain(form, refused))
    flash(gettext("Registered."), "success")
    return _back(token)


@bp.route("/bids/<token>/people/<int:registration_id>/withdraw", methods=["GET", "POST"])
def withdraw_person(token: str, registration_id: int) -> ResponseReturnValue:
    """Ask once more, then let somebody of the host's come no more."""
    seminar, form = _seminar(token), ButtonForm()
    row = _person(seminar, registration_id)
    if not row.is_live or not host_people.is_ahead(seminar, now()):
        return _back(token)
    if not form.validate_on_submit():
        return render_template(
            "hosts/withdraw_person.html", seminar=seminar, row=row, form=form, token=token
        )
    try:
        host_people.withdraw(
            db.session(),
            seminar.id,
            registration_id,
            office=Office.of(settings()),
            actor=HOST,
            now=now(),
        )
    except SeminarBegun:  # it began between the question and the answer
        return _back(token)
    flash(gettext("The registration is cancelled."), "success")
    return _back(token)


@bp.route("/bids/<token>/people/<int:registration_id>/exchange", methods=["GET", "POST"])
def exchange_person(token: str, registration_id: int) -> ResponseReturnValue:
    """Say who comes in place of somebody of the host's."""
    seminar = _seminar(token)
    row, form = _person(seminar, registration_id), _form(seminar)
    if not may_hand_over(row, now()):
        return _back(token)
    if not form.is_submitted():
        return _exchange_page(token, row, form)
    if not form.validate():
        return _exchange_page(token, row, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if form.asks_back():
        return _exchange_page(token, row, form)
    return _exchange(token, row, form)


def _exchange(token: str, row: Registration, form: HostPersonForm) -> ResponseReturnValue:
    seminar_id, number = row.seminar_id, row.id
    try:
        limit_by_address("host_people", limit=PEOPLE_PER_WINDOW, window=WINDOW)
        host_people.exchange(
            db.session(),
            seminar_id,
            number,
            form.applicant(current_locale()),
            given_answers(form),
            office=Office.of(settings()),
            actor=HOST,
            now=now(),
        )
    except NotToHandOver:  # it was given up, or the seminar began, in the meantime
        return _back(token)
    except (PersonRegisteredAlready, TooManyAttempts) as refused:
        row = _person(_seminar(token), number)
        return _exchange_page(token, row, form, _complain(form, refused))
    flash(gettext("The place is handed over."), "success")
    return _back(token)


def _complain(form: HostPersonForm, refused: DomainError) -> int:
    """Say at its field why somebody was not registered; gives the answer's status."""
    if isinstance(refused, TooManyMails):
        said = gettext(
            "Too many emails have gone to this address within an hour. Please try again later, "
            "or enter another address."
        )
        form.email.errors = [said]
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(refused, TooManyAttempts):
        said = gettext("Too many have come from your network. Please try again in an hour.")
        form.name.errors = [said]
        return HTTPStatus.TOO_MANY_REQUESTS
    if isinstance(refused, FormKeyReused):
        form.form_key.data = new_key()
        said = gettext("This form was sent before with another person. Please check it once more.")
    else:
        said = gettext("This person is registered for this seminar already. Please name another.")
    form.name.errors = [said]
    return HTTPStatus.CONFLICT


def _seminar(token: str) -> Seminar:
    """The public seminar of the bid that a token opens; 404 or 410 where there is none."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    seminar = seminar_of_host(db.session(), bid_id)
    if seminar is None or not seminar.is_public:
        raise NotFound("seminar")
    return seminar


def _form(seminar: Seminar) -> HostPersonForm:
    """What is asked of somebody who comes to a seminar in a place of its host."""
    asked = asked_in(db.session(), seminar.tour_id, seminar.id)
    return host_person_form(asked, current_locale())


def _person(seminar: Seminar, registration_id: int) -> Registration:
    """Somebody whom the host has registered; 404 for everybody else."""
    rows = host_people.people_of_host(db.session(), seminar).rows
    row = next((each for each in rows if each.id == registration_id), None)
    if row is None:
        raise NotFound("registration")
    return row


def _page(
    token: str, seminar: Seminar, form: HostPersonForm, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    page = render_template(
        "hosts/people.html",
        seminar=seminar,
        found=host_people.people_of_host(db.session(), seminar),
        form=form,
        token=token,
        may_register=host_people.may_register(seminar, now()),
        is_ahead=host_people.is_ahead(seminar, now()),
        was_refused=status == HTTPStatus.CONFLICT and not form.errors,
    )
    return page, status


def _exchange_page(
    token: str, row: Registration, form: HostPersonForm, status: int = HTTPStatus.OK
) -> ResponseReturnValue:
    page = render_template(
        "hosts/exchange_person.html", row=row, seminar=row.seminar, form=form, token=token
    )
    return page, status


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("hosts.people", token=token), HTTPStatus.SEE_OTHER)
