import io
import json
import os
from pathlib import Path

import pytest

from solver import Components, InvalidPlan, Report
from solver.commands.output import load_plan, say, say_cost, say_error, write_json

PLAN = {
    "format": "seminar-plan/1",
    "instance": "small",
    "status": "feasible",
    "objective_yen": 0,
    "bound_yen": -1,
    "seminars": [],
    "declined": [],
}


def test_a_plan_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(PLAN), encoding="utf-8")
    assert load_plan(path).instance == "small"


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("{", encoding="utf-8")
    with pytest.raises(InvalidPlan, match=r"plan\.json: this is not JSON"):
        load_plan(path)


def test_documents_are_written_readably_in_their_own_letters() -> None:
    assert write_json({"a": "東京"}) == '{\n "a": "東京"\n}\n'


def test_errors_go_to_standard_error_alone(capsys: pytest.CaptureFixture[str]) -> None:
    say_error("wrong")
    assert capsys.readouterr() == ("", "wrong\n")


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "東\\ud800"), ("ascii", r"\u6771\ud800")])
def test_what_an_output_cannot_show_is_said_with_escapes(
    encoding: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr("sys.stdout", output)
    say("東\ud800")
    output.seek(0)
    assert output.read() == said + "\n"


def test_work_goes_on_where_standard_error_takes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8", buffering=1) as full:
        monkeypatch.setattr("sys.stderr", full)
        say_error("wrong")
        os.dup2(os.open(os.devnull, os.O_WRONLY), full.fileno())  # for what is still to be written


@pytest.mark.parametrize(("bound_yen", "line"), [(990, "gap: 1.0000%"), (-1, "gap: none proven")])
def test_a_cost_is_said_with_its_gap_and_parts(
    bound_yen: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_cost(Report(1000, Components(fares=1000), (), {}, bound_yen=bound_yen))
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [line, "fares: 1,000 yen"]
    assert len(said) == 8
