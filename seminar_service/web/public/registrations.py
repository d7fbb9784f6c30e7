"""A participant's own registration, reached by its secret link."""

from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.addresses import Addresses
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.other_seminars import others_near
from seminar_service.registrations import address_changes, held_places
from seminar_service.registrations import services as registrations
from seminar_service.registrations.answers import in_order
from seminar_service.registrations.attending import attending
from seminar_service.registrations.chances import Chance, chance_of
from seminar_service.registrations.held_places import Pressed
from seminar_service.registrations.links import REGISTRATION_LINKS
from seminar_service.registrations.model import Registration
from seminar_service.registrations.passing_on import successor_of
from seminar_service.registrations.queries import OwnRegistration, own_registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.siblings import open_sibling, siblings
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.staying import is_asked
from seminar_service.registrations.substitutes import may_hand_over_alone
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.web import link_renewals
from seminar_service.web.answer_words import own_facts, standard_facts
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.public.forms import ButtonForm, FeedForm, WithdrawForm
from seminar_service.web.public.forms_offers import OfferForm
from seminar_service.web.rate_limits import limit_new_feeds
from seminar_service.web.secrecy import secret
from seminar_service.web.sharing_words import sharing_fact
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


@bp.post("/registrations/<token>/others/<int:registration_id>")
@secret
def open_other(token: str, registration_id: int) -> ResponseReturnValue:
    """Go on to another registration of the same person."""
    try:
        token = open_sibling(db.session(), token, registration_id, actor=PARTICIPANT, now=now())
    except NotFound:
        flash(gettext("This registration cannot be opened from here."), "warning")
    return redirect(url_for("public.registration", token=token), 303)


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
        attending=attending(own.registration),
        is_new=request.args.get("new") == "1",
        feed_form=FeedForm(),
        offer_form=OfferForm(formdata=None),
        chance=_chance(own),
        is_asked=is_asked(db.session(), own.registration, now=now()),
        may_hand_over=may_hand_over_alone(own.registration, now()),
        handed_over=_is_handed_over(own.registration),
        feed_address=feed_address,
        feed_links=link_renewals.feed_links(REGISTRATION_LINKS, own.registration.id),
        new_address=(wish := address_changes.pending(db.session(), own.registration.id, now=now())),
        new_address_until=wish.asked_at + address_changes.LASTS if wish else None,
        siblings=siblings(db.session(), own.registration)
        if links.was_mailed(db.session(), token)
        else (),
        others=others_near(db.session(), own.registration.seminar, now=now()),
        facts=[
            *standard_facts(own.registration),
            *own_facts(in_order(own.registration.answers)),
            sharing_fact(own.registration),
        ],
    )
    return page, status


def _is_handed_over(row: Registration) -> bool:
    """Whether a registration has ended because somebody took over the place."""
    over = row.state is RegistrationState.CANCELLED
    return over and successor_of(db.session(), row) is not None


def _chance(own: OwnRegistration) -> Chance | None:
    """What became of others in the same place; None where nobody waits, or too few did."""
    if own.position is None or own.held_until is not None:
        return None
    return chance_of(db.session(), own.registration, own.position, now=now())
