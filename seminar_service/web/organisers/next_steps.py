"""The link to what a tour waits for most, for the pages of the tour."""

from dataclasses import dataclass
from typing import Any, Final

from flask import url_for
from flask_babel import gettext, ngettext

from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.extensions import db
from seminar_service.overview.next_steps import NextStep, WaitingStep, next_step
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from seminar_service.web.accounts import has_role

_PAGES: Final[dict[NextStep, tuple[str, dict[str, Any]]]] = {
    NextStep.ADVISERS: ("organisers.tour_advisers", {}),
    NextStep.BIDS: ("organisers.import_bids", {}),
    NextStep.DECIDE: (
        "organisers.chosen_bids_of_tour",
        {"all": 1, "state": BidState.SUBMITTED.value, "name": "accept"},
    ),
    NextStep.PLAN: ("organisers.planning", {}),
    NextStep.ANNOUNCE: ("organisers.seminars", {"state": SeminarState.CONFIRMED.value}),
    NextStep.ANSWERS: ("organisers.confirmations", {}),
}

_ROLES: Final = {
    NextStep.BIDS: RoleName.CLERK,
    NextStep.DECIDE: RoleName.CLERK,
    NextStep.RELEASE: RoleName.PLANNER,
}
"""Who may do it, where not everybody may look at its page."""


@dataclass(frozen=True)
class NextLink:
    """Where it goes on: what the link says, and why."""

    url: str
    title: str
    text: str


def next_link(tour: Tour) -> NextLink | None:
    """The link to what the tour waits for most; one query.

    None where nothing waits, or the signed-in person may not do it.
    """
    waiting = next_step(db.session(), tour)
    if waiting is None or not has_role(_ROLES.get(waiting.step, RoleName.VIEWER)):
        return None
    title, text = _words(waiting)
    return NextLink(_url(tour, waiting), title, text)


def _url(tour: Tour, waiting: WaitingStep) -> str:
    if waiting.step is NextStep.TOPICS:
        return url_for("organisers.topics")
    if waiting.step is NextStep.RELEASE and waiting.plan_id is not None:
        return url_for("organisers.release_preview", plan_id=waiting.plan_id)
    endpoint, values = _PAGES[waiting.step]
    if waiting.step is NextStep.DECIDE:
        values = {**values, "next": url_for("organisers.planning", tour_code=tour.code)}
    return url_for(endpoint, tour_code=tour.code, **values)


def _words(waiting: WaitingStep) -> tuple[str, str]:  # noqa: PLR0911 (a table of texts)
    number = waiting.number
    match waiting.step:
        case NextStep.TOPICS:
            return gettext("Enter the topics"), gettext("Hosts need at least one to choose from.")
        case NextStep.ADVISERS:
            return gettext("Add the advisers"), gettext("Nobody takes part in this tour yet.")
        case NextStep.BIDS:
            return gettext("Bring in bids from a file"), gettext(
                "This tour has no bids yet. Hosts send theirs by the public form while the call "
                "is open."
            )
        case NextStep.DECIDE:
            return gettext("Accept the waiting bids"), ngettext(
                "%(num)d bid is waiting for a decision.",
                "%(num)d bids are waiting for a decision.",
                number,
            )
        case NextStep.PLAN:
            return gettext("Plan the tour"), ngettext(
                "%(num)d bid is accepted and can be planned.",
                "%(num)d bids are accepted and can be planned.",
                number,
            )
        case NextStep.RELEASE:
            return gettext("Preview the release"), ngettext(
                "A plan is ready, and %(num)d bid waits for its answer.",
                "A plan is ready, and %(num)d bids wait for their answers.",
                number,
            )
        case NextStep.ANNOUNCE:
            return gettext("Announce seminars"), ngettext(
                "%(num)d confirmed seminar is not public yet.",
                "%(num)d confirmed seminars are not public yet.",
                number,
            )
        case NextStep.ANSWERS:
            return gettext("Follow up answers"), ngettext(
                "%(num)d seminar has not been confirmed by everybody.",
                "%(num)d seminars have not been confirmed by everybody.",
                number,
            )
