import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from solver import InvalidInstance, UnusableFile, load_instance, read_instance
from tests.solver.peer import TOURS, load_checker, needs_shared
from tests.solver.tours import Document, day, make_adviser, make_bid, make_tour, random_tour

Change = Callable[[Document], Any]


def paths_of(document: object) -> list[str]:
    with pytest.raises(InvalidInstance) as caught:
        read_instance(document)
    return [fault.path for fault in caught.value.errors]


def two_bids() -> Document:
    return make_tour([make_bid("b1"), make_bid("b2")], [make_adviser("a1"), make_adviser("a2")])


@pytest.mark.parametrize("seed", range(30))
def test_reading_and_writing_an_instance_gives_the_same_instance(seed: int) -> None:
    instance = read_instance(random_tour(seed))
    assert read_instance(instance.document()) == instance


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("$.format", lambda tour: tour.update(format="seminar-tour/2")),
        ("$.bids[1].host", lambda tour: tour["bids"][1].pop("host")),
        ("$.rules.overtime_yen", lambda tour: tour["rules"].update(overtime_yen=1)),
        ('$.rules["over time"]', lambda tour: tour["rules"].update({"over time": 1})),
        ("$.rules", lambda tour: tour.update(rules=[])),
        ("$.places", lambda tour: tour.update(places={}, advisers=[], bids=[])),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen="1")),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen=None)),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen=True)),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen=-1)),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen=1.0)),
        ("$.rules.hotel_yen", lambda tour: tour["rules"].update(hotel_yen=1_000_000_001)),
        ("$.rules.day_end", lambda tour: tour["rules"].update(day_end="06:00")),
        ("$.rules.day_end", lambda tour: tour["rules"].update(day_end="24:00")),
        ("$.horizon.end", lambda tour: tour["horizon"].update(end="2027-01-01")),
        ("$.bids[0].end", lambda tour: tour["bids"][0].update(end="13:00")),
        ("$.bids[0].start", lambda tour: tour["bids"][0].update(start="9:00")),
        ("$.bids[1].id", lambda tour: tour["bids"][1].update(id="b1")),
        ("$.advisers[1].id", lambda tour: tour["advisers"][1].update(id="a1")),
        ("$.bids[1].place", lambda tour: tour["bids"][1].update(place="nowhere")),
        ("$.advisers[0].home", lambda tour: tour["advisers"][0].update(home="nowhere")),
        ("$.advisers[0].topics[1]", lambda tour: tour["advisers"][0].update(topics=["ip", 3])),
        ("$.travel.minutes[1]", lambda tour: tour["travel"]["minutes"][1].pop()),
        ("$.travel.yen", lambda tour: tour["travel"]["yen"].pop()),
        ("$.bids[0].slots", lambda tour: tour["bids"][0].update(slots=[])),
        ("$.bids[0].locked", lambda tour: tour["bids"][0].update(locked=True)),
        ("$.bids[0].locked", lambda tour: tour["bids"][0].update(locked=1)),
        (
            '$.bids[0].dates["2027-09-31"]',
            lambda tour: tour["bids"][0]["dates"].update({"2027-09-31": 0}),
        ),
        (
            "$.bids[0].current.advisers",
            lambda tour: tour["bids"][0].update(current={"date": day(0), "advisers": []}),
        ),
        (
            "$.bids[0].current.advisers[0]",
            lambda tour: tour["bids"][0].update(current={"date": day(0), "advisers": ["x"]}),
        ),
    ],
)
def test_a_single_fault_is_named_with_its_path(path: str, change: Change) -> None:
    tour = two_bids()
    change(tour)
    assert paths_of(tour) == [path]


def test_every_fault_is_named_not_only_the_first() -> None:
    tour = two_bids()
    tour["bids"][0]["start"] = "noon"
    tour["rules"]["hotel_yen"] = -1
    assert sorted(paths_of(tour)) == ["$.bids[0].start", "$.rules.hotel_yen"]


@pytest.mark.parametrize("document", [None, 3, [], "tour"])
def test_something_that_is_no_object_is_no_instance(document: object) -> None:
    assert paths_of(document) == ["$"]


def test_a_key_that_the_text_repeats_is_a_fault(tmp_path: Path) -> None:
    text = json.dumps(two_bids()).replace('"hotel_yen": 10000', '"hotel_yen": 1, "hotel_yen": 2')
    path = tmp_path / "tour.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInstance) as caught:
        load_instance(path)
    assert [fault.path for fault in caught.value.errors] == ["$.rules.hotel_yen"]


@pytest.mark.parametrize("text", ["", "{", '{"a": NaN}', "[" * 100_000, "1" * 5000])
def test_text_that_is_not_json_is_a_fault_of_the_whole_document(text: str, tmp_path: Path) -> None:
    path = tmp_path / "tour.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInstance) as caught:
        load_instance(path)
    assert [fault.path for fault in caught.value.errors] == ["$"]


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="no-such-file"):
        load_instance(tmp_path / "no-such-file")


def test_a_file_in_another_encoding_is_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "tour.json"
    path.write_bytes("東京".encode("shift_jis"))
    with pytest.raises(UnusableFile, match="UTF-8"):
        load_instance(path)


def test_an_invalid_instance_keeps_its_name() -> None:
    tour = two_bids()
    tour["rules"] = None
    with pytest.raises(InvalidInstance) as caught:
        read_instance(tour)
    assert caught.value.name == "small"


def test_a_locked_bid_may_stay_on_a_date_that_is_no_longer_offered() -> None:
    bid = make_bid("b1", {0: 700}, current={"date": day(3), "advisers": ["a1"]}, locked=True)
    read = read_instance(make_tour([bid])).bids[0]
    assert read.current is not None
    assert read.date_yen(read.current.date) == 0


@needs_shared
@pytest.mark.parametrize("path", sorted(TOURS.glob("invalid/*.json")), ids=lambda path: path.stem)
def test_each_invalid_reference_tour_is_refused_at_the_expected_path(path: Path) -> None:
    with pytest.raises(InvalidInstance) as caught:
        load_instance(path)
    expected = path.with_suffix(".expect").read_text(encoding="utf-8").strip()
    assert expected in [fault.path for fault in caught.value.errors]


@needs_shared
@pytest.mark.parametrize("seed", range(100))
def test_faults_are_found_where_the_independent_checker_finds_them(seed: int) -> None:
    tour = break_somewhere(random_tour(seed), seed)
    expected = [path for path, _ in load_checker().find_faults(tour)]
    try:
        read_instance(tour)
        found = []
    except InvalidInstance as error:
        found = [fault.path for fault in error.errors]
    assert found == expected


def break_somewhere(tour: Document, seed: int) -> Document:
    """Replace one value in the document, chosen by the seed, with something odd."""
    rng = random.Random(seed)  # noqa: S311 - test data, not a secret
    spots: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        members = value.items() if isinstance(value, dict) else enumerate(value)
        for key, member in list(members):
            spots.append((value, key))
            if isinstance(member, dict | list):
                walk(member)

    broken = copy.deepcopy(tour)
    walk(broken)
    holder, key = rng.choice(spots)
    holder[key] = rng.choice([None, True, -1, 2.5, 10**10, "", "25:00", "2027-02-30", [], {}, [1]])
    return broken
