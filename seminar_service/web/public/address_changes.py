"""Another mail address for a registration: asked for, confirmed at the new one, taken back."""

from collections.abc import Iterator
from datetime import timedelta
from math import ceil
from typing import Final

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import LinkExpired, TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import address_changes
from seminar_service.registrations.address_changes import AddressMovedOn, AddressTheSame
from seminar_service.registrations.own_changes import RegistrationOver
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.fields import MailAddressField, mail_checks
from seminar_service.web.mail_questions import mail_questions
from seminar_service.web.public import bp
from seminar_service.web.public.forms import ButtonForm
from seminar_service.web.questions import AsksBack, Question
from seminar_service.web.rate_limits import limit_by_address
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings

ASKED_PER_WINDOW: Final = 20
WINDOW: Final = timedelta(hours=1)


class AddressForm(AsksBack, FlaskForm):
    """Where mails about a registration are to go."""

    email = MailAddressField(
        _l("New email address"),
        validators=[
            DataRequired(_l("Please enter your email address.")),
            *mail_checks(),
        ],
    )

    def questions(self) -> Iterator[Question]:
        """What is odd about the mail address."""
        return mail_questions(self.email)


@bp.route("/registrations/<token>/address", methods=["GET", "POST"])
@secret
def change_address(token: str) -> ResponseReturnValue:
    """Ask for another mail address; nothing changes until its owner presses a button."""
    own = _own(token)
    if not own.may_withdraw:
        return redirect(url_for("public.registration", token=token), 303)
    form = AddressForm()
    if not form.validate_on_submit():
        return _page(own, form, token, 422 if form.is_submitted() else 200)
    if form.asks_back():
        return _page(own, form, token)
    return _ask(own, form, token)


def _ask(own: OwnRegistration, form: AddressForm, token: str) -> ResponseReturnValue:
    back = url_for("public.registration", token=token)
    try:
        limit_by_address("address", limit=ASKED_PER_WINDOW, window=WINDOW)
        address_changes.ask(
            db.session(),
            own.registration.id,
            form.email.data,
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except AddressTheSame:
        complain(form.email, gettext("Your registration has this email address already."))
        return _page(_own(token), form, token, 422)
    except TooManyAttempts as refused:
        minutes = ceil(refused.retry_after_seconds / 60)
        response = make_response(_page(_own(token), form, token, 429, minutes=minutes))
        response.headers["Retry-After"] = str(refused.retry_after_seconds)
        return response
    except RegistrationOver:  # it ended between the page and its answer
        return redirect(back, 303)
    return redirect(back, 303)


@bp.route("/addresses/<token>", methods=["GET", "POST"])
@secret
def confirm_address(token: str) -> ResponseReturnValue:
    """The button in the mail to a new address. Programs open addresses: only a POST acts."""
    registration_id = links.resolve(db.session(), LinkPurpose.ADDRESS_CHANGE, token, now=now())
    form = ButtonForm()
    if not form.validate_on_submit():
        return _confirm_page(registration_id, form)
    try:
        own = address_changes.confirm(
            db.session(),
            registration_id,
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except PersonRegisteredAlready:
        return _confirm_page(registration_id, form, is_double=True), 409
    except (LinkExpired, RegistrationOver):
        return _confirm_page(registration_id, form), 409
    flash(
        gettext("Thank you. Our emails about this registration go to this address now."), "success"
    )
    return redirect(url_for("public.registration", token=own), 303)


@bp.route("/addresses/<token>/back", methods=["GET", "POST"])
@secret
def take_address_back(token: str) -> ResponseReturnValue:
    """The button in the mail to an earlier address, for who did not ask for another one."""
    change_id = links.resolve(db.session(), LinkPurpose.ADDRESS_RETURN, token, now=now())
    form = ButtonForm()
    if not form.validate_on_submit():
        return _back_page(change_id, form)
    try:
        address_changes.take_back(
            db.session(), change_id, office=Office.of(settings()), actor=PARTICIPANT, now=now()
        )
    except (AddressMovedOn, PersonRegisteredAlready):
        return _back_page(change_id, form, refused=True), 409
    return redirect(url_for("public.link_sent"), 303)


def _own(token: str) -> OwnRegistration:
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=now())
    return own_registration(db.session(), registration_id, now=now())


def _page(
    own: OwnRegistration, form: AddressForm, token: str, status: int = 200, *, minutes: int = 0
) -> ResponseReturnValue:
    page = render_template("public/address.html", own=own, form=form, token=token, minutes=minutes)
    return page, status


def _confirm_page(registration_id: int, form: ButtonForm, *, is_double: bool = False) -> str:
    return render_template(
        "public/address_confirm.html",
        own=own_registration(db.session(), registration_id, now=now()),
        wish=address_changes.pending(db.session(), registration_id, now=now()),
        form=form,
        is_double=is_double,
    )


def _back_page(change_id: int, form: ButtonForm, *, refused: bool = False) -> str:
    change = address_changes.change_of(db.session(), change_id)
    return render_template("public/address_back.html", change=change, form=form, refused=refused)
