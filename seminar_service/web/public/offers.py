"""A place that is offered to somebody from the waiting list, reached by the own secret link."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import offers
from seminar_service.registrations.offers import Answered
from seminar_service.registrations.queries import own_registration
from seminar_service.web.clock import now
from seminar_service.web.public import bp
from seminar_service.web.public.forms_offers import OfferForm
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings


@bp.route("/registrations/<token>/offer", methods=["GET", "POST"])
@secret
def offer(token: str) -> ResponseReturnValue:
    """Accept or decline. Programs that check mails open addresses: only a POST acts."""
    instant = now()
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=instant)
    form = OfferForm()
    if form.validate_on_submit() and form.is_answered:
        _answer(form, registration_id)
        return redirect(url_for("public.registration", token=token), 303)
    own = own_registration(db.session(), registration_id, now=instant)
    page = render_template(
        "public/offer.html",
        own=own,
        registration=own.registration,
        seminar=own.registration.seminar,
        form=form,
        lapsed=own.has_lapsed(instant),
        token=token,
    )
    return page, 400 if form.is_submitted() else 200


def _answer(form: OfferForm, registration_id: int) -> None:
    act = offers.accept if form.accept.data else offers.decline
    answered = act(
        db.session(),
        registration_id,
        office=Office.of(settings()),
        actor=PARTICIPANT,
        now=now(),
    )
    if answered is Answered.OVER:
        flash(gettext("This offer is over. Nothing was changed."), "warning")
    elif form.accept.data:
        flash(gettext("Thank you. The place is yours."), "success")
