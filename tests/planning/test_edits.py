"""Editing drafts by hand."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.drafting import NotADraft
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.edits import (
    NothingToUndo,
    Seat,
    SeminarFinished,
    TeamIncomplete,
    hold_bid,
    mark_of,
    redo,
    swap_advisers,
    undo,
)
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.solver_io import AdviserUnknown, held_by
from seminar_service.planning.states import PlanState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, make_seminar, make_user
from tests.planning.drafts import DAY, LATER, STAFF, edited, hold, seen

back = partial(undo, actor=STAFF, now=NOW)
again = partial(redo, actor=STAFF, now=NOW)


def test_a_seminar_moves_with_its_cost_and_its_journeys(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser, other: Adviser
) -> None:
    maker = make_user(session)
    before = draft.objective_yen or 0
    wanted = Held(LATER, (adviser.id,))

    done = hold_bid(
        session,
        draft.id,
        osaka.id,
        wanted,
        seen=seen(session, draft, osaka),
        actor=Actor(ActorKind.ORGANISER, maker.id),
        now=NOW,
    )

    assert held_by(session, draft.id) == {osaka.id: wanted}
    assert done.alterations == (Alteration(osaka.id, Held(DAY, (adviser.id,)), wanted),)
    assert done.parts["dates"] < 0
    assert (draft.objective_yen or 0) - before == sum(done.parts.values())
    (trips,) = draft.itineraries.values()
    assert trips[0]["departs"] == str(LATER)
    (edit,) = session.scalars(select(PlanEdit))
    assert (edit.number, edit.maker, edit.undone_at) == (1, maker, None)
    (line,) = histories.lines(session, HistoryKind.PLAN_EDITED)
    assert (line.subject_kind, line.subject_id) == (SubjectKind.PLAN, draft.id)
    assert draft.version == 2
    assert other.id not in held_by(session, draft.id)[osaka.id].team


def test_an_edit_that_breaks_a_rule_is_taken(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    edited(session, draft, osaka, Held(LATER + timedelta(days=1), (adviser.id,)))

    assert held_by(session, draft.id)[osaka.id].day == LATER + timedelta(days=1)
    assert not draft.proven_optimal


def test_a_draft_in_which_somebody_cannot_travel_has_no_cost_until_it_is_mended(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    edited(session, draft, nagoya, Held(DAY, (adviser.id,)))
    assert (draft.objective_yen, draft.itineraries) == (None, {})

    edited(session, draft, nagoya, None)
    assert draft.objective_yen is not None
    assert set(draft.itineraries) == {str(adviser.id)}
    assert set(held_by(session, draft.id)) == {osaka.id}


def test_two_advisers_take_each_others_place(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, other: Adviser
) -> None:
    (adviser_id,) = held_by(session, draft.id)[osaka.id].team
    edited(session, draft, nagoya, Held(DAY + timedelta(days=1), (other.id,)))

    swap_advisers(
        session,
        draft.id,
        Seat(osaka.id, 0),
        Seat(nagoya.id, 0),
        seen=(seen(session, draft, osaka), seen(session, draft, nagoya)),
        actor=STAFF,
        now=NOW,
    )

    held = held_by(session, draft.id)
    assert (held[osaka.id].team, held[nagoya.id].team) == ((other.id,), (adviser_id,))
    assert len(session.scalars(select(PlanEdit)).all()) == 2
    back(session, draft.id, 2)
    assert held_by(session, draft.id)[osaka.id].team == (adviser_id,)


def test_nobody_is_exchanged_with_a_seat_that_there_is_not(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    marks = seen(session, draft, osaka), seen(session, draft, nagoya)

    for seats in ((Seat(osaka.id, 0), Seat(nagoya.id, 0)), (Seat(osaka.id, 1), Seat(osaka.id, 0))):
        with pytest.raises(NotFound):
            swap_advisers(session, draft.id, *seats, seen=marks, actor=STAFF, now=NOW)


def test_all_is_undone_and_done_again(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    states = [(held_by(session, draft.id), draft.objective_yen, draft.itineraries)]
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))
    states.append((held_by(session, draft.id), draft.objective_yen, draft.itineraries))
    edited(session, draft, nagoya, Held(DAY + timedelta(days=1), (adviser.id,)))
    states.append((held_by(session, draft.id), draft.objective_yen, draft.itineraries))

    for number in (2, 1):
        back(session, draft.id, number)
        assert now_is(session, draft) == states[number - 1]
    with pytest.raises(NothingToUndo):
        back(session, draft.id, 1)
    for number in (1, 2):
        again(session, draft.id, number)
        assert now_is(session, draft) == states[number]
    with pytest.raises(NothingToUndo):
        again(session, draft.id, 2)
    assert draft.version == 7


def now_is(session: Session, draft: Plan) -> tuple[object, ...]:
    return held_by(session, draft.id), draft.objective_yen, draft.itineraries


def test_what_was_undone_stays_until_something_new_is_done(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))
    back(session, draft.id, 1)
    assert len(session.scalars(select(PlanEdit)).all()) == 1

    edited(session, draft, osaka, None)

    (edit,) = session.scalars(select(PlanEdit))
    assert (edit.number, edit.changes[0]["after"]) == (1, None)
    with pytest.raises(NothingToUndo):
        again(session, draft.id, 1)


def test_two_who_change_one_bid_do_not_overwrite_each_other(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    shown = seen(session, draft, osaka)
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))

    with pytest.raises(ChangedMeanwhile):
        hold(session, draft.id, osaka.id, None, seen=shown)
    same = hold(session, draft.id, osaka.id, Held(LATER, (adviser.id,)), seen=shown)
    assert same.alterations == ()
    hold(session, draft.id, nagoya.id, Held(DAY, (adviser.id,)), seen=mark_of(None))

    assert held_by(session, draft.id)[osaka.id].day == LATER
    with pytest.raises(ChangedMeanwhile):
        back(session, draft.id, 1)


def test_a_team_has_an_adviser_for_each_slot_and_none_whom_nobody_knows(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    for team in ((), (adviser.id, adviser.id)):
        with pytest.raises(TeamIncomplete):
            edited(session, draft, osaka, Held(DAY, team))
    with pytest.raises(AdviserUnknown):
        edited(session, draft, osaka, Held(DAY, (adviser.id + 99,)))


def test_what_is_over_is_not_edited(
    session: Session, draft: Plan, osaka: Bid, adviser: Adviser
) -> None:
    make_seminar(session, osaka, team=[adviser], day=DAY, state=SeminarState.HELD)

    with pytest.raises(SeminarFinished):
        edited(session, draft, osaka, None)


def test_only_drafts_of_tours_that_go_on_are_edited(
    session: Session, draft: Plan, osaka: Bid
) -> None:
    parent = draft.parent
    assert parent is not None
    with pytest.raises(NotADraft):
        edited(session, parent, osaka, None)
    with pytest.raises(NotADraft):
        back(session, parent.id, 1)
    draft.tour.stage = TourStage.ARCHIVED
    session.commit()
    with pytest.raises(TourArchived):
        edited(session, draft, osaka, None)
    draft.tour.stage = TourStage.OPEN
    draft.state = PlanState.RELEASED
    session.commit()
    with pytest.raises(NotADraft):
        edited(session, draft, osaka, None)


def test_what_does_not_exist_is_not_found(session: Session, draft: Plan) -> None:
    with pytest.raises(NotFound):
        hold(session, draft.id + 9, 1, None, seen="")
    with pytest.raises(NotFound):
        hold(session, draft.id, 987_654, None, seen=mark_of(None))
