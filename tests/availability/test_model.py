"""What the table of wishes takes."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Engagement
from seminar_service.availability.model import AvailabilityWish
from tests.factories import NOW


@pytest.mark.parametrize(
    ("day", "nights"), [(None, None), (date(2026, 9, 7), 1), (None, -1)], ids=str
)
def test_a_wish_is_about_a_day_or_about_nights(
    session: Session, engagement: Engagement, day: date | None, nights: int | None
) -> None:
    session.add(AvailabilityWish(engagement_id=engagement.id, day=day, nights=nights, asked_at=NOW))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_day_is_wished_once(session: Session, engagement: Engagement) -> None:
    day = date(2026, 9, 7)
    for _ in range(2):
        session.add(AvailabilityWish(engagement_id=engagement.id, day=day, asked_at=NOW))
    with pytest.raises(IntegrityError):
        session.flush()
