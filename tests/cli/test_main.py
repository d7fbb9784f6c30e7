"""The command line as a process sees it: exit codes, one line on standard error."""

import pytest

from tests.cli.conftest import exit_code


@pytest.mark.usefixtures("instance")
def test_a_missing_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "user", "list") == 2

    error = capsys.readouterr().err
    assert error.startswith("Configuration: SEMINAR_SECRET_KEY is missing")
    assert error.count("\n") == 1


@pytest.mark.usefixtures("ready")
def test_a_broken_rule_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "user", "disable", "nobody@example.jp") == 1

    assert capsys.readouterr().err == "NotFound: no such account\n"
