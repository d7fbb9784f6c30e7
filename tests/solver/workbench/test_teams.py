"""Teams in order, against making and sorting all of them."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from solver.workbench.members import Member
from solver.workbench.teams import Team, TeamSearch

ADVISERS = 4
SLOTS = st.lists(
    st.lists(st.integers(0, ADVISERS - 1), unique=True, min_size=1), min_size=1, max_size=3
)


@st.composite
def members(draw: st.DrawFn) -> dict[int, Member]:
    found = {}
    for index in range(ADVISERS):
        travel_yen = draw(st.integers(0, 9))
        is_possible = draw(st.booleans())
        found[index] = Member(
            f"a{index}",
            travel_yen + draw(st.integers(-5, 5)) if is_possible else 0,
            travel_yen if is_possible else 0,
            is_possible=is_possible,
            is_allowed=is_possible and draw(st.booleans()),
            explain=tuple,
        )
    return found


def in_order(team: Team) -> tuple[bool, bool, int, tuple[str, ...]]:
    return (
        not team.is_allowed,
        not team.is_possible,
        team.yen if team.is_possible else 0,
        team.names,
    )


@given(
    able=SLOTS,
    members=members(),
    travel_left_yen=st.none() | st.integers(0, 20),
    unwanted=st.none() | st.integers(0, ADVISERS - 1),
)
def test_all_teams_come_the_allowed_ones_first_and_then_the_cheapest(
    able: list[list[int]],
    members: dict[int, Member],
    travel_left_yen: int | None,
    unwanted: int | None,
) -> None:
    def suits(names: tuple[str, ...]) -> bool:
        return f"a{unwanted}" not in names

    search = TeamSearch(able, members, yen=7, travel_left_yen=travel_left_yen, suits=suits)
    found = list(search.teams())
    every = {team for team in product(*able) if len(set(team)) == len(team)}
    assert sorted(team.members for team in found) == sorted(every)
    assert found == sorted(found, key=in_order)
    for team in found:
        those = [members[index] for index in team.members]
        travel_yen = sum(one.travel_yen for one in those)
        assert team.yen == 7 + sum(one.yen for one in those)
        assert team.is_possible == all(one.is_possible for one in those)
        within = travel_left_yen is None or travel_yen <= travel_left_yen
        assert team.is_allowed == (
            all(one.is_allowed for one in those) and suits(team.names) and within
        )
