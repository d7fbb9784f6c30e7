from datetime import date, timedelta

import pytest

from solver.pictures.year import LEFT, WIDTH, Scale
from tests.solver.pictures.drawn import SVG, draw, texts, titles, two_bids
from tests.solver.tours import START


def test_a_trip_is_a_bar_with_its_seminars_on_it() -> None:
    picture = draw(two_bids())
    when = START + timedelta(days=4)
    assert f"{when} - {when}: b1 (2,000 yen)" in titles(picture)
    assert len(list(picture.iter(f"{SVG}circle"))) == 1


def test_a_refusal_stands_below_with_its_dates_in_the_horizon_and_its_reason() -> None:
    picture = draw(two_bids())
    assert "× b2 Host b2" in texts(picture)
    assert "outbid" in texts(picture)
    crosses = [line for line in picture.iter(f"{SVG}line") if line.get("stroke") == "#b3261e"]
    assert len(crosses) == 2


@pytest.mark.parametrize(
    ("start", "end", "named"),
    [
        ("2027-04-01", "2028-03-31", [f"2027-{month:02d}" for month in range(4, 13)]),
        ("2026-04-01", "2029-03-31", ["2026-04", "2026-07", "2026-10", "2027-01"]),
        ("0001-01-01", "9999-12-31", ["0500-01", "1000-01", "1500-01"]),
    ],
)
def test_of_a_long_time_only_so_many_months_are_named_as_there_is_room_for(
    start: str, end: str, named: list[str]
) -> None:
    picture = draw({**two_bids(), "horizon": {"start": start, "end": end}})
    months = [text for text in texts(picture) if text[:4].isdigit()]
    assert months[: len(named)] == named
    assert len(months) <= 20


def test_a_scale_holds_days_outside_the_horizon_at_its_edges() -> None:
    scale = Scale(date(2027, 4, 1), date(2028, 3, 31))
    assert scale.x(date(2027, 4, 1)) == scale.x(date(2027, 1, 1)) == LEFT
    assert scale.x(date(2028, 6, 1)) == LEFT + WIDTH
    assert scale.width(date(2027, 4, 1), date(2028, 3, 31)) == pytest.approx(WIDTH)


def test_even_one_day_of_a_very_long_time_can_be_seen() -> None:
    assert Scale(date(1, 1, 1), date(9999, 12, 31)).width(START, START) == 2.0
