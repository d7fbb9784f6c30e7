from datetime import timedelta
from pathlib import Path

import pytest

from solver import UnusableFile
from solver.formats.open_days import load_open_days
from tests.solver.tours import START, day


def written(folder: Path, text: str) -> Path:
    path = folder / "days.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_each_line_is_a_day_and_remarks_are_left_out(tmp_path: Path) -> None:
    text = f"# open in July\n{day(0)}\n\n  {day(3)}  # a Thursday\r\n{day(0)}\n"
    assert load_open_days(written(tmp_path, text)) == {START, START + timedelta(days=3)}


def test_an_empty_file_says_that_no_day_is_open(tmp_path: Path) -> None:
    assert load_open_days(written(tmp_path, "")) == frozenset()


@pytest.mark.parametrize("line", ["28 June", "2027-02-30", "20270628", "2027-06-28 2027-06-29"])
def test_a_line_that_is_no_date_is_named(line: str, tmp_path: Path) -> None:
    path = written(tmp_path, f"{day(0)}\n{line}\n")
    with pytest.raises(UnusableFile, match=f"line 2: '{line}' is no date"):
        load_open_days(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match=r"none\.txt"):
        load_open_days(tmp_path / "none.txt")
