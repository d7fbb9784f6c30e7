"""What the planner suggests, beside the draft as it is now."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning import waivers
from seminar_service.planning.drafting import delete_draft
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.replan_standing import outlook
from seminar_service.planning.queries.suggestions import (
    MOST_RUNS,
    Fate,
    runs_of_draft,
    suggestion_view,
)
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, held_document
from seminar_service.planning.replanning import plan_again
from seminar_service.planning.selections import Selection
from seminar_service.planning.solver_io import held_by
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import NOW
from tests.planning.drafts import DAY, LATER, STAFF, edited

CLOSED = LATER + timedelta(days=1)


def suggested(
    session: Session,
    draft: Plan,
    after: dict[int, Held],
    **values: object,
) -> int:
    run_id = plan_again(session, draft.id, ReplanKind.REST, Selection(), 30, actor=STAFF, now=NOW)
    row = session.get_one(DraftRun, run_id)
    row.after, row.declines = held_document(after), []
    row.objective_yen, row.bound_yen = 1_000, 900
    for name, value in values.items():
        setattr(row, name, value)
    session.commit()
    return run_id


def test_changes_are_told_with_their_cost_in_the_problem_of_the_draft(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    held = held_by(session, draft.id)
    after = held | {nagoya.id: Held(DAY + timedelta(days=1), (adviser.id,))}

    view = suggestion_view(session, suggested(session, draft, after))

    (change,) = view.changes
    assert (change.alteration.bid_id, change.undoes, change.reason) == (nagoya.id, False, None)
    assert "held on" in change.text[Locale.EN]
    assert view.total is not None
    assert view.total.before_yen == draft.objective_yen
    assert view.total.change_yen == sum(view.dearer_parts.values()) < 0
    assert (view.unchanged, view.gap_yen, view.is_edited, view.rules) == (1, 100, False, ())
    assert osaka.id in held_by(session, draft.id)


def test_what_was_edited_since_is_marked_where_it_would_be_undone(
    session: Session, draft: Plan, osaka: Bid, nagoya: Bid, adviser: Adviser
) -> None:
    held = held_by(session, draft.id)
    wanted = Held(DAY + timedelta(days=1), (adviser.id,))
    run_id = suggested(session, draft, held | {nagoya.id: wanted})
    before = suggestion_view(session, run_id).seen
    edited(session, draft, osaka, Held(LATER, (adviser.id,)))

    view = suggestion_view(session, run_id)

    assert view.is_edited
    assert view.seen != before
    assert {each.alteration.bid_id: each.undoes for each in view.changes} == {
        osaka.id: True,
        nagoya.id: False,
    }
    assert view.undone == 1


def test_rules_are_mended_waived_kept_left_or_new(
    session: Session, tour: Tour, draft: Plan, osaka: Bid, nagoya: Bid
) -> None:
    adviser_id = held_by(session, draft.id)[osaka.id].team[0]
    broken = Held(CLOSED, (adviser_id,))
    edited(session, draft, osaka, broken)
    held = held_by(session, draft.id)
    good = {osaka.id: Held(LATER, (adviser_id,))}

    def fates(after: dict[int, Held], pins: dict[int, Held] | None = None) -> list[Fate]:
        run_id = suggested(session, draft, after, pins=held_document(pins or {}))
        session.get_one(DraftRun, run_id).run.job.state = JobState.DONE
        session.commit()
        return [each.fate for each in suggestion_view(session, run_id).rules]

    assert fates(good) == [Fate.MENDED]
    assert fates(held) == [Fate.LEFT]
    assert fates(held, held) == [Fate.KEPT]
    assert fates(good | {nagoya.id: broken}) == [Fate.MENDED, Fate.NEW]
    (objection,) = outlook(session, draft, ReplanKind.REST, Selection()).broken
    mark = objection.mark
    waivers.waive(session, draft.id, mark, "agreed", today=tour.first_day, actor=STAFF, now=NOW)
    assert fates(held) == [Fate.WAIVED]


def test_why_a_bid_is_refused_is_told(session: Session, draft: Plan, osaka: Bid) -> None:
    grounds: dict[str, list[str]] = {"topics": [], "days": [], "hindered": []}
    words = {"reason": "no_free_adviser", "text_ja": "", "text_en": "", "grounds": grounds}

    run_id = suggested(session, draft, {}, declines=[{"bid": osaka.id, "refusal": words}])

    (change,) = suggestion_view(session, run_id).changes
    assert change.reason == "no_free_adviser"


def test_without_its_draft_the_changes_alone_are_told(
    session: Session, draft: Plan, osaka: Bid
) -> None:
    run_id = suggested(session, draft, {})
    delete_draft(session, draft.id, version=None, actor=STAFF, now=NOW)
    session.expire_all()

    view = suggestion_view(session, run_id)

    assert [each.alteration.bid_id for each in view.changes] == [osaka.id]
    assert (view.total, view.components, view.rules, view.seen) == (None, (), (), "")


def test_runs_of_a_draft_begin_with_the_latest(session: Session, draft: Plan) -> None:
    first = suggested(session, draft, {})
    session.get_one(DraftRun, first).run.job.state = JobState.DONE
    session.commit()
    second = suggested(session, draft, {})

    assert [each.run_id for each in runs_of_draft(session, draft.id)] == [second, first]
    for _ in range(MOST_RUNS):
        session.get_one(DraftRun, second).run.job.state = JobState.DONE
        session.commit()
        second = suggested(session, draft, {})
    assert len(runs_of_draft(session, draft.id)) == MOST_RUNS
    with pytest.raises(NotFound):
        suggestion_view(session, second + 9)
