"""What is said by hand against a fetched calendar. Parts of the callers' transactions."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from seminar_service.advisers.subscription_model import SubscribedDay


def overrule(
    session: Session, adviser_id: int, *, freed: Collection[date] = (), taken: Collection[date] = ()
) -> None:
    """Remember which days of a fetched calendar somebody freed by hand, and which no longer.

    Else the next night would take them again. The engagement is locked, as whoever fetches does.
    """
    for days, kept_free in ((freed, True), (taken, False)):
        if days:
            session.execute(
                update(SubscribedDay)
                .where(SubscribedDay.adviser_id == adviser_id, SubscribedDay.day.in_(days))
                .values(kept_free=kept_free),
                execution_options={"synchronize_session": False},
            )
