"""A participant lets somebody of the same company take over the own place."""

from datetime import timedelta
from typing import Final

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import DomainError, TooManyAttempts, TooManyMails
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.questions.asked import asked_in
from seminar_service.registrations import substitutes
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.registrations.substitutes import NotToHandOver, may_hand_over_alone
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.own_fields import given_answers
from seminar_service.web.public import bp
from seminar_service.web.public.person_forms import SubstituteForm, substitute_form
from seminar_service.web.rate_limits import client_network, limit_by_address
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings

SUBSTITUTES_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(hours=1)


@bp.route("/registrations/<token>/exchange", methods=["GET", "POST"])
@secret
def exchange(token: str) -> ResponseReturnValue:
    """Ask who takes over the place; then it is theirs, and both are written to."""
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=now())
    own = own_registration(db.session(), registration_id, now=now())
    if not may_hand_over_alone(own.registration, now()):
        return _back(token)
    row = own.registration
    asked = asked_in(db.session(), row.seminar.tour_id, row.seminar_id)
    form = substitute_form(asked, current_locale())
    if not form.is_submitted():
        return _page(own, form, token)
    if not form.validate():
        return _page(own, form, token, 422)
    if form.asks_back():
        return _page(own, form, token)
    return _hand_over(own, form, token)


def _hand_over(own: OwnRegistration, form: SubstituteForm, token: str) -> ResponseReturnValue:
    number = own.registration.id
    try:
        limit_substitutes()
        substitutes.hand_over(
            db.session(),
            number,
            form.applicant(current_locale()),
            given_answers(form),
            network=client_network(),
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except NotToHandOver:  # it was given up, or the seminar began, between the page and its answer
        return _back(token)
    except (PersonRegisteredAlready, TooManyAttempts) as refused:
        own = own_registration(db.session(), number, now=now())
        return _page(own, form, token, complain_about(form, refused))
    flash(gettext("Thank you. We have written to the new participant."), "success")
    return _back(token)


def limit_substitutes() -> None:
    """Count one substitute; raises TooManyAttempts."""
    limit_by_address("substitute", limit=SUBSTITUTES_PER_WINDOW, window=WINDOW)


def complain_about(form: SubstituteForm, refused: DomainError) -> int:
    """Say at the email address why this person cannot take over; gives the answer's status."""
    if isinstance(refused, TooManyMails):
        said = gettext(
            "Too many emails have gone to this address within an hour. Please try again later, "
            "or enter another address."
        )
    elif isinstance(refused, TooManyAttempts):
        said = gettext("Too many have come from your network. Please try again in an hour.")
    else:
        said = gettext("This person is registered for this seminar already. Please name another.")
    form["email"].errors = [said]
    return 429 if isinstance(refused, TooManyAttempts) else 422


def _page(
    own: OwnRegistration, form: SubstituteForm, token: str, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "public/exchange.html",
        row=own.registration,
        form=form,
        back=url_for("public.registration", token=token),
        is_own=True,
    )
    return page, status


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("public.registration", token=token), 303)
