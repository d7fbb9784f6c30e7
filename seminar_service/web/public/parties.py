"""The page of a party's contact, reached by its secret link."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.actors import PARTICIPANT
from seminar_service.domain.errors import TooManyAttempts
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.questions.asked import asked_in
from seminar_service.registrations.parties import changes
from seminar_service.registrations.parties.links import PARTY_LINKS
from seminar_service.registrations.parties.queries import OwnParty, PartyMember, own_party
from seminar_service.registrations.services import Withdrawal
from seminar_service.registrations.substitutes import NotToHandOver
from seminar_service.registrations.values import PersonRegisteredAlready
from seminar_service.seminars.publicity import SeminarBegun
from seminar_service.web import link_renewals
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.mode_words import MODES
from seminar_service.web.own_fields import given_answers
from seminar_service.web.public import bp
from seminar_service.web.public.exchange import complain_about, limit_substitutes
from seminar_service.web.public.forms import WithdrawForm
from seminar_service.web.public.person_forms import SubstituteForm, substitute_form
from seminar_service.web.rate_limits import client_network
from seminar_service.web.secrecy import secret
from seminar_service.web.templating import settings


@bp.get("/parties/<token>")
@secret
def party(token: str) -> ResponseReturnValue:
    """How the registrations of a party stand, and what can be done."""
    own = _own(token)
    return render_template(
        "public/party.html",
        own=own,
        party=own.party,
        seminar=own.party.seminar,
        token=token,
        is_new=request.args.get("new") == "1",
        modes=MODES,
    )


@bp.route("/parties/<token>/people/<int:registration_id>/withdraw", methods=["GET", "POST"])
@secret
def withdraw_member(token: str, registration_id: int) -> ResponseReturnValue:
    """Ask once more, then give up the place or the wait of one person."""
    own = _own(token)
    form, member = WithdrawForm(), _member(own, registration_id)
    if member is None or not member.may_withdraw:
        return _back(token)
    if not form.validate_on_submit():
        return render_template(
            "public/party_withdraw.html", own=own, member=member, form=form, token=token
        )
    try:
        done = changes.withdraw_member(
            db.session(),
            own.party.id,
            registration_id,
            office=Office.of(settings()),
            actor=PARTICIPANT,
            now=now(),
        )
    except SeminarBegun:  # it began between the question and the answer
        return _back(token)
    if done is Withdrawal.WITHOUT_MAIL:
        flash(
            gettext(
                "No email about this was sent: too many emails have gone to this person's address "
                "within an hour. The registration is cancelled all the same."
            ),
            "warning",
        )
    return _back(token)


@bp.route("/parties/<token>/people/<int:registration_id>/exchange", methods=["GET", "POST"])
@secret
def exchange_member(token: str, registration_id: int) -> ResponseReturnValue:
    """Ask who comes instead of one person; then the place is theirs."""
    own = _own(token)
    member = _member(own, registration_id)
    if member is None or not member.may_exchange:
        return _back(token)
    seminar = member.registration.seminar
    form = substitute_form(asked_in(db.session(), seminar.tour_id, seminar.id), current_locale())
    if not form.is_submitted():
        return _exchange_page(member, form, token)
    if not form.validate():
        return _exchange_page(member, form, token, 422)
    if form.asks_back():
        return _exchange_page(member, form, token)
    return _exchange(own, member, form, token)


@bp.post("/parties/<token>/link")
@secret
def renew_party_link(token: str) -> ResponseReturnValue:
    """Let the contact's links work no more, and mail a new one."""
    return link_renewals.renew(PARTY_LINKS, token, PARTICIPANT)


def _own(token: str) -> OwnParty:
    party_id = links.visit(db.session(), LinkPurpose.PARTY, token, now=now())
    return own_party(db.session(), party_id, now=now())


def _member(own: OwnParty, registration_id: int) -> PartyMember | None:
    """Somebody of the party; None for whoever is registered no longer.

    Raises:
        NotFound: nobody of it has, or had, this number.
    """
    if any(row.id == registration_id for row in own.former):
        return None
    return own.member(registration_id)


def _exchange(
    own: OwnParty, member: PartyMember, form: SubstituteForm, token: str
) -> ResponseReturnValue:
    number, party_id = member.registration.id, own.party.id
    try:
        limit_substitutes()
        changes.exchange_member(
            db.session(),
            party_id,
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
        member = own_party(db.session(), party_id, now=now()).member(number)
        return _exchange_page(member, form, token, complain_about(form, refused))
    flash(gettext("Thank you. We have written to the new participant."), "success")
    return _back(token)


def _exchange_page(
    member: PartyMember, form: SubstituteForm, token: str, status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "public/exchange.html",
        row=member.registration,
        form=form,
        back=url_for("public.party", token=token),
        is_own=False,
    )
    return page, status


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("public.party", token=token), 303)
