"""Advisers who are known to the service and could take part in a tour: what is known of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from seminar_service.advisers.model import Adviser, DaySource, Engagement, UnavailableDay
from seminar_service.tours.model import Tour


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who takes no part in a tour.

    Attributes:
        adviser: The person.
        days: The days in the time of the tour that other tours of theirs know as taken, and from
            where.
    """

    adviser: Adviser
    days: Mapping[date, DaySource]


def read_newcomers(
    session: Session, tour: Tour, adviser_ids: Collection[int]
) -> dict[int, Newcomer]:
    """Read those of some advisers (keys) who take no part in a tour. Three queries at most."""
    if not adviser_ids:
        return {}
    engaged = select(Engagement.adviser_id).where(Engagement.tour_id == tour.id)
    advisers = session.scalars(
        select(Adviser)
        .where(Adviser.id.in_(adviser_ids), Adviser.id.not_in(engaged))
        .options(selectinload(Adviser.topics))
    ).all()
    days: dict[int, dict[date, DaySource]] = {each.id: {} for each in advisers}
    rows = session.execute(
        select(Engagement.adviser_id, UnavailableDay.day, UnavailableDay.source)
        .join(Engagement, Engagement.id == UnavailableDay.engagement_id)
        .where(
            Engagement.adviser_id.in_(days),
            UnavailableDay.day.between(tour.first_day, tour.last_day),
        )
        .order_by(UnavailableDay.day, UnavailableDay.engagement_id)
    )
    for adviser_id, day, source in rows:
        if days[adviser_id].get(day) is not DaySource.HAND:
            days[adviser_id][day] = source
    return {each.id: Newcomer(each, days[each.id]) for each in advisers}
