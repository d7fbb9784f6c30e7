"""Japan in its own projection."""

import re
from importlib.resources import files

import pytest

from seminar_service.domain.prefectures import prefectures
from seminar_service.web.drawing.japan import FRAMED_BELOW, UNITS_OF_KM, japan

NUMBERS = re.compile(r"-?\d+")


def rings(path: str) -> list[list[tuple[int, int]]]:
    found = []
    for ring in path.split("Z"):
        values = list(map(int, NUMBERS.findall(ring)))
        if values:
            found.append(list(zip(values[::2], values[1::2], strict=True)))
    return found


def is_inside(point: tuple[float, float], those: list[list[tuple[int, int]]]) -> bool:
    """By the number of edges that a ray to the right crosses."""
    x, y = point
    crossings = 0
    for ring in those:
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
                crossings += 1
    return crossings % 2 == 1


def test_every_prefecture_is_drawn_within_the_drawing() -> None:
    base = japan()

    assert [each.code for each in base.outlines] == [each.code for each in prefectures()]
    for each in base.outlines:
        for x, y in (point for ring in rings(each.path) for point in ring):
            assert 0 <= x <= base.width
            assert 0 <= y <= base.height


@pytest.mark.parametrize("place", prefectures(), ids=lambda place: place.name_en)
def test_every_office_lies_in_or_beside_its_prefecture(place) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 (a prefecture)
    base = japan()
    x, y = base.office(place.code)
    (outline,) = (each for each in base.outlines if each.code == place.code)

    near = [(x + right, y + down) for right in (-3, 0, 3) for down in (-3, 0, 3)]
    assert any(is_inside(each, rings(outline.path)) for each in near)


def test_the_file_of_outlines_stays_small() -> None:
    file = files("seminar_service").joinpath("data", "outlines.json")

    assert len(file.read_bytes()) < 60_000


def test_distances_are_those_on_earth_within_a_few_hundredths() -> None:
    base = japan()
    (x0, y0), (x1, y1) = base.office("13"), base.office("27")  # Tokyo and Osaka, 397 km apart
    kilometres = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5 / UNITS_OF_KM

    assert kilometres == pytest.approx(397, rel=0.03)


def test_the_southern_islands_stand_in_their_frame_and_nothing_else_does() -> None:
    base = japan()
    left, top, width, height = base.frame

    x, y = base.office("47")
    assert left < x < left + width
    assert top < y < top + height
    for place in prefectures():
        if place.latitude > FRAMED_BELOW:
            x, y = base.office(place.code)
            assert not (left < x < left + width and top < y < top + height)


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [("01", 147.8, 45.0), ("01", 145.9, 44.1), ("01", 146.76, 43.79), ("46", 128.43, 27.04)],
    ids=["Etorofu", "Kunashiri", "Shikotan", "Yoron"],
)
def test_islands_of_the_second_source_belong_to_their_prefecture(
    code: str, longitude: float, latitude: float
) -> None:
    (outline,) = (each for each in japan().outlines if each.code == code)

    assert is_inside(japan().at(longitude, latitude), rings(outline.path))
