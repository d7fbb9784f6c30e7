import json
from datetime import timedelta
from pathlib import Path

import pytest

from solver import Instance, Plan, Seminar, read_instance
from solver.cli import main
from solver.comparison import compare
from solver.texts.plan_writing import write_plan as plan_document
from tests.solver.tours import START, Document, make_bid, make_tour

LATER = START + timedelta(days=3)
BEFORE = (Seminar("b1", START, ("a1",)), Seminar("b2", LATER, ("a1",)))
AFTER = (Seminar("b1", LATER, ("a1",)), Seminar("b3", START, ("a1",)))


def three_bids() -> Document:
    return make_tour([make_bid(f"b{number}", {0: 0, 3: 700}) for number in (1, 2, 3, 4)])


def make_instance() -> Instance:
    return read_instance(three_bids())


def write(folder: Path, name: str, document: object) -> str:
    path = folder / name
    path.write_text(json.dumps(document), encoding="utf-8")
    return str(path)


def write_plan(folder: Path, name: str, seminars: tuple[Seminar, ...]) -> str:
    return write(folder, name, plan_document(Plan("small", "feasible", 0, 0, seminars)))


def test_each_bid_that_differs_is_named_with_what_happens_to_it() -> None:
    comparison = compare(make_instance(), BEFORE, AFTER)
    kinds = [(change.bid, change.kind) for change in comparison.changes]
    assert kinds == [("b1", "moved"), ("b2", "declined"), ("b3", "added")]


def test_the_components_add_up_to_the_difference() -> None:
    comparison = compare(make_instance(), BEFORE, (*AFTER, BEFORE[1]))
    differences = comparison.component_differences()
    assert differences["dates"] == 700
    assert differences["declines"] == -500_000
    assert comparison.difference_yen is None
    only_moved = compare(make_instance(), BEFORE[:1], AFTER[:1])
    assert sum(only_moved.component_differences().values()) == only_moved.difference_yen == 700


def test_a_plan_does_not_differ_from_itself() -> None:
    comparison = compare(make_instance(), BEFORE, BEFORE)
    assert (comparison.changes, comparison.difference_yen) == ((), 0)


def test_diff_says_it_as_text_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        write(tmp_path, "tour.json", three_bids()),
        write_plan(tmp_path, "a.json", BEFORE),
        write_plan(tmp_path, "b.json", AFTER),
    ]
    assert main(["diff", *files]) == 0
    out = capsys.readouterr().out
    assert f"moved: b1 (Host b1): {START} by a1 -> {LATER} by a1" in out
    assert "total: +0 yen" in out
    assert main(["diff", *files, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["difference_yen"] == 0
    assert [change["kind"] for change in document["changes"]] == ["moved", "declined", "added"]


def test_diff_refuses_a_file_that_is_no_plan(tmp_path: Path) -> None:
    tour = write(tmp_path, "tour.json", three_bids())
    plan = write_plan(tmp_path, "a.json", BEFORE)
    assert main(["diff", tour, plan, tour]) == 1
    assert main(["diff", tour, plan, str(tmp_path / "none")]) == 64
