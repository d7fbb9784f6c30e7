"""Decisions about a bid: accept, ask, refuse, withdraw for the host."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm

from seminar_service.domain.errors import TransitionNotAllowed
from seminar_service.domain.states import BID_TRANSITIONS, BidAction
from seminar_service.extensions import db
from seminar_service.mail.office import Office
from seminar_service.models.accounts import RoleName
from seminar_service.queries import bids as bid_queries
from seminar_service.services import bid_decisions
from seminar_service.services.bid_decisions import SeminarStands
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_bids import OptionalWordsForm, WordsForm
from seminar_service.web.templating import settings


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
    form: type[FlaskForm]
    use_case: Callable[..., object]


DECISIONS: Final = {
    "accept": Decision(
        BidAction.ACCEPT,
        _l("Accept for planning"),
        _l("The bid takes part in the planning from now on. The host is told by mail."),
        _l("A word to the host"),
        _l("The bid has been accepted for planning."),
        "note",
        OptionalWordsForm,
        bid_decisions.accept,
    ),
    "ask": Decision(
        BidAction.ASK_BACK,
        _l("Ask the host"),
        _l("The host gets your question by mail, and answers it on its own page."),
        _l("Your question"),
        _l("The question has been sent to the host."),
        "question",
        WordsForm,
        bid_decisions.ask_back,
    ),
    "reject": Decision(
        BidAction.REJECT,
        _l("Refuse the bid"),
        _l("The host is told the reason by mail and on its own page. This cannot be undone."),
        _l("Reason"),
        _l("The bid has been refused, and the host is told why."),
        "reason",
        WordsForm,
        bid_decisions.reject,
    ),
    "withdraw": Decision(
        BidAction.WITHDRAW,
        _l("Withdraw for the host"),
        _l("For a host that takes its bid back by telephone. It gets a mail that confirms it."),
        _l("A word to the host"),
        _l("The bid has been withdrawn."),
        "note",
        OptionalWordsForm,
        bid_decisions.withdraw,
    ),
}


@bp.route("/bids/<int:bid_id>/<any(accept, ask, reject, withdraw):name>", methods=["GET", "POST"])
@staff(RoleName.CLERK)
def decide_bid(bid_id: int, name: str) -> ResponseReturnValue:
    """Ask for the text to the host, then decide."""
    decision = DECISIONS[name]
    own = bid_queries.bid_page(db.session(), bid_id)
    if not BID_TRANSITIONS.allows(own.bid.state, decision.action):
        return _not_any_more(bid_id)
    form = decision.form()
    form.words.label.text = str(decision.label)
    if not form.validate_on_submit():
        page = render_template(
            "organisers/bid_decision.html",
            own=own,
            bid=own.bid,
            tour=own.bid.tour,
            decision=decision,
            name=name,
            form=form,
        )
        return page, 422 if request.method == "POST" else 200
    return _decide(bid_id, decision, form.words.data)


def _decide(bid_id: int, decision: Decision, words: str) -> ResponseReturnValue:
    try:
        decision.use_case(
            db.session(),
            bid_id,
            office=Office.of(settings()),
            now=now(),
            actor=current_actor(),
            **{decision.words: words},
        )
    except TransitionNotAllowed:  # a colleague was faster
        return _not_any_more(bid_id)
    except SeminarStands:
        flash(gettext("There is a seminar for this bid. Please cancel it first."), "warning")
        return _to_bid(bid_id)
    flash(str(decision.done), "success")
    return _to_bid(bid_id)


def _not_any_more(bid_id: int) -> ResponseReturnValue:
    message = gettext("The bid is in another state by now. Please look at its history.")
    flash(message, "warning")
    return _to_bid(bid_id)


def _to_bid(bid_id: int) -> ResponseReturnValue:
    return redirect(url_for("organisers.bid", bid_id=bid_id), 303)
