"""What the planner suggests for a draft, beside the draft as it is now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlannedDecline, PlanningRun
from seminar_service.planning.objections import Objection
from seminar_service.planning.queries.alterations import alteration_texts
from seminar_service.planning.queries.comparison import Difference
from seminar_service.planning.queries.freshness import objection_texts
from seminar_service.planning.queries.plans import COMPONENTS
from seminar_service.planning.queries.refusals import hindrance_texts
from seminar_service.planning.queries.waivers import waivers_of
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import read_held
from seminar_service.planning.solver_io import draft_bench, refusal_by_hand
from seminar_service.planning.suggestions import differences, held_mark
from seminar_service.planning.values import gap_yen
from seminar_service.planning.wording import BothLanguages

MOST_RUNS = 5


class Fate(StrEnum):
    """What becomes of a broken rule."""

    MENDED = "mended"
    WAIVED = "waived"
    KEPT = "kept"
    LEFT = "left"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ToldRule:
    """A rule that the draft breaks, or would break, with what becomes of it.

    `KEPT` are rules that what had to stay breaks by itself.
    """

    fate: Fate
    text: BothLanguages


@dataclass(frozen=True, slots=True)
class ToldAlteration:
    """A bid that would be held otherwise.

    Attributes:
        alteration: How it is held now, and would be.
        text: The same as a sentence.
        undoes: Whether somebody has changed it since the planner began, so that this would be lost.
        reason: Why the planner refuses it; None where it does not.
        hindrances: What stands in its way on each day, as sentences by language.
    """

    alteration: Alteration
    text: BothLanguages
    undoes: bool
    reason: str | None
    hindrances: Mapping[Any, Iterable[str]] | None


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """What the planner suggests for a draft.

    Attributes:
        row: What the run began with, and what became of it; with its run and draft.
        seen: The mark of what the draft holds now.
        is_edited: Whether it is held otherwise than when the planner began.
        changes: What would change, by the keys of the bids.
        components: What each part costs now and then, in the draft's own problem; empty where the
            draft was deleted.
        total: The whole cost.
        rules: Broken rules, with what becomes of them.
        unchanged: How many seminars stay as they are.
    """

    row: DraftRun
    seen: str
    is_edited: bool
    changes: tuple[ToldAlteration, ...]
    components: tuple[Difference, ...]
    total: Difference | None
    rules: tuple[ToldRule, ...]
    unchanged: int

    @property
    def gap_yen(self) -> int | None:
        """By how much another plan may be better at most, what moving costs counted."""
        return gap_yen(self.row.objective_yen, self.row.bound_yen)

    @property
    def dearer_parts(self) -> dict[str, int]:
        """How much more each part of the cost would be, by its name."""
        return {each.name: each.change_yen or 0 for each in self.components}

    @property
    def undone(self) -> int:
        """How many changes would undo what was done since the planner began."""
        return sum(each.undoes for each in self.changes)


def runs_of_draft(session: Session, plan_id: int) -> tuple[DraftRun, ...]:
    """The latest runs that began with a draft, the last first, without their contents."""
    return tuple(
        session.scalars(
            select(DraftRun)
            .where(DraftRun.draft_id == plan_id)
            .order_by(DraftRun.run_id.desc())
            .limit(MOST_RUNS)
            .options(
                joinedload(DraftRun.run).options(
                    joinedload(PlanningRun.job),
                    defer(PlanningRun.instance),
                    defer(PlanningRun.input),
                ),
                defer(DraftRun.before),
                defer(DraftRun.pins),
                defer(DraftRun.declines),
            )
        )
    )


def suggestion_view(session: Session, run_id: int) -> SuggestionView:
    """Read what a run suggests. A fixed number of queries, whatever the number of bids.

    Raises:
        NotFound: There is no such run of a draft, or it suggests nothing.
    """
    row = session.scalar(
        select(DraftRun)
        .where(DraftRun.run_id == run_id)
        .options(
            joinedload(DraftRun.settler),
            joinedload(DraftRun.draft).defer(Plan.itineraries),
            joinedload(DraftRun.run).options(
                joinedload(PlanningRun.tour),
                joinedload(PlanningRun.job),
                defer(PlanningRun.instance),
                defer(PlanningRun.input),
            ),
        )
    )
    if row is None or row.after is None:
        raise NotFound("suggestion")
    before, after = read_held(row.before), read_held(row.after)
    if row.draft_id is None:
        changes = _changes(session, row, before, before, after)
        return SuggestionView(row, "", False, changes, (), None, (), _same(before, after))
    with draft_bench(session, row.draft_id) as bench:
        now, broken, cost = bench.held, bench.objections, bench.cost
        bench.follow(after)
        broken_then, cost_then = bench.objections, bench.cost
    parts = tuple(
        Difference(name, int(cost.parts[name]), int(cost_then.parts[name])) for name in COMPONENTS
    )
    return SuggestionView(
        row=row,
        seen=held_mark(now),
        is_edited=now != before,
        changes=_changes(session, row, before, now, after),
        components=parts,
        total=Difference("total", cost.yen, cost_then.yen),
        rules=_rules(session, row, broken, broken_then),
        unchanged=_same(now, after),
    )


def _same(now: Mapping[int, Held], after: Mapping[int, Held]) -> int:
    return sum(after.get(key) == held for key, held in now.items())


def _changes(
    session: Session,
    row: DraftRun,
    before: Mapping[int, Held],
    now: Mapping[int, Held],
    after: Mapping[int, Held],
) -> tuple[ToldAlteration, ...]:
    alterations = differences(now, after)
    texts = alteration_texts(session, alterations)
    refusals = _refusals(row)
    hindrances = hindrance_texts(session, refusals.values())
    return tuple(
        ToldAlteration(
            each,
            text,
            undoes=now.get(each.bid_id) != before.get(each.bid_id),
            reason=refusals[each.bid_id].reason
            if each.after is None and each.bid_id in refusals
            else None,
            hindrances=hindrances.get(each.bid_id) if each.after is None else None,
        )
        for each, text in zip(alterations, texts, strict=True)
    )


def _refusals(row: DraftRun) -> dict[int, PlannedDecline]:
    """The planner's refusals as rows that are kept nowhere."""
    return {
        each["bid"]: refusal_by_hand(each["bid"], each["refusal"]) for each in row.declines or ()
    }


def _rules(
    session: Session, row: DraftRun, now: Iterable[Objection], then: Iterable[Objection]
) -> tuple[ToldRule, ...]:
    before, after = {each.mark: each for each in now}, {each.mark: each for each in then}
    waived = waivers_of(session, [row.draft_id or 0]).get(row.draft_id or 0, {})
    pins = read_held(row.pins).keys()

    def fate(objection: Objection) -> Fate:
        if objection.mark not in after:
            return Fate.MENDED
        if objection.mark in waived:
            return Fate.WAIVED
        if pins >= set(objection.bid_ids):
            return Fate.KEPT
        return Fate.LEFT if objection.mark in before else Fate.NEW

    every = [*before.values(), *(each for mark, each in after.items() if mark not in before)]
    texts = objection_texts(session, every)
    told = (ToldRule(fate(each), text) for each, text in zip(every, texts, strict=True))
    return tuple(sorted(told, key=lambda each: list(Fate).index(each.fate)))
