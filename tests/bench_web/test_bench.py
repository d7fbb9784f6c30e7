"""The bench as a whole, at its smallest."""

from pathlib import Path

import pytest

from tests.bench_web.cli import main


@pytest.mark.slow
def test_it_measures_every_page_and_writes_its_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--sizes", "2", "--databases", "sqlite", "--processes", "1", "--seconds", "0.05"]
    assert (
        main([*words, "--rounds", "1", "--people", "2", "--bids", "20", "--output", str(tmp_path)])
        == 0
    )

    report = (tmp_path / "web.md").read_text()
    assert report in capsys.readouterr().out
    for page in ("front page", "list", "seminar", "feed"):
        for answer in ("bare", "304", "unchanged", "built anew"):
            assert any(
                f"| 2 | {page} |" in line and f"| {answer} |" in line
                for line in report.splitlines()
            )
    assert "registrations per second" in report
    assert "| SQLite | 20 | press of an edit to its page |" in report


@pytest.mark.parametrize("words", [["--sizes", "x"], ["--databases", "oracle"], ["--sizes", "0"]])
def test_wrong_words_are_told_in_a_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err.startswith("bench-web: ")
