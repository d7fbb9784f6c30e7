from dataclasses import replace
from math import inf
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.bench.chart import draw
from tests.bench.errors import BadRecord
from tests.bench.examples import CURVE, PEER, RUN, SITTING, record_of
from tests.bench.instances import GROWTH, TARGETS, Case, described
from tests.bench.measures import GAP_1, PEAK, PROVEN, figure, keeps_limit
from tests.bench.record import Record, read_record, write_record
from tests.bench.scale import Scale, decades
from tests.bench.table import render, show

SVG = "{http://www.w3.org/2000/svg}"
AIMED = {"first_plan": 0.75, "gap_1": 3.0, "proven": 5.0, "peak_gb": 6.0}
CASES = {
    "one": Case("one", 60, AIMED),
    "two <&>": Case("two <&>", 60),
    "grown": Case("grown", 60, tables=(GROWTH,)),
    "both": Case("both", 60, tables=(TARGETS, GROWTH)),
}
OPEN = replace(RUN, status="feasible", bound_yen=995, curve=CURVE[:4], seconds=60.2)
NOTHING = replace(RUN, status="undecided", objective_yen=None, bound_yen=None, curve=())
INFEASIBLE = replace(NOTHING, status="infeasible")


def rows(text: str, heading: str) -> list[list[str]]:
    """The lines of the table below a heading, without its head."""
    _, _, below = text.partition(f"## {heading}")
    lines = [line for line in below.partition("\n## ")[0].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


def picture(record: Record) -> ET.Element:
    return ET.fromstring(draw(record, CASES))  # noqa: S314 - our own picture


def texts(root: ET.Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}{name}")]


def test_figures_stand_beside_their_targets_with_a_mark() -> None:
    [row] = rows(render(record_of(RUN), CASES), "Targets and figures")
    assert row == [
        "one",
        "1 s<br>✗ ≤ 0.75 s",
        "3 s",
        "3 s<br>✓ ≤ 3 s",
        "4 s",
        "4 s<br>✓ ≤ 5 s",
        "0.5 GB<br>✓ ≤ 6 GB",
        "1,000",
        "1,000",
        "0.000%",
        "4.25 s of 60 s",
    ]


def test_a_target_is_reached_when_every_run_reaches_it() -> None:
    slow = replace(RUN, curve=(*CURVE[:3], replace(CURVE[3], seconds=3.5)))
    both = figure(GAP_1, [RUN, slow], {"gap_1": 3.0})
    assert (both.is_reached, show(both)) == (False, "3.5 s (3 to 3.5)<br>✗ ≤ 3 s")


def test_a_target_beyond_the_limit_of_a_run_is_open() -> None:
    brief = figure(PROVEN, [OPEN], {"proven": 900})
    assert (brief.is_reached, show(brief)) == (None, "–<br>≤ 900 s")
    missed = figure(PROVEN, [OPEN], {"proven": 50})
    assert (missed.is_reached, show(missed)) == (False, "–<br>✗ ≤ 50 s")


def test_what_some_runs_never_reached_shows() -> None:
    mixed = figure(PROVEN, [RUN, OPEN, RUN], {})
    assert (mixed.typical, mixed.values) == (4.0, (4.0, inf, 4.0))
    assert show(mixed) == "4 s (4 to never)"


def test_memory_that_was_not_measured_is_unknown() -> None:
    assert show(figure(PEAK, [replace(RUN, peak_bytes=None)], {})) == "–"


def test_that_there_is_no_valid_plan_is_a_proof() -> None:
    assert figure(PROVEN, [INFEASIBLE], {}).typical == 4.25
    assert figure(PROVEN, [NOTHING], {}).typical == inf


def test_a_limit_is_kept_within_five_per_cent_and_a_second() -> None:
    assert keeps_limit(replace(RUN, limit_seconds=20, seconds=22))
    late = replace(RUN, limit_seconds=20, seconds=22.1)
    assert not keeps_limit(late)
    [row] = rows(render(record_of(late), CASES), "Targets and figures")
    assert row[-1] == "22.1 s of 20 s<br>✗ limit kept"


def test_the_report_says_where_and_when_and_keeps_odd_names_in_their_cell() -> None:
    text = render(record_of(RUN), CASES)
    assert "Abacus \\| 7" in text
    assert "abc1234" in text
    assert "## Faults" not in text


def test_faults_come_first() -> None:
    text = render(record_of(replace(RUN, faults=("the bound is wrong",))), CASES)
    assert "- one, solver: the bound is wrong" in text
    assert text.index("## Faults") < text.index("## Where")


def test_growing_tours_have_a_table_of_their_own_by_size() -> None:
    grown = replace(RUN, instance="grown", bids=100, advisers=8)
    text = render(record_of(RUN, replace(RUN, instance="both", bids=500), grown), CASES)
    assert [row[0] for row in rows(text, "Targets and figures")] == ["one", "both"]
    [first, second] = rows(text, "Growth")
    assert first[:4] == ["100", "8", "1 s", "3 s"]
    assert second[0] == "500"


def test_one_size_alone_is_no_growth() -> None:
    assert "## Growth" not in render(record_of(replace(RUN, instance="both")), CASES)


def test_a_peer_stands_beside_the_planner_with_ratios() -> None:
    [row] = rows(render(record_of(RUN, PEER), CASES), "Beside peer")
    assert row == ["one", "60 s", "1,000", "1,250", "0.8", "1 s", "60.5 s", "0.0165", "–"]


def test_a_peer_without_a_valid_plan_has_no_ratio() -> None:
    [row] = rows(render(record_of(RUN, replace(NOTHING, program="peer")), CASES), "Beside peer")
    assert row == ["one", "60 s", "1,000", *["–"] * 6]


def test_the_chart_has_a_panel_for_each_instance_and_is_told_in_words() -> None:
    other = replace(RUN, instance="two <&>", bids=60, advisers=6)
    root = picture(record_of(RUN, other))
    assert {"one: 31 bids, 4 advisers", "two <&>: 60 bids, 6 advisers"} <= set(texts(root, "text"))
    [words] = texts(root, "desc")
    assert "one: first plan after 1 s" in words
    assert root.get("role") == "img"


def test_each_program_has_its_own_colour_and_its_own_mark() -> None:
    root = picture(record_of(RUN, PEER))
    marks = [line for line in root.iter(f"{SVG}polyline") if line.get("fill") != "none"]
    corners = {(mark.get("fill"), len((mark.get("points") or "").split())) for mark in marks}
    assert len({colour for colour, _ in corners}) == 2
    assert len({number for _, number in corners}) == 2


def test_targets_are_corners_with_their_meaning() -> None:
    titles = texts(picture(record_of(RUN)), "title")
    assert "gap ≤ 1 % within 3 s" in titles
    assert not any("memory" in title for title in titles)


def test_a_tour_without_a_valid_plan_says_so_in_its_panel() -> None:
    assert "solver: no valid plan exists, 4.2 s" in texts(picture(record_of(INFEASIBLE)), "text")


def test_growing_tours_are_not_in_the_chart() -> None:
    grown = replace(RUN, instance="grown")
    assert not any("grown" in text for text in texts(picture(record_of(grown)), "text"))


def test_lines_stay_within_their_panel() -> None:
    scale = Scale(10, 20, 100, 50, -1, 3)
    assert [scale.x(seconds) for seconds in (0, 0.1, 10, 1e6)] == [10, 10, 60, 110]
    assert [scale.y(gap) for gap in (2, 1, 0)] == [20, 20, 70]
    assert 20 < scale.y(0.01) < scale.y(0.0001) == scale.y(1e-9) < 70


def test_the_seconds_of_all_panels_lie_between_powers_of_ten() -> None:
    assert decades([0.3, 900]) == (-1, 3)
    assert decades([]) == (0, 1)


def test_what_is_wanted_is_known_without_the_reference_tours() -> None:
    cases = described(["tiny-77-new", "unheard-of"])
    assert cases["tiny-77-new"].targets == {"proven": 2}
    assert cases["unheard-of"].targets == {}


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = record_of(RUN, replace(PEER, faults=("late",)), sittings=[SITTING, SITTING])
    write_record(record, tmp_path / "series.json")
    assert read_record(tmp_path / "series.json") == record


@pytest.mark.parametrize("text", ["", "{}", '{"format": "other"}', "[]"])
def test_what_is_no_record_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "series.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadRecord):
        read_record(tmp_path / "series.json")


def test_an_instance_that_is_measured_anew_replaces_its_old_runs() -> None:
    record = record_of(RUN, PEER, replace(RUN, instance="two"))
    record.forget({"one"})
    assert record.instances() == ["two"]
