"""The releases of a tour, the newest first: what each has changed, and what it costs."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from seminar_service.accounts.model import User
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.history.model import HistoryLine
from seminar_service.planning.model import Plan, PlannedSeminar, PlanOrigin
from seminar_service.planning.queries.comparison import Difference, cost_differences
from seminar_service.releases.changes import Appointment, Change, ChangeKind, compare
from seminar_service.releases.mail_pages import spoken_of
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.seminars.model import Seminar

PAGE_SIZE: Final = 10
"""Releases on one page."""


@dataclass(frozen=True)
class ReleasedPlan:
    """One release.

    Attributes:
        plan: The plan that was released.
        number: Which release of its tour it was, from 1.
        by: Who released it or set its time; None where that is not known any more.
        at_set_time: Whether it took place by itself at a set time.
        changes: What it changed, seminar by seminar.
        seminars: The public ID of the seminar of each bid that it speaks of.
        refusals: The bids whose hosts were told that there is no date for them.
        record: What else was kept; None for a release of before that was done, whose changes are
            then how its plan differs from the one before.
        left_out: Why mails to hosts and advisers were not sent.
        people_left_out: How many people were not written to.
        before: The release before; None for the first.
        components: How each part of the cost differs from the release before.
        total: How the whole cost differs.
    """

    plan: Plan
    number: int
    by: User | None
    at_set_time: bool
    changes: tuple[Change, ...]
    seminars: Mapping[int, str]
    refusals: tuple[int, ...]
    record: ReleaseRecord | None
    left_out: tuple[PreparedMail, ...]
    people_left_out: int
    before: Plan | None
    components: tuple[Difference, ...]
    total: Difference | None

    @property
    def hosts(self) -> int:
        """How many bids have hosts whom its changes concern."""
        return len({change.bid_id for change in self._real_changes})

    @property
    def advisers(self) -> int:
        """How many advisers its changes concern: who gave a seminar before, or gives it since."""
        sides = (side for each in self._real_changes for side in (each.before, each.after) if side)
        return len({adviser for side in sides for adviser in side.team})

    @property
    def _real_changes(self) -> list[Change]:
        return [change for change in self.changes if change.kind is not ChangeKind.KEPT]

    def of_kind(self, kind: ChangeKind) -> list[Change]:
        """The changes of one kind, in order."""
        return [change for change in self.changes if change.kind is kind]


@dataclass(frozen=True)
class Changelog:
    """Some releases with what they speak of; `pages` count from 1."""

    releases: tuple[ReleasedPlan, ...]
    bids: Mapping[int, Bid]
    advisers: Mapping[int, Adviser]
    page: int
    pages: int


def changelog(session: Session, tour_id: int, page: int) -> Changelog:
    """The releases of a tour on one page, the last one where there are fewer; about ten queries."""
    released = _is_release(tour_id)
    count = session.scalar(select(func.count()).select_from(Plan).where(released)) or 0
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(page, 1), pages)
    begin = (page - 1) * PAGE_SIZE
    plans = session.scalars(
        _plans(released).offset(begin).limit(PAGE_SIZE + 1)  # and the one before them
    ).all()
    return _told(session, plans, count - begin, PAGE_SIZE, page=page, pages=pages)


def one_release(session: Session, plan_id: int) -> Changelog:
    """One release alone, beside the one before it.

    Raises:
        NotFound: There is no such plan, or nobody has released it.
    """
    plan = session.get(Plan, plan_id)
    if plan is None or plan.released_at is None or plan.origin is PlanOrigin.RECORD:
        raise NotFound("release")
    upto = and_(_is_release(plan.tour_id), _not_after(plan.released_at, plan.id))
    count = session.scalar(select(func.count()).select_from(Plan).where(upto)) or 1
    plans = session.scalars(_plans(upto).limit(2)).all()
    return _told(session, plans, count, 1, page=1, pages=1)


def has_releases(session: Session, tour_id: int) -> bool:
    """Whether a plan of a tour has been released."""
    return session.scalar(select(Plan.id).where(_is_release(tour_id)).limit(1)) is not None


def _is_release(tour_id: int) -> ColumnElement[bool]:
    return and_(
        Plan.tour_id == tour_id,
        Plan.released_at.is_not(None),
        Plan.origin != PlanOrigin.RECORD,
    )


def _not_after(released_at: datetime, plan_id: int) -> ColumnElement[bool]:
    same = and_(Plan.released_at == released_at, Plan.id <= plan_id)
    return or_(Plan.released_at < released_at, same)


def _plans(wanted: ColumnElement[bool]) -> Select[Plan]:
    return (
        select(Plan)
        .where(wanted)
        .options(defer(Plan.itineraries))
        .order_by(Plan.released_at.desc(), Plan.id.desc())
    )


def _told(
    session: Session, plans: Sequence[Plan], newest: int, most: int, *, page: int, pages: int
) -> Changelog:
    """What is told of the first of some plans, of which each is the release before the last."""
    keys = [plan.id for plan in plans]
    records = {
        row.plan_id: row
        for row in session.scalars(select(ReleaseRecord).where(ReleaseRecord.plan_id.in_(keys)))
    }
    held = _held(session, plans) if len(records) < len(plans) else {}
    by, timed = _releasers(session, keys), _timed(session, keys)
    left_out, numbers = _left_out(session, keys), dict[int, set[int]]()
    found = list[ReleasedPlan]()
    for place, plan in enumerate(plans[:most]):
        before = plans[place + 1] if place + 1 < len(plans) else None
        record = records.get(plan.id)
        if record is not None:
            changes = tuple(change for change, _ in record.done)
            numbers[plan.id] = {seminar for _, seminar in record.done}
        else:
            told = compare(held.get(before.id, {}) if before else {}, held.get(plan.id, {}))
            changes = tuple(each for each in told if each.kind is not ChangeKind.KEPT)
        rows = left_out.get(plan.id, ())
        parts, total = cost_differences(before, plan) if before else ((), None)
        found.append(
            ReleasedPlan(
                plan=plan,
                number=newest - place,
                by=by.get(plan.id),
                at_set_time=plan.id in timed,
                changes=changes,
                seminars={},
                refusals=tuple(record.refusals) if record else (),
                record=record,
                left_out=tuple(row for row in rows if row.registration_id is None),
                people_left_out=sum(row.registration_id is not None for row in rows),
                before=before,
                components=parts,
                total=total,
            )
        )
    bids, advisers = _things(session, found)
    public = _public_ids(session, bids)
    told_of = [
        replace(each, seminars=_of_bids(each.changes, public, numbers.get(each.plan.id)))
        for each in found
    ]
    return Changelog(tuple(told_of), bids, advisers, page, pages)


def _things(
    session: Session, releases: Sequence[ReleasedPlan]
) -> tuple[Mapping[int, Bid], Mapping[int, Adviser]]:
    refused = {bid_id for each in releases for bid_id in each.refusals}
    told = [change for each in releases for change in each.changes]
    told += [Change(bid_id, ChangeKind.KEPT, None, None) for bid_id in refused]
    return spoken_of(session, told)


def _held(session: Session, plans: Sequence[Plan]) -> Mapping[int, dict[int, Appointment]]:
    """What each of some plans holds, by bid."""
    rows = session.scalars(
        select(PlannedSeminar)
        .where(PlannedSeminar.plan_id.in_([plan.id for plan in plans]))
        .options(joinedload(PlannedSeminar.bid), selectinload(PlannedSeminar.team))
    )
    found: dict[int, dict[int, Appointment]] = {}
    for row in rows:
        team = tuple(member.adviser_id for member in row.team)
        appointment = Appointment(row.day, row.bid.starts_at, row.bid.ends_at, team)
        found.setdefault(row.plan_id, {})[row.bid_id] = appointment
    return found


def _releasers(session: Session, keys: Collection[int]) -> Mapping[int, User]:
    rows = session.execute(
        select(HistoryLine.subject_id, User)
        .join(User, User.id == HistoryLine.user_id)
        .where(
            HistoryLine.kind == HistoryKind.PLAN_RELEASED.value,
            HistoryLine.subject_kind == SubjectKind.PLAN.value,
            HistoryLine.subject_id.in_(keys),
        )
    )
    return {number: user for number, user in rows if number is not None}


def _timed(session: Session, keys: Collection[int]) -> frozenset[int]:
    return frozenset(
        session.scalars(
            select(ScheduledRelease.plan_id).where(
                ScheduledRelease.plan_id.in_(keys), ScheduledRelease.state == ScheduleState.DONE
            )
        )
    )


def _left_out(session: Session, keys: Collection[int]) -> Mapping[int, list[PreparedMail]]:
    rows = session.scalars(
        select(PreparedMail)
        .where(PreparedMail.plan_id.in_(keys), PreparedMail.left_out_at.is_not(None))
        .order_by(PreparedMail.id)
    )
    found: dict[int, list[PreparedMail]] = {}
    for row in rows:
        found.setdefault(row.plan_id, []).append(row)
    return found


def _public_ids(session: Session, bids: Collection[int]) -> Mapping[int, list[tuple[int, str]]]:
    """The seminars of each bid, the oldest first: number and public ID."""
    rows = session.execute(
        select(Seminar.bid_id, Seminar.id, Seminar.public_id)
        .where(Seminar.bid_id.in_(bids))
        .order_by(Seminar.id)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for bid_id, number, public_id in rows:
        found.setdefault(bid_id, []).append((number, public_id))
    return found


def _of_bids(
    changes: Sequence[Change],
    public: Mapping[int, list[tuple[int, str]]],
    numbers: Collection[int] | None,
) -> Mapping[int, str]:
    """The seminar of each bid: the one that was changed, else the newest."""
    found = {}
    for change in changes:
        for number, public_id in public.get(change.bid_id, ()):
            if numbers is None or number in numbers:
                found[change.bid_id] = public_id
    return found
