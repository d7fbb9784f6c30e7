"""The rows of a draft follow what is done to it."""

from datetime import timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.edits import undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedDecline
from seminar_service.planning.solver_io import held_by
from tests.factories import NOW
from tests.planning.drafts import DAY, STAFF, edited


def test_a_bid_is_taken_in_and_refused_again(
    session: Session, draft: Plan, nagoya: Bid, adviser: Adviser
) -> None:
    edited(session, draft, nagoya, Held(DAY + timedelta(days=1), (adviser.id,)))
    assert nagoya.id in held_by(session, draft.id)
    assert session.scalars(select(PlannedDecline.bid_id).where(of(draft))).all() == []

    edited(session, draft, nagoya, None)
    (refusal,) = session.scalars(select(PlannedDecline).where(of(draft)))
    assert (refusal.bid_id, refusal.reason) == (nagoya.id, "office")


def of(draft: Plan) -> ColumnElement[bool]:
    return PlannedDecline.plan_id == draft.id


def test_the_words_of_a_refusal_come_back_with_it(
    session: Session, draft: Plan, nagoya: Bid, adviser: Adviser
) -> None:
    draft.declines[0].office_text = "事務局の文"
    session.commit()
    edited(session, draft, nagoya, Held(DAY + timedelta(days=1), (adviser.id,)))

    undo(session, draft.id, 1, actor=STAFF, now=NOW)
    (refusal,) = session.scalars(select(PlannedDecline).where(of(draft)))
    assert (refusal.office_text, refusal.reason) == ("事務局の文", "outbid")
