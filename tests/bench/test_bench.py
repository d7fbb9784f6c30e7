import json
import sys
from pathlib import Path

import pytest

from tests.bench.benching import Bench
from tests.bench.cli import main
from tests.bench.errors import BadPeer
from tests.bench.examples import RUN, SITTING, record_of
from tests.bench.instances import Case, Catalogue
from tests.bench.peers import Program, planner
from tests.bench.record import Record, read_record, write_record
from tests.solver.tours import make_bid, make_tour, random_tour

GREEDY = Program.peer(f"greedy={sys.executable} -m tests.bench.greedy {{instance}} {{plan}}")
# Writes what it likes; that the bid has no seminar is for the checkers to find.
LIAR = """
import json, sys
plan = {"format": "seminar-plan/1", "instance": "small", "status": "optimal",
        "objective_yen": 1, "bound_yen": 1, "seminars": [], "declined": []}
open(sys.argv[1], "w").write(json.dumps(plan))
"""


def measure(folder: Path, tour: object, *programs: Program, repeat: int = 1) -> Record:
    tours = folder / "tours"
    tours.mkdir()
    (tours / "mine.json").write_text(json.dumps(tour), encoding="utf-8")
    case = Case("mine", 30)
    catalogue = Catalogue((case,), folder)
    record = Record([SITTING])
    said: list[str] = []
    Bench(catalogue, programs, folder, repeat, None, said.append).measure(case, record)
    assert said
    return record


def test_the_planner_and_a_peer_are_run_side_by_side(tmp_path: Path) -> None:
    record = measure(tmp_path, random_tour(5), planner(2, 0), GREEDY)
    [ours], [theirs] = record.runs_of("mine"), record.runs_of("mine", "greedy")
    assert ours.faults == theirs.faults == ()
    assert ours.status == "optimal"
    assert ours.curve[-1].gap == 0
    assert ours.objective_yen is not None
    assert theirs.objective_yen is not None
    assert ours.objective_yen <= theirs.objective_yen
    assert [point.phase for point in theirs.curve] == ["end"]
    assert theirs.curve[0].seconds == theirs.seconds


def test_a_wrong_plan_is_reported_at_each_repeat(tmp_path: Path) -> None:
    liar = Program("liar", (sys.executable, "-c", LIAR, "{plan}"))
    record = measure(tmp_path, make_tour([make_bid("b1")]), liar, repeat=2)
    assert [run.program for run in record.runs] == ["liar", "liar"]
    for run in record.runs:
        assert run.objective_yen is None
        assert any("refuses the plan" in fault for fault in run.faults)


def test_the_places_in_a_peers_command_are_filled_without_a_shell() -> None:
    words = "--in={instance} --for {seconds} '{plan}; rm -r x'"
    peer = Program.peer(f"other={sys.executable} {words}")
    assert peer.command(Path("a b.json"), Path("p"), 1.5) == [
        sys.executable,
        "--in=a b.json",
        "--for",
        "1.5",
        "p; rm -r x",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "other",
        "other=make",
        "=make {instance} {plan}",
        "some/other=make {instance} {plan}",
        "solver=make {instance} {plan}",
        "other=no-such-program {instance} {plan}",
        "other='make {instance} {plan}",
    ],
)
def test_a_peer_needs_a_name_of_its_own_a_program_and_places_for_its_files(text: str) -> None:
    with pytest.raises(BadPeer):
        Program.peer(text)


def test_table_and_chart_are_made_again_without_running_anything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_record(record_of(RUN), tmp_path / "series.json")
    assert main(["--redraw", "--output", str(tmp_path)]) == 0
    assert "| one |" in (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "| one |" in capsys.readouterr().out
    assert (tmp_path / "gap.svg").read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    "arguments", [["--only", "giant"], ["--peer", "nothing"], ["--redraw", "--output", "/none"]]
)
def test_wrong_usage_exits_with_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.slow
def test_the_shipped_year_is_measured_from_the_command_line(tmp_path: Path) -> None:
    arguments = ["--only", "fy2015", "--time-limit", "20", "--output", str(tmp_path)]
    assert main(arguments) == 0
    record = read_record(tmp_path / "series.json")
    assert record.instances() == ["fy2015"]
    assert main([*arguments, "--add"]) == 0
    again = read_record(tmp_path / "series.json")
    assert [run.sitting for run in again.runs] == [1]
