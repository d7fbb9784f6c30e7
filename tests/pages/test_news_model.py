"""How news stands, and what the database refuses of it."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Standing
from tests.factories import NOW

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("live_from", "withdrawn_at", "standing"),
    [
        (None, None, Standing.DRAFT),
        (NOW + HOUR, None, Standing.WAITING),
        (NOW, None, Standing.LIVE),
        (NOW - HOUR, NOW, Standing.WITHDRAWN),
    ],
)
def test_news_stands_by_its_times(
    live_from: object, withdrawn_at: object, standing: Standing
) -> None:
    assert NewsItem(live_from=live_from, withdrawn_at=withdrawn_at).standing(NOW) is standing


def test_news_without_words_is_refused(session: Session) -> None:
    session.add(NewsItem(public_id="a", uid="b", changed_at=NOW))
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()
