"""The office decides what advisers wish although released seminars depend on it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, contains_eager

from seminar_service.advisers.model import Engagement, UnavailableDay
from seminar_service.availability import mails as availability_mails
from seminar_service.availability.model import AvailabilityWish
from seminar_service.availability.services import locked_engagement, take_day
from seminar_service.availability.states import WishState
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited
from seminar_service.outbox.office import Office
from seminar_service.storage.transaction import transaction


class WishDecided(DomainError):  # noqa: N818 (named after the rule)
    """A wish was decided, or taken back, in the meantime."""

    code = "wish_decided"
    category = Category.CONFLICT


def decide(
    session: Session,
    tour_id: int,
    adviser_id: int,
    wish_id: int,
    *,
    grants: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> AvailabilityWish:
    """Grant or refuse what an adviser wishes, and write to them.

    What is granted counts from then on; the seminars that no longer fit are shown to the office,
    which plans them anew. They stay as they are until then.

    Raises:
        NotFound: The adviser takes no part in the tour.
        WishDecided: Somebody has decided it, or the adviser has taken it back.
    """
    with transaction(session):
        engagement = locked_engagement(session, tour_id, adviser_id)
        wish = session.get(AvailabilityWish, wish_id, populate_existing=True)
        if wish is not None and wish.engagement_id != engagement.id:
            raise NotFound("wish")
        if wish is None or wish.state is not WishState.OPEN:
            raise WishDecided
        wish.state = WishState.GRANTED if grants else WishState.REFUSED
        wish.decided_at = now
        if grants:
            _grant(engagement, wish)
        kind = HistoryKind.AVAILABILITY_GRANTED if grants else HistoryKind.AVAILABILITY_REFUSED
        mark_edited(session, engagement, kind, actor=actor, now=now)
        availability_mails.send_decision(session, wish, office=office, now=now)
        session.flush()
        return wish


def open_wishes(session: Session, tour_id: int, *, today: date) -> Sequence[AvailabilityWish]:
    """What waits for the office in a tour, by day; not what is past. One query.

    A day that the office has taken by its own form in the meantime waits no more.
    """
    taken = exists().where(
        UnavailableDay.engagement_id == AvailabilityWish.engagement_id,
        UnavailableDay.day == AvailabilityWish.day,
    )
    return session.scalars(
        select(AvailabilityWish)
        .join(AvailabilityWish.engagement)
        .options(contains_eager(AvailabilityWish.engagement).joinedload(Engagement.adviser))
        .where(
            Engagement.tour_id == tour_id,
            AvailabilityWish.state == WishState.OPEN,
            func.coalesce(AvailabilityWish.day, today) >= today,
            ~taken,
        )
        .order_by(AvailabilityWish.day.is_(None), AvailabilityWish.day, AvailabilityWish.id)
    ).all()


def _grant(engagement: Engagement, wish: AvailabilityWish) -> None:
    if wish.day is not None:
        take_day(engagement, wish.day, wish.source)
    if wish.nights is not None:
        engagement.max_nights_away = wish.nights
