"""Forms of a draft that change several bids in one step: what they carry, and how it is done."""

import re
from collections.abc import Callable, Iterable
from typing import Final

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edits import SeminarFinished, TeamIncomplete, mark_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.several_edits import BidWish, hold_several
from seminar_service.planning.solver_io import AdviserUnknown, DayFar
from seminar_service.web.accounts import current_actor
from seminar_service.web.clock import now
from seminar_service.web.organisers.plan_editing import tell_done, tell_impossible
from seminar_service.web.page_requests import date_in, number_of

MOST_WISHES: Final = 1_000
"""Bids that one form can change; no tour has more seminars by one adviser."""
_WISH: Final = re.compile(r"([0-9]{1,10})/([0-9:,-]{1,200})/([0-9-]{10}):([0-9,]{1,200})")

Page = Callable[[], str]


def wish_text(bid_id: int, before: Held, after: Held) -> str:
    """Return what a form carries of one bid: how it was shown, and how it is to be held."""
    return f"{bid_id}/{mark_of(before)}/{mark_of(after)}"


def given(name: str) -> str:
    """Return what the form that was sent says, or else the address; empty where it says nothing."""
    said = request.form if request.method == "POST" else request.args
    return said.get(name, "")


def read_wishes(texts: Iterable[str]) -> list[BidWish]:
    """Read what `wish_text` has written; empty where something is no wish, or a bid is twice."""
    found = [_read(text) for text in texts]
    wishes = [each for each in found if each is not None]
    keys = {each.bid_id for each in wishes}
    return wishes if len(keys) == len(found) <= MOST_WISHES else []


def _read(text: str) -> BidWish | None:
    told = _WISH.fullmatch(text)
    if told is None:
        return None
    day, team = date_in(told[3]), tuple(map(number_of, told[4].split(",")))
    bid_id = number_of(told[1])
    return BidWish(bid_id, Held(day, team), told[2]) if bid_id and day and all(team) else None


def chosen_bids(texts: Iterable[str]) -> frozenset[int]:
    """Return the bids (keys) that what a form carried named, as far as it can be read."""
    return frozenset(each.bid_id for each in map(_read, texts) if each is not None)


def change_several(
    plan_id: int, texts: Iterable[str], page: Page, nothing_chosen: str
) -> ResponseReturnValue:
    """Hold several bids as a form says, all or none, and lead back to the draft.

    Args:
        plan_id: The draft.
        texts: What the form carries, each by `wish_text`.
        page: The form's page as things are now, for whoever has to choose again.
        nothing_chosen: What is said where nothing was chosen.
    """
    wishes = read_wishes(texts)
    if not wishes:
        flash(nothing_chosen, "warning")
        return page(), 422
    try:
        done = hold_several(db.session(), plan_id, wishes, actor=current_actor(), now=now())
    except ChangedMeanwhile:
        flash(
            _(
                "Nothing was changed: somebody else has changed one of these seminars in the "
                "meantime. Please look at it as it is now."
            ),
            "warning",
        )
        return page(), 409
    except (TeamIncomplete, AdviserUnknown, DayFar):
        flash(nothing_chosen, "warning")
        return page(), 422
    except (NotADraft, SeminarFinished) as error:
        return tell_impossible(plan_id, error)
    return tell_done(plan_id, done)
