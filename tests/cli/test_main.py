"""The command line as a process sees it: exit codes, one line on standard error."""

import sys
from dataclasses import replace

import pytest

from seminar_service.cli import main
from seminar_service.cli.running import serving
from seminar_service.config import Settings
from tests.cli.conftest import Run


def exit_code(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    monkeypatch.setattr(sys, "argv", ["seminar-service", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code


@pytest.mark.usefixtures("instance")
def test_a_missing_setting_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "user", "list") == 2

    error = capsys.readouterr().err
    assert error.startswith("Configuration: SEMINAR_SECRET_KEY is missing")
    assert error.count("\n") == 1


@pytest.mark.usefixtures("ready")
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SEMINAR_DATABASE_URL", "mysql://db/seminar"),
        ("SEMINAR_QUEUE_URL", "carrier-pigeon:"),
        ("SEMINAR_MAIL_URL", "smtp://"),
        ("SEMINAR_BASE_URL", "seminar.example.jp"),
    ],
)
def test_a_worker_with_a_malformed_setting_does_not_start(
    variable: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv(variable, value)

    assert exit_code(monkeypatch, "worker") == 2

    assert capsys.readouterr().err.startswith(f"Configuration: {variable} ")


@pytest.mark.usefixtures("ready")
def test_a_broken_rule_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(monkeypatch, "user", "disable", "nobody@example.jp") == 1

    assert capsys.readouterr().err == "NotFound: no such account\n"


def test_a_local_queue_brings_the_worker_into_the_one_web_process(settings: Settings) -> None:
    how = serving(settings, host="127.0.0.1", port=8000)

    assert (how.processes, how.with_worker) == (1, True)


def test_a_shared_queue_leaves_the_work_to_workers(settings: Settings) -> None:
    shared = replace(settings, queue_url="redis://queue/0")

    how = serving(shared, host="127.0.0.1", port=8000)

    assert (how.processes, how.with_worker) == (2, False)


def test_several_web_processes_have_no_worker_inside(ready: Run) -> None:
    result = ready("serve", "--processes", "3")

    assert result.exit_code == 2
    assert "--without-worker" in result.output


def test_the_operator_tries_again_what_was_given_up(ready: Run) -> None:
    assert ready("mail", "retry").output == "0 to be tried again\n"
