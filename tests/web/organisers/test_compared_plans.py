"""What of two plans is looked at."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from seminar_service.planning.queries.comparison import compare
from seminar_service.planning.queries.plans import plan_view
from seminar_service.tours.model import Tour
from seminar_service.web.drawing.compared_timeline import Side
from seminar_service.web.organisers.compared_plans import Compared
from seminar_service.web.organisers.plan_selection import Selection
from tests.web.organisers.comparing import DAY, Pair, make_pair

Look = Callable[..., Compared]


@pytest.fixture
def pair(session: Session, tour: Tour) -> Pair:
    return make_pair(session, tour)


@pytest.fixture
def look(session: Session, pair: Pair) -> Look:
    def looked(*, only_different: bool = False, **given: str) -> Compared:
        before, after = (plan_view(session, each.id) for each in (pair.before, pair.after))
        selection = Selection.read(given, DAY.year, DAY)
        comparison = compare(before, after)
        return Compared(before, after, comparison, (), (), (), selection, only_different)

    return looked


def hosts(compared: Compared) -> list[str]:
    return [each.bid.host_name for each in compared.moves]


def test_everything_is_looked_at_unless_the_address_says_otherwise(look: Look) -> None:
    whole = look()

    assert hosts(whole) == ["Osaka", "Nagoya", "Fukuoka", "Sendai"]
    assert [each.bid.host_name for each in whole.same] == ["Sapporo"]
    assert look(only_different=True).same == ()


def test_what_moves_into_or_out_of_the_days_is_looked_at(look: Look) -> None:
    assert hosts(look(**{"zoom": "week", "from": "2026-10-06"})) == ["Osaka"]
    assert hosts(look(**{"zoom": "week", "from": "2026-10-13"})) == ["Osaka"]
    assert hosts(look(**{"zoom": "week", "from": "2026-10-20"})) == []


def test_one_adviser_is_concerned_by_what_comes_and_by_what_goes(look: Look, pair: Pair) -> None:
    assert hosts(look(adviser=str(pair.sato.id))) == ["Osaka", "Nagoya", "Fukuoka"]
    assert hosts(look(adviser=str(pair.mori.id))) == ["Nagoya", "Sendai"]


def test_trips_are_the_same_if_they_hold_the_same_on_the_same_days(look: Look, pair: Pair) -> None:
    sides = [side for side, _trip in look().trips(pair.mori.id)]

    assert sorted(sides) == [Side.AFTER, Side.AFTER, Side.BOTH]
    assert Side.BOTH not in [side for side, _trip in look(only_different=True).trips(pair.mori.id)]
    assert list(look().trips(987654)) == []


def test_a_plan_beside_itself_is_known(look: Look) -> None:
    found = look()

    assert not found.is_itself
    assert replace(found, before=found.after).is_itself


def test_places_count_what_both_plans_hold(look: Look) -> None:
    counts = {each.code: (each.before, each.after, len(each.moves)) for each in look().places}

    assert counts == {
        "01": (1, 1, 0),
        "04": (0, 1, 1),
        "23": (1, 1, 1),
        "27": (1, 1, 1),
        "40": (1, 0, 1),
    }
