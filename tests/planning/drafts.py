"""Editing drafts in tests, as somebody who sees them as they are."""

from datetime import date, timedelta
from functools import partial

from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.draft_rows import Done
from seminar_service.planning.edits import hold_bid, mark_of
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import held_by
from tests.factories import NOW

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=7)
STAFF = Actor(ActorKind.ORGANISER)
hold = partial(hold_bid, actor=STAFF, now=NOW)


def seen(session: Session, draft: Plan, bid: Bid) -> str:
    return mark_of(held_by(session, draft.id).get(bid.id))


def edited(session: Session, draft: Plan, bid: Bid, wanted: Held | None) -> Done:
    return hold(session, draft.id, bid.id, wanted, seen=seen(session, draft, bid))
