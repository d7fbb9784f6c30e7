"""An adviser says when they cannot come; what released seminars need, the office decides."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.leanings import write_leanings
from seminar_service.advisers.model import DaySource, Engagement, Leaning, UnavailableDay
from seminar_service.advisers.overruling import overrule
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.states import WishState
from seminar_service.availability.ties import Ties, ties_of
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.japan_time import day_of
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction


@dataclass(frozen=True)
class Changed:
    """What came of what an adviser said: how many days are taken now, free again, and asked for.

    `asks_nights` tells that fewer nights away are asked for, too.
    """

    taken: int = 0
    freed: int = 0
    asked: int = 0
    asks_nights: bool = False

    @property
    def asks(self) -> bool:
        """Whether the office has something to decide."""
        return self.asked > 0 or self.asks_nights


def say_when(
    session: Session,
    tour_id: int,
    adviser_id: int,
    unavailable: Collection[date],
    nights: int,
    *,
    leanings: Mapping[str, Leaning] | None = None,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> Changed:
    """Take what an adviser says of the days from today on, and of nights away; it is an answer.

    Days that a released seminar or its journey needs, and fewer nights than one has, change
    nothing: they are asked of the office, or no longer where the adviser says so.

    Args:
        session: The database.
        tour_id: The tour.
        adviser_id: Who says so.
        unavailable: All days of the fiscal year on which they cannot, those asked for too.
        nights: Nights away on one trip, at most.
        leanings: What they say of all regions; None where nothing is said.
        version: The engagement's version that was shown; not looked at where None.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: The adviser takes no part in the tour.
        ChangedMeanwhile: Somebody has edited the engagement since `version`.
    """
    with transaction(session):
        engagement = locked_engagement(session, tour_id, adviser_id)
        require_version(engagement, version)
        today = day_of(now)
        ties = ties_of(session, adviser_id, today=today)
        wanted = within(engagement, unavailable, today)
        found = _take_days(session, engagement, wanted, ties, today=today, now=now)
        asks_nights = _take_nights(session, engagement, nights, ties, now=now)
        changed = Changed(*found, asks_nights=asks_nights)
        if leanings is not None:
            write_leanings(engagement, leanings)
        note_answer(session, engagement, changed, actor=actor, now=now)
        return changed


def within(engagement: Engagement, days: Collection[date], today: date) -> set[date]:
    """Those of some days of which an adviser can say something: of the fiscal year, not past."""
    year = FiscalYear(engagement.tour.fiscal_year)
    return {day for day in days if day in year and day >= today}


def locked_engagement(session: Session, tour_id: int, adviser_id: int) -> Engagement:
    """An adviser's part in a tour, locked. Part of the caller's transaction.

    Raises:
        NotFound: The adviser takes no part in the tour.
    """
    found = session.scalar(
        select(Engagement)
        .where(Engagement.tour_id == tour_id, Engagement.adviser_id == adviser_id)
        .with_for_update(key_share=True, of=Engagement)
    )
    if found is None:
        raise NotFound("engagement")
    return found


def take_day(engagement: Engagement, day: date, source: DaySource = DaySource.HAND) -> None:
    """Let a day be unavailable. Part of the caller's transaction."""
    if day not in {each.day for each in engagement.unavailable_days}:
        engagement.unavailable_days.append(UnavailableDay(day=day, source=source))


def ask_for(
    session: Session,
    engagement: Engagement,
    days: Collection[date],
    source: DaySource = DaySource.HAND,
    *,
    now: datetime,
) -> int:
    """Ask the office for days; how many of them are new. Part of the caller's transaction."""
    known = {each.day: each for each in wishes_of(session, engagement.id)}
    new = 0
    for day in sorted(days):
        wish = known.get(day)
        if wish is None:
            wish = AvailabilityWish(engagement_id=engagement.id, day=day, source=source)
            wish.asked_at = now
            session.add(wish)
        elif wish.state is WishState.OPEN:
            continue
        else:
            wish.state, wish.asked_at, wish.decided_at = WishState.OPEN, now, None
            wish.source = source
        new += 1
    return new


def wishes_of(session: Session, engagement_id: int) -> list[AvailabilityWish]:
    """All wishes of an adviser in a tour, by day; the one about nights comes last."""
    rows = select(AvailabilityWish).where(AvailabilityWish.engagement_id == engagement_id)
    order = (AvailabilityWish.day.is_(None), AvailabilityWish.day, AvailabilityWish.id)
    return list(session.scalars(rows.order_by(*order)))


def note_answer(
    session: Session, engagement: Engagement, changed: Changed, *, actor: Actor, now: datetime
) -> None:
    """Note that an adviser has answered. Part of the caller's transaction, its line of history."""
    engagement.answered_at = now
    asked, said = HistoryKind.AVAILABILITY_WISHED, HistoryKind.AVAILABILITY_SAID
    kind = asked if changed.asks else said
    numbers = {"taken": changed.taken, "freed": changed.freed, "asked": changed.asked}
    mark_edited(session, engagement, kind, actor=actor, now=now, **numbers)


def _take_days(
    session: Session,
    engagement: Engagement,
    wanted: set[date],
    ties: Ties,
    *,
    today: date,
    now: datetime,
) -> tuple[int, int, int]:
    held = {each.day: each for each in engagement.unavailable_days if each.day >= today}
    new = wanted - set(held)
    tied = new & set(ties.seminars)
    unasked = set[date]()
    for wish in wishes_of(session, engagement.id):
        if wish.state is WishState.OPEN and wish.day is not None and wish.day not in tied:
            session.delete(wish)  # it is wished no more, or can be had without asking by now
            unasked.add(wish.day)
    session.flush()
    for day in sorted(new - tied):
        take_day(engagement, day)
    freed = set(held) - wanted
    for day in freed:
        engagement.unavailable_days.remove(held[day])
    overrule(session, engagement.adviser_id, freed=freed | (unasked - wanted), taken=new)
    return len(new - tied), len(freed), ask_for(session, engagement, tied, now=now)


def _take_nights(
    session: Session, engagement: Engagement, nights: int, ties: Ties, *, now: datetime
) -> bool:
    """Take fewer or more nights, or ask for them; whether that is new to the office."""
    wish = next((each for each in wishes_of(session, engagement.id) if each.day is None), None)
    if wish is not None and wish.state is WishState.OPEN and wish.nights == nights:
        return False
    if wish is not None:
        session.delete(wish)
    if nights >= min(ties.nights, engagement.max_nights_away):
        engagement.max_nights_away = nights
        return False
    session.add(AvailabilityWish(engagement_id=engagement.id, nights=nights, asked_at=now))
    return True
