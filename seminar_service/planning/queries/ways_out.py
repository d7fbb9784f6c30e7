"""The ways out of a disruption that the planner has found, beside each other."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.runs import is_under_way
from seminar_service.planning.queries.suggestions import (
    SuggestionView,
    runs_of_draft,
    suggestion_view,
)
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import SuggestionState
from seminar_service.seminars.model import Seminar


@dataclass(frozen=True, slots=True)
class Concerned:
    """Whom a change of released seminars concerns, each kind counted apart.

    Attributes:
        participants: How many hold a place or wait for one.
        hosts: How many hosts, by their mail addresses.
        advisers: How many advisers, those who give a seminar now or would give it then.
    """

    participants: int
    hosts: int
    advisers: int


NOBODY: Final = Concerned(0, 0, 0)


@dataclass(frozen=True, slots=True)
class WayOut:
    """One run of the planner for a disruption, and what it suggests.

    Attributes:
        row: What it was asked for.
        view: What would change; None before the end, where nothing was found, and where it comes
            to the same as an earlier way.
        extra_yen: How much more it costs than the released plan did; None where that is not known.
        concerned: Whom the released seminars concern that would be held otherwise.
        same_as: The earlier way to which it comes; None where it is another.
    """

    row: DraftRun
    view: SuggestionView | None = None
    extra_yen: int | None = None
    concerned: Concerned = NOBODY
    same_as: DraftRun | None = None

    @property
    def may_be_taken(self) -> bool:
        """Whether it would change something in the copy, which is still edited."""
        draft, is_open = self.row.draft, self.row.state is not SuggestionState.DISCARDED
        return bool(is_open and draft and draft.is_draft and self.view and self.view.changes)

    @property
    def is_sought(self) -> bool:
        """Whether the planner has still to look for it."""
        return is_under_way(self.row.run)


def ways_out(session: Session, draft_id: int | None) -> tuple[WayOut, ...]:
    """The ways out of a disruption in the order in which they are looked for.

    Args:
        session: Where to read.
        draft_id: The draft in which the planner looks for them; None where it does not.
    """
    draft = None if draft_id is None else session.get(Plan, draft_id)
    if draft is None:
        return ()
    released_yen = draft.parent.objective_yen if draft.parent else None
    ways: list[WayOut] = []
    for row in reversed(runs_of_draft(session, draft.id)):
        earlier = next((way.row for way in ways if _comes_to_the_same(way, row)), None)
        if row.after is None or earlier is not None:
            ways.append(WayOut(row, same_as=earlier))
            continue
        view = suggestion_view(session, row.run_id)
        yen = view.total.after_yen if view.total else None
        extra = None if yen is None or released_yen is None else yen - released_yen
        ways.append(WayOut(row, view, extra, _concerned(session, view)))
    return tuple(ways)


def _comes_to_the_same(way: WayOut, row: DraftRun) -> bool:
    return way.view is not None and row.after is not None and way.row.after == row.after


def _concerned(session: Session, view: SuggestionView) -> Concerned:
    """Whom the seminars concern that are released and would be held otherwise."""
    bids = [each.alteration.bid_id for each in view.changes]
    seminars = session.scalars(
        select(Seminar)
        .where(Seminar.bid_id.in_(bids), Seminar.stands)
        .options(selectinload(Seminar.team), joinedload(Seminar.bid))
    )
    after = {each.alteration.bid_id: each.alteration.after for each in view.changes}
    moved = [each for each in seminars if after[each.bid_id] != _held(each)]
    teams = (held.team for each in moved for held in (_held(each), after[each.bid_id]) if held)
    return Concerned(
        participants=sum(each.people for each in moved),
        hosts=len({mail_key(each.bid.contact_email) for each in moved}),
        advisers=len({adviser for team in teams for adviser in team}),
    )


def _held(seminar: Seminar) -> Held:
    return Held(seminar.day, tuple(member.adviser_id for member in seminar.team))
