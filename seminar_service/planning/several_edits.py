"""Editing drafts: holding several bids otherwise, as one step that is undone whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.draft_rows import Done
from seminar_service.planning.edits import edit_draft, require_seen, require_team
from seminar_service.planning.inputs import Held
from seminar_service.planning.solver_io import Bench


@dataclass(frozen=True, slots=True)
class BidWish:
    """How one of several bids is to be held.

    Attributes:
        bid_id: The bid.
        wanted: When, and by whom in slot order.
        seen: The mark of how the draft held it when it was shown (`edits.mark_of`).
    """

    bid_id: int
    wanted: Held
    seen: str


def hold_several(
    session: Session, plan_id: int, wishes: Sequence[BidWish], *, actor: Actor, now: datetime
) -> Done:
    """Hold several bids of a draft otherwise, whatever rules that breaks; all of them or none.

    Args:
        session: Where to write.
        plan_id: The draft.
        wishes: What is wanted, each bid once.
        actor: Who does it.
        now: The present.

    Raises:
        ChangedMeanwhile: Somebody has held one of them otherwise since they were shown.
        NotFound, NotADraft, TourArchived, SeminarFinished, TeamIncomplete, AdviserUnknown, DayFar:
            As for `edits.hold_bid`.
    """

    def wish(bench: Bench) -> Iterable[Alteration]:
        held = bench.held
        for each in wishes:
            require_team(bench, each.bid_id, each.wanted)
            require_seen(held.get(each.bid_id), each.wanted, each.seen)
            yield Alteration(each.bid_id, held.get(each.bid_id), each.wanted)

    return edit_draft(session, plan_id, wish, actor=actor, now=now)
