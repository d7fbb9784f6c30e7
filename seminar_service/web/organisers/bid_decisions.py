"""Decisions about a bid: accept, ask, refuse, withdraw for the host."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l

from seminar_service.accounts.model import RoleName
from seminar_service.bids import decisions as bid_decisions
from seminar_service.bids.decisions import ARRANGING, SeminarStands
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BID_TRANSITIONS, BidAction
from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.overview.bids import BidPage
from seminar_service.tours.stages import TourArchived
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.editing.saving import decided
from seminar_service.web.locale import reading_in
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.bid_entry import present_bid
from seminar_service.web.organisers.forms_bids import OptionalWordsForm, WordsForm
from seminar_service.web.page_requests import date_in
from seminar_service.web.templating import format_day, settings


@dataclass(frozen=True)
class Decision:
    """A decision: what it is called, what the host is told, what it does.

    Attributes:
        action: What becomes of the bid.
        title: Heading of its page.
        lead: What it means.
        label: Name of the field with the text to the host.
        done: What is said afterwards.
        words: Name under which the use case takes the text.
        form: Whether the text may be empty.
        use_case: The service.
    """

    action: BidAction
    title: Any
    lead: Any
    label: Any
    done: Any
    words: str
    form: type[OptionalWordsForm] | type[WordsForm]
    use_case: Callable[..., object]


DECISIONS: Final = {
    "accept": Decision(
        BidAction.ACCEPT,
        _l("Accept for planning"),
        _l("The bid is included in the planning from now on. The host is told by email."),
        _l("A note to the host"),
        _l("The bid has been accepted for planning."),
        "note",
        OptionalWordsForm,
        bid_decisions.accept,
    ),
    "ask": Decision(
        BidAction.ASK_BACK,
        _l("Ask the host"),
        _l("The host gets your question by email, and answers it on its own page."),
        _l("Your question"),
        _l("The question has been sent to the host."),
        "question",
        WordsForm,
        bid_decisions.ask_back,
    ),
    "reject": Decision(
        BidAction.REJECT,
        _l("Refuse the bid"),
        _l("The host is told the reason by email and on its own page."),
        _l("Reason"),
        _l("The bid has been refused, and the host is told why."),
        "reason",
        WordsForm,
        bid_decisions.reject,
    ),
    "reopen": Decision(
        BidAction.REOPEN,
        _l("Undo the refusal"),
        _l(
            "The bid waits for a decision again. If the email with the refusal has already been "
            "sent, the host is told by email; otherwise that email is dropped."
        ),
        _l("A note to the host"),
        _l("The refusal has been undone. The bid waits for a decision."),
        "note",
        OptionalWordsForm,
        bid_decisions.reopen,
    ),
    "withdraw": Decision(
        BidAction.WITHDRAW,
        _l("Withdraw for the host"),
        _l("For a host that withdraws its bid by telephone. It gets an email to confirm this."),
        _l("A note to the host"),
        _l("The bid has been withdrawn."),
        "note",
        OptionalWordsForm,
        bid_decisions.withdraw,
    ),
}

AT_ONCE: Final = ("accept", "ask", "reject")
"""What may be decided about several bids with one text."""


@bp.route(
    "/bids/<int:bid_id>/<any(accept, ask, reject, reopen, withdraw):name>",
    methods=["GET", "POST"],
)
@staff(RoleName.CLERK)
def decide_bid(bid_id: int, name: str) -> ResponseReturnValue:
    """Ask for the text to the host, then decide.

    `?day=` begins a question: whether the host could offer that day, too.
    """
    decision = DECISIONS[name]
    own, present = present_bid(bid_id)
    form = decision.form()
    form.words.label.text = str(decision.label)
    if own.bid.tour.is_archived and decision.action in ARRANGING:
        raise TourArchived
    if not BID_TRANSITIONS.allows(own.bid.state, decision.action):
        return _not_any_more(bid_id, form)
    if not form.is_submitted():
        form.remember(present)
        day = date_in(request.args.get("day", ""))
        if day is not None and decision.action is BidAction.ASK_BACK:
            form["words"].data = _asking_for(own.bid, day)
        return _page(own, decision, name, form)
    if not form.validate():
        return _page(own, decision, name, form), 422
    return _decide(own, decision, name, form)


def _asking_for(bid: Bid, day: date) -> str:
    """The question whether a host can offer a day, in its language."""
    with reading_in(bid.locale):
        text = gettext(
            "With the days that you have named we could not arrange your seminar so far. It would "
            "be possible on %(day)s. If this day suits you, please add it to your dates when you "
            "answer.",
            day=format_day(day),
        )
        return str(text)


def _decide(
    own: BidPage, decision: Decision, name: str, form: VersionedForm
) -> ResponseReturnValue:
    bid_id = own.bid.id
    try:
        if not decided(form, partial(_decision, bid_id, decision, form), partial(_now, bid_id)):
            return _page(own, decision, name, form), 409
    except TransitionNotAllowed:  # a colleague was faster
        return _not_any_more(bid_id, form)
    except SeminarStands:
        reason = gettext("There is a seminar for this bid. Please cancel it first.")
        return give_back(form, reason, back=_bid_link(bid_id))
    flash(str(decision.done), "success")
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)


def _decision(bid_id: int, decision: Decision, form: VersionedForm, version: int) -> None:
    decision.use_case(
        db.session(),
        bid_id,
        version=version,
        office=Office.of(settings()),
        now=now(),
        actor=current_actor(),
        **{decision.words: form["words"].data},
    )


def _now(bid_id: int) -> tuple[Bid, VersionedForm]:
    own, form = present_bid(bid_id)
    return own.bid, form


def _page(own: BidPage, decision: Decision, name: str, form: VersionedForm) -> str:
    return render_template(
        "organisers/bid_decision.html",
        own=own,
        bid=own.bid,
        tour=own.bid.tour,
        decision=decision,
        name=name,
        form=form,
    )


def _not_any_more(bid_id: int, form: VersionedForm) -> ResponseReturnValue:
    reason = gettext("The bid is in another state by now. Please look at its history.")
    return give_back(form, reason, back=_bid_link(bid_id))


def _bid_link(bid_id: int) -> tuple[str, str]:
    return url_for("organisers.bid", bid_id=bid_id), gettext("To the bid")
