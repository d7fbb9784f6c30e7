"""Until when a place is held for somebody who is offered it: a rule without a database.

An offer lasts as long as the tour says. It never ends at night, that is after 21:00 and before
9:00 in Japan, but at 9:00 then. It never lasts beyond the last time at which it may end: two hours
before the seminar begins, and never after registration has ended. Where the usual time is too
long for that, the offer ends at that last time; where not even an hour is left, nobody is asked
any more, and the place is simply given.
"""

from datetime import datetime, time, timedelta
from typing import Final

from seminar_service.domain.japan_time import JAPAN, day_of, instant_of

DAY_BEGINS: Final = time(9)
DAY_ENDS: Final = time(21)
"""An offer ends between these two, both included."""

BEFORE_SEMINAR: Final = timedelta(hours=2)
"""How long before the seminar the last offer has ended: who is on the way knows."""

SHORTEST_OFFER: Final = timedelta(hours=1)
"""Less than this is no time to answer in."""


def offer_ends(
    now: datetime, *, hold: timedelta, begins_at: datetime, registration_ends: datetime
) -> datetime | None:
    """Until when a place that is offered now is held; None where it is given without asking.

    Args:
        now: The present instant.
        hold: How long the organiser lets offers last; an hour or more.
        begins_at: When the seminar begins.
        registration_ends: From when on nobody registers any more; not after `begins_at`.
    """
    usual = _not_at_night(now + hold)
    latest = latest_end(begins_at=begins_at, registration_ends=registration_ends)
    if usual <= latest:
        return usual
    return latest if latest - now >= SHORTEST_OFFER else None


def latest_end(*, begins_at: datetime, registration_ends: datetime) -> datetime:
    """The last instant at which an offer for a seminar may end; never at night."""
    last = min(begins_at - BEFORE_SEMINAR, registration_ends)
    today = day_of(last)
    if last < instant_of(today, DAY_BEGINS):
        return instant_of(today - timedelta(days=1), DAY_ENDS)
    return min(last, instant_of(today, DAY_ENDS))


def _not_at_night(end: datetime) -> datetime:
    local = end.astimezone(JAPAN)
    if local < instant_of(local.date(), DAY_BEGINS):
        return instant_of(local.date(), DAY_BEGINS)
    if local > instant_of(local.date(), DAY_ENDS):
        return instant_of(local.date() + timedelta(days=1), DAY_BEGINS)
    return end
