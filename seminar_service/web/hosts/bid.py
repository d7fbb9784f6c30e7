"""A host's own bid, reached by its secret link."""

from functools import partial
from http import HTTPStatus
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.bids import decisions as bid_decisions
from seminar_service.bids import services as bids
from seminar_service.bids.decisions import SeminarStands
from seminar_service.bids.links import BID_LINKS
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import HOST
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview import bids as bid_queries
from seminar_service.overview.bids import BidPage
from seminar_service.overview.shared_lists import list_is_open
from seminar_service.registrations.host_people import has_people
from seminar_service.rounds.queries import Reader, due_days, host_of_bid
from seminar_service.seminars import confirmations
from seminar_service.seminars.questions import may_answer
from seminar_service.tours.calendar import calendar_of
from seminar_service.web import bid_words, link_renewals
from seminar_service.web.bid_forms import values_of
from seminar_service.web.bid_views import shown_bid
from seminar_service.web.clock import now, today
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import decided, handled
from seminar_service.web.hosts import bp
from seminar_service.web.hosts.forms import AnswerForm, ConfirmationForm, FeedForm, NoteForm
from seminar_service.web.locale import current_locale
from seminar_service.web.rate_limits import limit_new_feeds
from seminar_service.web.templating import settings


@bp.get("/bids/<token>")
def bid(token: str) -> ResponseReturnValue:
    """How the bid stands, and what its host can do now."""
    return _page(token, _own(token))


@bp.route("/bids/<token>/answer", methods=["GET", "POST"])
def answer(token: str) -> ResponseReturnValue:
    """Answer the office's question, and change what the bid says."""
    own = _own(token)
    form = _answer_form(own, sent=True)
    if not own.may_answer:
        return _decided_meanwhile(token, form)
    status = HTTPStatus.OK
    try:
        if "add_row" in request.form:
            form.add_row(request.form["add_row"])
        else:
            status = handled(form, partial(_answer, own.bid.id, form), partial(_present, token))
    except TransitionNotAllowed:  # decided between the question and the answer
        return _decided_meanwhile(token, form)
    if status == HTTPStatus.SEE_OTHER:
        flash(gettext("Thank you. Your answer has reached the office."), "success")
        return _back(token)
    return _answer_page(token, own, form), status


@bp.route("/bids/<token>/withdraw", methods=["GET", "POST"])
def withdraw(token: str) -> ResponseReturnValue:
    """Ask once more, then withdraw the bid."""
    own = _own(token)
    form = NoteForm()
    if not own.may_withdraw:
        return _decided_meanwhile(token, form)
    if not form.is_submitted():
        form.remember(_answer_form(own))
    elif form.validate():
        return _withdraw(token, own, form)
    status = 422 if form.is_submitted() else 200
    return render_template("hosts/withdraw.html", own=own, form=form, token=token), status


@bp.post("/bids/<token>/confirmation")
def confirmation(token: str) -> ResponseReturnValue:
    """Say whether the planned date suits."""
    own = _own(token)
    form = ConfirmationForm()
    if not form.validate():
        return _page(token, own, form), 422
    try:
        confirmations.host_answers(
            db.session(),
            own.bid.id,
            form.agrees,
            form.note.data,
            shown=form.shown.data or "",
            actor=HOST,
            now=now(),
        )
    except ChangedMeanwhile:
        form.is_outdated = True
        return _page(token, _own(token), form), 409
    except confirmations.NothingAsked:
        reason = gettext("The seminar has been confirmed already. Please call the office.")
        return give_back(form, reason, back=_back_link(token), for_staff=False)
    if form.agrees:
        flash(gettext("Thank you. You have confirmed the date."), "success")
    else:
        flash(gettext("You have declined the date. The office will turn to you."), "success")
    return _back(token)


@bp.post("/bids/<token>/feed")
def feed(token: str) -> ResponseReturnValue:
    """Make an address under which a calendar program follows the seminar, and show it once."""
    own = _own(token)
    if not FeedForm().validate():
        return _page(token, own), 400
    limit_new_feeds()
    secret = bids.open_feed(db.session(), own.bid.id, actor=HOST, now=now())
    address = Office.of(settings()).addresses(current_locale()).host_feed(secret)
    return _page(token, _own(token), feed_address=address)


@bp.post("/bids/<token>/link")
def new_link(token: str) -> ResponseReturnValue:
    """Let the host's links work no more, and mail a new one."""
    return link_renewals.renew(BID_LINKS, token, HOST)


@bp.post("/bids/<token>/feed/revoke")
def revoke_feed(token: str) -> ResponseReturnValue:
    """Let all addresses of the host's calendar work no more."""
    back = url_for("hosts.bid", token=token, _anchor="calendar")
    return link_renewals.revoke_feed(BID_LINKS, token, HOST, back)


def _own(token: str) -> BidPage:
    """The bid that a token opens; 404 or 410 where it opens none."""
    bid_id = links.visit(db.session(), LinkPurpose.BID, token, now=now())
    return bid_queries.bid_page(db.session(), bid_id)


def _back(token: str) -> ResponseReturnValue:
    return redirect(url_for("hosts.bid", token=token), 303)


def _page(
    token: str,
    own: BidPage,
    form: ConfirmationForm | None = None,
    feed_address: str | None = None,
) -> str:
    seminar = own.seminar
    form = form or _unanswered()
    form.shown.data = own.question_mark
    return render_template(
        "hosts/bid.html",
        own=own,
        bid=own.bid,
        shown=shown_bid(own.bid, calendar_of(own.bid.tour)),
        token=token,
        is_asked=seminar is not None and may_answer(seminar, seminar.host_confirmation),
        form=form,
        due_days=due_days([_reader(token, own.bid.id)]),
        feed_form=FeedForm(formdata=None),
        feed_address=feed_address,
        feed_links=link_renewals.feed_links(BID_LINKS, own.bid.id),
        step_words=bid_words.STEPS,
        list_is_open=seminar is not None and list_is_open(seminar, today()),
        has_people=seminar is not None and has_people(db.session(), seminar),
    )


def _reader(token: str, bid_id: int) -> Reader:
    """All dates that whoever comes with the link is asked about."""
    made_at = links.made_at(db.session(), token)
    return host_of_bid(db.session(), bid_id, today=today(), link_made_at=made_at)


def _unanswered() -> ConfirmationForm:
    """The question for the date; filled in only where its page is shown again."""
    return ConfirmationForm() if request.method == "GET" else ConfirmationForm(formdata=None)


def _answer_form(own: BidPage, *, sent: bool = False) -> AnswerForm:
    """The form of what a bid says now; with what was sent in it where asked for."""
    calendar = calendar_of(own.bid.tour)
    arguments: dict[str, Any] = {} if sent else {"formdata": None}
    return AnswerForm(
        own.bid.tour,
        calendar,
        bid_queries.topics(db.session()),
        today(),
        kept={each.day for each in own.bid.dates},
        data=values_of(own.bid, calendar),
        **arguments,
    )


def _answer(bid_id: int, form: AnswerForm, version: int) -> None:
    bids.answer(
        db.session(),
        bid_id,
        form.details(),
        version=version,
        note=form.note.data,
        now=now(),
        actor=HOST,
    )


def _present(token: str) -> tuple[Bid, AnswerForm]:
    own = _own(token)
    return own.bid, _answer_form(own)


def _withdraw(token: str, own: BidPage, form: NoteForm) -> ResponseReturnValue:
    told = True

    def decide(version: int) -> None:
        nonlocal told
        told = _withdrawal(own.bid.id, form, version)

    try:
        done = decided(form, decide, partial(_present, token))
    except (TransitionNotAllowed, SeminarStands):  # decided between the question and the answer
        return _decided_meanwhile(token, form)
    if not done:
        return render_template("hosts/withdraw.html", own=own, form=form, token=token), 409
    flash(gettext("Your request has been withdrawn."), "success")
    if not told:
        flash(
            gettext(
                "No email about this was sent: too many emails have gone to this email "
                "address within an hour."
            ),
            "warning",
        )
    return _back(token)


def _withdrawal(bid_id: int, form: NoteForm, version: int) -> bool:
    return bid_decisions.withdraw(
        db.session(),
        bid_id,
        version=version,
        note=form.note.data,
        office=Office.of(settings()),
        now=now(),
        actor=HOST,
    )


def _decided_meanwhile(token: str, form: VersionedForm) -> ResponseReturnValue:
    """Back to the bid; what was typed for nothing is shown first."""
    reason = gettext("Your request has been decided on in the meantime.")
    return give_back(form, reason, back=_back_link(token), for_staff=False)


def _back_link(token: str) -> tuple[str, str]:
    return url_for("hosts.bid", token=token), gettext("Your request")


def _answer_page(token: str, own: BidPage, form: AnswerForm) -> str:
    questions = [step.note for step in own.steps if step.kind == HistoryKind.BID_ASKED_BACK]
    question = questions[-1] if questions else ""
    return render_template(
        "hosts/answer.html",
        own=own,
        form=form,
        token=token,
        question=question,
    )
