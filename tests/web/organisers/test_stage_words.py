"""What stands in the way of a tour's stage, in words."""

from datetime import date

import pytest

from seminar_service.tours.stages import StageContradicted, StageObstacle
from seminar_service.web.organisers.stage_words import obstacle_words
from tests.web.conftest import Page

DAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("refused", "english"),
    [
        (
            StageContradicted(StageObstacle.SEMINARS_TO_COME, number=2, last_day=DAY),
            "2 seminars of this tour are still to come, the last on Tue 6 Oct 2026.",
        ),
        (
            StageContradicted(StageObstacle.SEMINARS_TO_COME, number=1, last_day=DAY),
            "1 seminar of this tour is still to come, on Tue 6 Oct 2026.",
        ),
        (
            StageContradicted(StageObstacle.CALL_NOT_OVER, last_day=DAY),
            "The call for bids is open until Tue 6 Oct 2026.",
        ),
        (StageContradicted(StageObstacle.NOT_OPEN), "Nothing was announced"),
        (StageContradicted(StageObstacle.KNOWN_TO_THE_PUBLIC), "The public knows this tour"),
    ],
)
def test_each_obstacle_says_what_stands_in_the_way(
    page: Page, refused: StageContradicted, english: str
) -> None:
    with page():
        assert obstacle_words(refused).startswith(english)
    with page(locale="ja"):
        assert not obstacle_words(refused).startswith(english)
