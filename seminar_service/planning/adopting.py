"""A scenario becomes the tour's own: all rows that it changes, in one transaction."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.entering import new_engagement, write_engagement
from seminar_service.advisers.model import Engagement, UnavailableDay
from seminar_service.bids.decisions import take_up
from seminar_service.bids.steps import price_refusal
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history.versions import mark_edited
from seminar_service.outbox.office import Office
from seminar_service.planning.adoption import Adoption, adoption_of
from seminar_service.planning.scenario_changes import (
    TIME_RULES,
    AdviserLimit,
    BidTaken,
    Change,
    ClosedDays,
    DaysFree,
    DaysOff,
    DeclinePrice,
    KnownAdviser,
    TourRule,
    adviser_of,
)
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenarios import locked_scenario
from seminar_service.storage.transaction import transaction
from seminar_service.tours.calendar_days import DayRange
from seminar_service.tours.model import Tour
from seminar_service.tours.services import Closed, write_rules
from seminar_service.tours.stages import hold_unarchived

CLOSED_JA, CLOSED_EN = "セミナーを開催しない期間", "No seminars"
"""What days are called that a scenario closes, until the office gives them a name."""


class AdoptionOutdated(DomainError):  # noqa: N818 (named after the rule)
    """Something else would be done than was shown."""

    code = "adoption_outdated"
    category = Category.CONFLICT


class NothingToAdopt(DomainError):  # noqa: N818 (named after the rule)
    """Nothing of the scenario can be made the tour's own by a press."""

    code = "nothing_to_adopt"
    category = Category.CONFLICT


def adopt_scenario(
    session: Session,
    scenario_id: int,
    *,
    shown: str,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Adoption:
    """Make what a scenario assumes the tour's own, as far as a press can, and return what was done.

    Args:
        session: Where to write.
        scenario_id: The scenario.
        shown: The fingerprint of what was shown.
        office: Who writes to the hosts whose bids are accepted.
        actor: Who does it.
        now: The present.

    Raises:
        NotFound: There is no such scenario.
        TourArchived: Its tour is kept as an earlier year.
        AdoptionOutdated: Something else would be done than was shown.
        NothingToAdopt: There is nothing that a press can do.
    """
    with transaction(session):
        tour = _locked_tour(session, scenario_id)
        hold_unarchived(session, tour.id)
        scenario = locked_scenario(session, scenario_id)
        _lock_engagements(session, tour.id)
        adoption = adoption_of(session, scenario, today=day_of(now))
        if adoption.fingerprint != shown:
            raise AdoptionOutdated
        if not adoption.steps:
            raise NothingToAdopt
        changes = [step.change for step in adoption.steps]
        _change_tour(session, tour, changes, actor=actor, now=now)
        _engage(session, tour.id, adoption, actor=actor, now=now)
        _change_engagements(session, tour.id, changes, actor=actor, now=now)
        _change_bids(session, changes, office=office, actor=actor, now=now)
        scenario.adopted_at = now
        mark_edited(session, scenario, HistoryKind.SCENARIO_ADOPTED, actor=actor, now=now)
        return adoption


def _locked_tour(session: Session, scenario_id: int) -> Tour:
    wanted = select(Scenario.tour_id).where(Scenario.id == scenario_id).scalar_subquery()
    tour = session.scalar(select(Tour).where(Tour.id == wanted).with_for_update(key_share=True))
    if tour is None:
        raise NotFound("scenario")
    return tour


def _lock_engagements(session: Session, tour_id: int) -> None:
    """Keep advisers' limits and days as they are until the transaction ends."""
    rows = select(Engagement.id).where(Engagement.tour_id == tour_id).order_by(Engagement.id)
    session.execute(rows.with_for_update(key_share=True))


def _change_tour(
    session: Session, tour: Tour, changes: Iterable[Change], *, actor: Actor, now: datetime
) -> None:
    rules: dict[str, object] = {}
    closed = []
    for change in changes:
        if isinstance(change, TourRule):
            is_time = change.name in TIME_RULES
            rules[change.name] = time.fromisoformat(str(change.value)) if is_time else change.value
        elif isinstance(change, ClosedDays):
            closed.append(Closed(CLOSED_JA, CLOSED_EN, DayRange(change.first, change.last)))
    if rules or closed:
        write_rules(session, tour, rules, closed, actor=actor, now=now)


def _engage(
    session: Session, tour_id: int, adoption: Adoption, *, actor: Actor, now: datetime
) -> None:
    """Let those take part who are known, with the days that they have taken for other tours."""
    for step in adoption.steps:
        if isinstance(step.change, KnownAdviser):
            key, limits = step.change.adviser_id, limits_of(step.change)
            row = new_engagement(session, tour_id, key, limits, actor=actor, now=now)
            days = adoption.newcomers[key].days
            row.unavailable_days.extend(
                UnavailableDay(day=day, source=source) for day, source in sorted(days.items())
            )


def limits_of(change: KnownAdviser) -> Limits:
    """The limits with which somebody is to take part."""
    return Limits(change.max_seminars, change.max_per_month, change.max_nights_away)


def _change_engagements(
    session: Session, tour_id: int, changes: Collection[Change], *, actor: Actor, now: datetime
) -> None:
    for adviser_id in sorted({key for each in changes if (key := adviser_of(each)) is not None}):
        engagement = session.scalars(
            select(Engagement).where(
                Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id
            )
        ).one()
        own = [each for each in changes if adviser_of(each) == adviser_id]
        write_engagement(
            session,
            engagement,
            _limits(engagement, own),
            _days(engagement, own),
            actor=actor,
            now=now,
        )


def _limits(engagement: Engagement, changes: Iterable[Change]) -> Limits:
    values = {name: getattr(engagement, name) for name in Limits.__dataclass_fields__}
    for change in changes:
        if isinstance(change, AdviserLimit):
            values[change.name] = change.value
    return Limits(**values)


def _days(engagement: Engagement, changes: Iterable[Change]) -> set[date]:
    days = {each.day for each in engagement.unavailable_days}
    for change in changes:
        if isinstance(change, DaysOff):
            days |= set(DayRange(change.first, change.last).days())
        elif isinstance(change, DaysFree):
            days -= set(DayRange(change.first, change.last).days())
    return days


def _change_bids(
    session: Session, changes: Iterable[Change], *, office: Office, actor: Actor, now: datetime
) -> None:
    for change in changes:
        if isinstance(change, BidTaken):
            take_up(
                session, change.bid_id, version=None, note="", office=office, now=now, actor=actor
            )
        elif isinstance(change, DeclinePrice):
            price_refusal(session, change.bid_id, change.yen, now=now, actor=actor)
