"""Where a seminar of a draft can go."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edits import SeminarFinished
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.draft_moves import moves_of, weighed_move
from seminar_service.planning.solver_io import AdviserUnknown, DayFar, held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from tests.factories import make_seminar
from tests.planning.drafts import DAY, LATER
from tests.statements import counted_queries


def test_a_seminar_can_go_to_any_offered_day_and_adviser_that_breaks_nothing(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    found = moves_of(session, draft.id, osaka.id, 0)

    assert not found.is_locked
    assert {each.held for each in found.found} == {
        Held(day, (key,)) for day in (DAY, LATER) for key in (adviser.id, other.id)
    }
    assert held_by(session, draft.id)[osaka.id] == Held(DAY, (adviser.id,))


def test_it_takes_a_fixed_number_of_queries(session: Session, draft: Plan, osaka: Bid) -> None:
    draft_id, bid_id = draft.id, osaka.id
    moves_of(session, draft_id, bid_id, 0)
    with counted_queries(session) as queries:
        moves_of(session, draft_id, bid_id, 0)

    assert len(queries) == 4


def test_a_move_is_weighed_with_what_stands_against_it_in_words(
    session: Session, draft: Plan, osaka: Bid, other: Adviser
) -> None:
    told = weighed_move(
        session, draft.id, osaka.id, 0, day=LATER + timedelta(days=1), adviser_id=other.id
    )

    assert told.choice.held.team == (other.id,)
    (text,) = told.broken
    assert "14 Oct 2026" in text[Locale.EN]
    assert text[Locale.JA]


def test_what_is_not_there_has_no_moves(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    for plan_id, bid_id, position in (
        (draft.id + 9, osaka.id, 0),
        (draft.id, osaka.id + 99, 0),
        (draft.id, nagoya.id, 0),
        (draft.id, osaka.id, 1),
    ):
        with pytest.raises(NotFound):
            moves_of(session, plan_id, bid_id, position)
        with pytest.raises(NotFound):
            weighed_move(session, plan_id, bid_id, position, day=DAY, adviser_id=1)


def test_who_takes_no_part_and_days_far_away_are_not_weighed(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    with pytest.raises(AdviserUnknown):
        weighed_move(session, draft.id, osaka.id, 0, day=DAY, adviser_id=adviser.id + 99)
    with pytest.raises(DayFar):
        weighed_move(session, draft.id, osaka.id, 0, day=date.max, adviser_id=adviser.id)


def test_what_is_over_or_released_does_not_move(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    make_seminar(session, osaka, team=[adviser], day=DAY, state=SeminarState.HELD)
    with pytest.raises(SeminarFinished):
        moves_of(session, draft.id, osaka.id, 0)

    draft.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        moves_of(session, draft.id, osaka.id, 0)
