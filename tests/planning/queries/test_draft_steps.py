"""What was done in a draft, and what would be undone."""

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.planning.edits import undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries import draft_steps
from seminar_service.planning.queries.draft_steps import AtHand, steps_at_hand, steps_of
from tests.factories import NOW
from tests.planning.drafts import DAY, LATER, STAFF, edited
from tests.statements import counted_queries


def test_in_a_new_draft_there_is_nothing_to_undo(session: Session, draft: Plan) -> None:
    assert steps_at_hand(session, draft.id) == AtHand(None, None)
    assert steps_of(session, draft.id) == (AtHand(None, None), ())


def test_the_last_step_is_undone_and_the_first_of_those_undone_is_done_again(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    for held in (Held(LATER, (adviser.id,)), Held(DAY, (other.id,)), Held(LATER, (other.id,))):
        edited(session, draft, osaka, held)
    assert steps_at_hand(session, draft.id) == AtHand(3, None)
    for number in (3, 2):
        undo(session, draft.id, number, actor=STAFF, now=NOW)

    at_hand, steps = steps_of(session, draft.id)

    assert at_hand == steps_at_hand(session, draft.id) == AtHand(1, 2)
    assert [each.edit.number for each in steps] == [3, 2, 1]
    assert all(each.texts for each in steps)


def test_what_is_at_hand_takes_one_query_and_no_more_steps_are_told_than_a_person_reads(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    for number in range(draft_steps.MOST_STEPS + 2):
        edited(session, draft, osaka, Held(DAY, ((adviser, other)[(number + 1) % 2].id,)))
    draft_id = draft.id

    _, steps = steps_of(session, draft_id)
    assert len(steps) == draft_steps.MOST_STEPS
    with counted_queries(session) as queries:
        steps_at_hand(session, draft_id)
    assert len(queries) == 1
