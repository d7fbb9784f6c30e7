"""A participant's own registration, reached by its secret link."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.registrations import held_places
from seminar_service.registrations import services as registrations
from seminar_service.registrations.held_places import Pressed
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.web import link_renewals
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.public.forms import ButtonForm, FeedForm, WithdrawForm
from seminar_service.web.public.labels import PARTICIPANT_KINDS
from seminar_service.web.rate_limits import limit_new_feeds
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings


@bp.get("/registrations/<token>")
@secret
def registration(token: str) -> ResponseReturnValue:
    """How the registration stands, and what can be done."""
    return _page(_own(token), token)


@bp.route("/registrations/<token>/withdraw", methods=["GET", "POST"])
@secret
def withdraw(token: str) -> ResponseReturnValue:
    """Ask once more, then give up the place or the wait."""
    own = _own(token)
    form = WithdrawForm()
    if not own.may_withdraw:
        return redirect(url_for("public.registration", token=token), 303)
    if not form.validate_on_submit():
        return render_template("public/withdraw.html", own=own, form=form, token=token)
    try:
        withdrawal = registrations.withdraw(
            db.session(),
            own.registration.id,
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except SeminarBegun:  # it began between the question and the answer
        return _page(_own(token), token, status=409)
    if withdrawal is Withdrawal.WITHOUT_MAIL:
        flash(
            gettext(
                "No email about this was sent: too many emails have gone to this email "
                "address within an hour. Your registration is cancelled all the same."
            ),
            "warning",
        )
    return redirect(url_for("public.registration", token=token), 303)


@bp.route("/registrations/<token>/confirm", methods=["GET", "POST"])
@secret
def confirm(token: str) -> ResponseReturnValue:
    """The button behind a mail. Programs that check mails open addresses: only a POST acts."""
    registration_id = links.resolve(db.session(), LinkPurpose.REGISTRATION_BUTTON, token, now=now())
    form, instant = ButtonForm(), now()
    if not form.validate_on_submit():
        return _confirm_page(registration_id, form, instant)
    press = held_places.press(
        db.session(),
        registration_id,
        office=Office.of(settings()),
        actor=PARTICIPANT,
        now=instant,
    )
    said = {
        Pressed.HOLDS: (gettext("Thank you. Your registration is confirmed."), "success"),
        Pressed.HELD_BEFORE: (
            gettext("Thank you. We know now that this email address is yours."),
            "success",
        ),
        Pressed.OVER: (gettext("We know now that this email address is yours."), "info"),
    }
    flash(*said[press.pressed])
    return redirect(url_for("public.registration", token=press.token), 303)


@bp.post("/registrations/<token>/feed")
@secret
def feed(token: str) -> ResponseReturnValue:
    """Make a private calendar address and show it this once: only its hash is kept."""
    own = _own(token)
    limit_new_feeds()
    feed_token = registrations.new_feed_link(
        db.session(), own.registration.id, actor=PARTICIPANT, now=now()
    )
    addresses = Addresses(settings().base_url, Locale(current_locale()))
    return _page(_own(token), token, feed_address=addresses.registration_feed(feed_token))


@bp.post("/registrations/<token>/link")
@secret
def renew_link(token: str) -> ResponseReturnValue:
    """Let the participant's links work no more, and mail a new one."""
    return link_renewals.renew(REGISTRATION_LINKS, token, PARTICIPANT)


@bp.post("/registrations/<token>/feed/revoke")
@secret
def revoke_feed(token: str) -> ResponseReturnValue:
    """Let all addresses of the participant's calendar work no more."""
    back = url_for("public.registration", token=token, _anchor="calendar")
    return link_renewals.revoke_feed(REGISTRATION_LINKS, token, PARTICIPANT, back)


def _own(token: str) -> OwnRegistration:
    instant = now()
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=instant)
    return own_registration(db.session(), registration_id, now=instant)


def _confirm_page(registration_id: int, form: ButtonForm, instant: datetime) -> ResponseReturnValue:
    own = own_registration(db.session(), registration_id, now=instant)
    caution = Office.of(settings()).caution
    return render_template(
        "public/confirm.html",
        own=own,
        registration=own.registration,
        seminar=own.registration.seminar,
        form=form,
        lapsed=own.has_lapsed(instant),
        proven=mailboxes.is_proven(
            db.session(), own.registration.email, caution=caution, now=instant
        ),
    )


def _page(
    own: OwnRegistration, token: str, *, feed_address: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "public/registration.html",
        own=own,
        registration=own.registration,
        seminar=own.registration.seminar,
        token=token,
        is_new=request.args.get("new") == "1",
        feed_form=FeedForm(),
        feed_address=feed_address,
        feed_links=link_renewals.feed_links(REGISTRATION_LINKS, own.registration.id),
        kinds=PARTICIPANT_KINDS,
    )
    return page, status
