"""A declined date is repaired in a draft: a copy of the released plan, held otherwise there."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.japan_time import day_of
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.disruption_values import NothingReleased
from seminar_service.planning.drafting import begin_draft
from seminar_service.planning.edit_model import PlanEdit
from seminar_service.planning.edits import hold_in
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan, PlanSnapshot
from seminar_service.planning.queries.plans import released_plan
from seminar_service.planning.solver_io import PlanningProblem, digest_of, planning_problem
from seminar_service.planning.states import PlanState
from seminar_service.planning.values import earliest_day
from seminar_service.seminars.declines import decline_of, standing_as_declined
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived


class DeclineSettled(DomainError):  # noqa: N818 (named after the rule)
    """The seminar does not stand as it was declined any more, or the decline came once more."""

    code = "decline_settled"
    category = Category.CONFLICT


def begin_repair(
    session: Session,
    decline_id: int,
    wanted: Held | None,
    *,
    shown: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Begin a draft of the released plan that holds a declined seminar otherwise; its key.

    Whoever asks for the same again, while nobody has done anything else in that draft and the
    input is the same, gets the same one.

    Args:
        session: Where to write.
        decline_id: The declined day.
        wanted: When, and by whom in slot order; None to begin with the released plan as it is.
        shown: The `mark` of the decline that was shown.
        actor: Who begins it.
        now: The present.

    Raises:
        NotFound: There is no such decline.
        TourArchived: Its tour is kept as an earlier year.
        DeclineSettled: The seminar does not stand so any more, or somebody has declined once more.
        NothingReleased: No plan of the tour is released.
        ProblemFaulty: What is entered makes no planning problem.
        TeamIncomplete, AdviserUnknown, DayFar, SeminarFinished: As `edits.hold_bid` has them.
    """
    with transaction(session):
        decline = decline_of(session, decline_id)
        tour = session.get_one(Tour, decline.bid.tour_id, with_for_update={"key_share": True})
        hold_unarchived(session, tour.id)
        if decline.mark != shown or standing_as_declined(session, decline) is None:
            raise DeclineSettled
        released = released_plan(session, tour.id)
        if released is None:
            raise NothingReleased
        earliest = earliest_day(tour.stage, tour.last_day, day_of(now))
        problem = planning_problem(session, tour, earliest=earliest, in_hindsight=earliest is None)
        known = _begun_before(session, released, problem, decline.bid_id, wanted)
        if known is not None:
            return known
        draft = begin_draft(session, released, problem, actor=actor, now=now)
        if wanted is not None:
            hold_in(session, draft, decline.bid_id, wanted, actor=actor, now=now)
        return draft.id


def _begun_before(
    session: Session,
    released: Plan,
    problem: PlanningProblem,
    bid_id: int,
    wanted: Held | None,
) -> int | None:
    """A draft of the released plan in which nothing but this was done, by the same problem."""
    drafts = session.scalars(
        select(Plan.id)
        .join(PlanSnapshot, PlanSnapshot.plan_id == Plan.id)
        .where(
            Plan.parent_id == released.id,
            Plan.state == PlanState.EDITED,
            PlanSnapshot.digest == digest_of(problem.document),
        )
        .order_by(Plan.id.desc())
    ).all()
    steps: dict[int, list[PlanEdit]] = {key: [] for key in drafts}
    for edit in session.scalars(select(PlanEdit).where(PlanEdit.plan_id.in_(drafts))):
        steps[edit.plan_id].append(edit)
    return next((key for key in drafts if _is_just(steps[key], bid_id, wanted)), None)


def _is_just(steps: list[PlanEdit], bid_id: int, wanted: Held | None) -> bool:
    if wanted is None or len(steps) != 1:
        return wanted is None and not steps
    (step,) = steps
    done = [Alteration.read(each) for each in step.changes]
    return step.undone_at is None and [(each.bid_id, each.after) for each in done] == [
        (bid_id, wanted)
    ]
