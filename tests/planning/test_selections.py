"""What is chosen of a draft, and how an address says it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from seminar_service.planning.inputs import Held
from seminar_service.planning.selections import Selection, region_key, week_of

DAY = date(2026, 10, 6)
HELD = {1: Held(DAY, (7,)), 2: Held(date(2026, 11, 4), (7, 8)), 4: Held(DAY, (8,))}
PLACES = {1: "27", 2: "13", 3: "26", 4: "47"}


def chosen(*pairs: tuple[str, str]) -> set[int]:
    return set(Selection.read(pairs, PLACES).chosen(HELD, PLACES))


def test_seminars_are_chosen_one_by_one_and_as_ranges() -> None:
    assert chosen(("bid", "1"), ("bid", "4")) == {1, 4}
    assert chosen(("bids", "1-2.4")) == {1, 2, 4}
    assert chosen(("bid", "3")) == {3}


def test_an_advisers_month_chooses_what_that_adviser_holds_in_it() -> None:
    assert chosen(("month", "7/2026-10")) == {1}
    assert chosen(("month", "8/2026-11"), ("month", "8/2026-10")) == {2, 4}


def test_a_region_chooses_its_refused_bids_as_well() -> None:
    assert chosen(("region", "kinki")) == {1, 3}
    assert region_key("Kyushu-Okinawa") == "kyushu-okinawa"
    assert chosen(("region", "kyushu-okinawa")) == {4}


def test_a_week_and_everything_choose_what_is_held() -> None:
    assert week_of(DAY) == date(2026, 10, 5)
    assert chosen(("week", "2026-10-08")) == {1, 4}
    assert chosen(("all", "1")) == {1, 2, 4}
    assert week_of(date.min) == date.min


def test_nonsense_chooses_nothing() -> None:
    nonsense = [
        ("bid", "x"),
        ("bid", "99"),
        ("bids", "4-1"),
        ("bids", "1-2-3"),
        ("month", "7/2026-13"),
        ("month", "7"),
        ("region", "atlantis"),
        ("week", "2026-02-30"),
        ("week", "soon"),
        ("broken", "x"),
    ]

    assert chosen(*nonsense) == set()
    assert Selection.read(nonsense, PLACES).is_empty


@given(
    ranges=st.sets(st.integers(1, 40)),
    months=st.sets(st.tuples(st.integers(1, 99), st.sampled_from(["2026-04", "2027-03"]))),
    regions=st.sets(st.sampled_from(["kinki", "kanto"])),
    flags=st.tuples(st.booleans(), st.booleans()),
)
def test_an_address_says_the_same_again(
    ranges: set[int],
    months: set[tuple[int, str]],
    regions: set[str],
    flags: tuple[bool, bool],
) -> None:
    bids = range(1, 41, 2)
    pairs = [("bid", str(key)) for key in ranges]
    pairs += [("month", f"{key}/{month}") for key, month in months]
    pairs += [("region", each) for each in regions]
    pairs += [("all", "1")] * flags[0] + [("broken", "free")] * flags[1]
    selection = Selection.read(pairs, bids)

    assert Selection.read(selection.pairs(), bids) == selection
    document = selection.document()
    assert Selection.read([(each["name"], each["value"]) for each in document], bids) == selection
    assert {key for key in bids if selection.names(key)} == ranges & set(bids)


def test_many_neighbours_are_said_shortly() -> None:
    bids = range(1, 501)
    pairs = [("bid", str(key)) for key in bids if key != 250]

    assert Selection.read(pairs, bids).pairs() == [("bids", "1-249.251-500")]
