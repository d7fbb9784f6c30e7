"""Who has a line in drawings of plans, and where it stands."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.planning.queries.plans import engagements, plan_view
from seminar_service.tours.model import Tour
from seminar_service.web.organisers.adviser_lines import arranged, chosen, everybody
from seminar_service.web.organisers.plan_selection import Selection
from tests.factories import make_adviser
from tests.web.conftest import Page
from tests.web.organisers.comparing import DAY, make_pair


@dataclass
class Line:
    """A line with so many seminars."""

    adviser: Adviser
    seminars: int


def looked(**given: str) -> Selection:
    return Selection.read(given, 2026, date(2026, 6, 1))


def test_who_is_engaged_and_who_is_planned_all_the_same_has_a_line(
    session: Session, tour: Tour
) -> None:
    pair = make_pair(session, tour)
    idle = make_adviser(session, tour, name_kana="ワタナベ")
    views = [plan_view(session, each.id) for each in (pair.before, pair.after)]
    engaged = engagements(session, tour.id)

    assert [each.id for each in everybody(views, engaged)] == [
        *(pair.sato.id, pair.mori.id, idle.id),
    ]
    assert {each.id for each in everybody(views, ())} == {pair.sato.id, pair.mori.id}
    assert DAY.year == tour.fiscal_year


@pytest.mark.parametrize(
    ("given", "groups"),
    [
        ({}, [("", ["South", "North"])]),
        ({"order": "busy"}, [("", ["North", "South"])]),
        ({"order": "home"}, [("", ["North", "South"])]),
        ({"group": "region"}, [("Hokkaido", ["North"]), ("Kyushu", ["South"])]),
    ],
)
def test_lines_stand_as_the_address_says(
    page: Page, given: dict[str, str], groups: list[tuple[str, list[str]]]
) -> None:
    south, north = Adviser(name_en="South", home="47"), Adviser(name_en="North", home="01")

    with page():
        found = list(arranged([Line(south, 1), Line(north, 2)], looked(**given)))

    names = [[line.adviser.name_en for line in lines] for _title, lines in found]
    assert names == [lines for _title, lines in groups]
    assert [bool(title) for title, _lines in found] == [bool(title) for title, _lines in groups]


def test_one_adviser_or_one_region_is_chosen(session: Session, tour: Tour) -> None:
    south = make_adviser(session, tour, home="47")
    north = make_adviser(session, tour, home="01")

    assert chosen([south, north], looked()) == [south, north]
    assert chosen([south, north], looked(adviser=str(north.id))) == [north]
    assert chosen([south, north], looked(region="1")) == [north]
