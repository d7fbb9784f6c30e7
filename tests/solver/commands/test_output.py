import json
from pathlib import Path

import pytest

from solver import Components, InvalidPlan, Report, UnusableFile
from solver.commands.output import (
    check_writable,
    load_plan,
    say_cost,
    say_error,
    write_atomically,
    write_json,
)

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


def test_a_file_is_replaced_in_full_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_text("before", encoding="utf-8")
    write_atomically(path, "東京")
    assert path.read_text(encoding="utf-8") == "東京"
    assert path.stat().st_mode & 0o777 == 0o644
    assert [each.name for each in tmp_path.iterdir()] == ["plan.json"]


@pytest.mark.parametrize("name", ["no-such-folder/plan.json", "."])
def test_what_cannot_be_written_is_told_before_the_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableFile, match="cannot be written"):
        check_writable(tmp_path / name)


def test_a_file_in_a_folder_that_has_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="No such file or directory"):
        write_atomically(tmp_path / "gone" / "plan.json", "{}")


def test_documents_are_written_readably_in_their_own_letters() -> None:
    assert write_json({"a": "東京"}) == '{\n "a": "東京"\n}\n'


def test_errors_go_to_standard_error_alone(capsys: pytest.CaptureFixture[str]) -> None:
    say_error("wrong")
    assert capsys.readouterr() == ("", "wrong\n")


@pytest.mark.parametrize(("bound_yen", "line"), [(990, "gap: 1.0000%"), (-1, "gap: none proven")])
def test_a_cost_is_said_with_its_gap_and_parts(
    bound_yen: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_cost(Report(1000, Components(fares=1000), (), {}, bound_yen=bound_yen))
    said = capsys.readouterr().out.splitlines()
    assert said[:2] == [line, "fares: 1,000 yen"]
    assert len(said) == 8
