"""What logs say, and what they keep to themselves."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from seminar_service.logs import MASK, configure, mask_path

TOKEN = "aB3_-" * 9


@pytest.fixture(autouse=True)
def logs_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.mark.parametrize(
    ("path", "masked"),
    [
        (f"/registrations/{TOKEN}", f"/registrations/{MASK}"),
        (f"/en/bids/{TOKEN}/withdraw", f"/en/bids/{MASK}/withdraw"),
        (f"/feeds/advisers/{TOKEN}.ics", f"/feeds/advisers/{MASK}.ics"),
        ("/seminars?place=23&name=%E8%8A%B1%E5%AD%90", "/seminars"),
        ("/seminars/k7m2p9qx/register", "/seminars/k7m2p9qx/register"),
        ("/static/vendor/digital-go-jp-design-tokens-1.1.9/dist/tokens.css",) * 2,
    ],
)
def test_addresses_are_logged_without_tokens_and_questions(path: str, masked: str) -> None:
    assert mask_path(path) == masked


def test_a_line_of_json_holds_one_thing_that_happened(capsys: pytest.CaptureFixture[str]) -> None:
    configure("json")

    structlog.get_logger().info("mail_sent", message=7)

    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["message"], line["level"]) == ("mail_sent", 7, "info")
    assert line["timestamp"].endswith("Z")


@pytest.mark.parametrize("form", ["json", "console"])
def test_an_exception_is_logged_with_its_place_but_without_its_text(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(form)
    typed = "hanako@example.jp"
    try:
        break_twice(typed)
    except ValueError:
        structlog.get_logger().exception("unexpected_error")
        logging.getLogger("somebody.else").exception("it broke")

    logged = capsys.readouterr().err
    assert typed not in logged
    assert logged.count("ValueError") >= 2
    assert "KeyError" in logged
    assert "test_logs.py" in logged


def test_tokens_that_libraries_quote_are_masked(capsys: pytest.CaptureFixture[str]) -> None:
    configure("console")

    logging.getLogger("gunicorn.error").error("Error handling request /bids/%s", TOKEN)

    assert f"Error handling request /bids/{MASK}" in capsys.readouterr().err


def test_debugging_noise_of_libraries_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    configure("console")

    logging.getLogger("alembic.runtime.migration").info("Context impl SQLiteImpl.")

    assert capsys.readouterr().err == ""


def break_twice(typed: str) -> None:
    try:
        {"": ""}[typed]
    except KeyError as error:
        raise ValueError(f"Key (email)=({typed}) exists") from error


@pytest.mark.parametrize("form", ["json", "console"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x1b[2K", "\x00"])
def test_a_line_of_the_log_cannot_be_forged(
    form: str, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(form)

    structlog.get_logger().info("request", path=f"/x{end}2026-06-01 [info] role_given user=1")

    logged = capsys.readouterr().err
    assert logged.count("\n") == 1
    assert not set(logged[:-1]) & set("\r\x1b\x00")
