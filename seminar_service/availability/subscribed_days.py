"""The days that a fetched calendar takes, put into an adviser's tours.

Kept apart from days that somebody marked: those stay as they are, and what was freed by hand stays
free. What a released seminar needs is asked of the office, once.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import DaySource, Engagement
from seminar_service.advisers.subscription_model import CalendarSubscription, SubscribedDay
from seminar_service.availability.importing import Forecast
from seminar_service.availability.services import Changed, ask_for, take_day, wishes_of, within
from seminar_service.availability.states import WishState
from seminar_service.availability.ties import Ties
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.tours.model import Tour

SOURCE = DaySource.SUBSCRIPTION


def last_day_read(today: date) -> date:
    """How far a calendar is read: to the end of the next fiscal year."""
    return FiscalYear.of(today).next.last_day


def locked_engagements(session: Session, adviser_id: int, *, today: date) -> list[Engagement]:
    """An adviser's parts in tours that are not over, locked in the order of their numbers."""
    return list(
        session.scalars(
            select(Engagement)
            .join(Tour)
            .where(Engagement.adviser_id == adviser_id, Tour.last_day >= today)
            .order_by(Engagement.id)
            .with_for_update(key_share=True, of=Engagement)
        )
    )


def keep_days(subscription: CalendarSubscription, days: Collection[date]) -> None:
    """Note which days the calendar takes, in place of those before; what was freed stays so."""
    wanted = set(days)
    known = {row.day for row in subscription.days}
    for row in [each for each in subscription.days if each.day not in wanted]:
        subscription.days.remove(row)
    subscription.days.extend(SubscribedDay(day=day) for day in sorted(wanted - known))


def forecast(
    engagement: Engagement,
    days: Collection[date],
    kept_free: Collection[date],
    ties: Ties,
    today: date,
) -> Forecast:
    """What fetched days would change now. Days that somebody marked stay."""
    wanted = within(engagement, set(days) - set(kept_free), today)
    held = {each.day: each.source for each in engagement.unavailable_days if each.day >= today}
    fetched = {day for day, source in held.items() if source is SOURCE}
    new = wanted - set(held)
    tied = new & set(ties.seminars)
    return Forecast(
        new=tuple(sorted(new - tied)),
        gone=tuple(sorted(fetched - wanted)),
        tied=tuple(sorted(tied)),
        known=tuple(sorted(wanted & set(held))),
    )


def apply(
    session: Session,
    engagement: Engagement,
    subscription: CalendarSubscription,
    ties: Ties,
    *,
    today: date,
    now: datetime,
) -> Changed:
    """Let the days that a calendar takes be unavailable in one tour; the engagement is locked.

    What the office has refused is not asked again while the calendar goes on taking that day.
    """
    days = {each.day for each in subscription.days}
    kept_free = {each.day for each in subscription.days if each.kept_free}
    found = forecast(engagement, days, kept_free, ties, today)
    _free(engagement, found.gone)
    known = _forget_wishes(session, engagement, set(found.tied), today)
    for day in found.new:
        take_day(engagement, day, SOURCE)
    asked = ask_for(session, engagement, set(found.tied) - known, SOURCE, now=now)
    return Changed(len(found.new), len(found.gone), asked)


def take_away(session: Session, engagement: Engagement, today: date) -> Changed:
    """Free all days ahead that a fetched calendar has taken, and those alone."""
    gone = [each.day for each in engagement.unavailable_days if each.source is SOURCE]
    freed = [day for day in gone if day >= today]
    _free(engagement, freed)
    _forget_wishes(session, engagement, set(), today)
    return Changed(freed=len(freed))


def _free(engagement: Engagement, days: Collection[date]) -> None:
    for row in [each for each in engagement.unavailable_days if each.day in days]:
        if row.source is SOURCE:
            engagement.unavailable_days.remove(row)


def _forget_wishes(
    session: Session, engagement: Engagement, tied: Collection[date], today: date
) -> set[date]:
    """Ask no more for what the calendar leaves free by now; the days of all wishes that remain."""
    kept = set()
    for wish in wishes_of(session, engagement.id):
        if wish.day is None:
            continue
        is_ours = wish.source is SOURCE and wish.state is not WishState.GRANTED
        if is_ours and wish.day >= today and wish.day not in tied:
            session.delete(wish)
        else:
            kept.add(wish.day)
    session.flush()
    return kept
