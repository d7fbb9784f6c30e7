"""Answers and refusals, and the line that each leaves in the log."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from seminar_service.server.tasks import REASONS, refusal, whole_refusal
from tests.server.conftest import GET, Service, Start, read_answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

TOKEN = "k3Jd8_sLq-0ZpW5xVb2nRt7yUe4aGh1c"


def test_each_answer_is_logged_without_token_question_or_who_asked(service: Service) -> None:
    with capture_logs() as lines:
        service.say(
            f"GET /bids/{TOKEN}?q=a HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode()
        )
        service.say(b"GET / HTTP/9.9\r\n\r\n")
        service.end()
    known = [{key: line[key] for key in ("event", "method", "path", "status")} for line in lines]
    assert known[0] == {
        "event": "request",
        "method": "GET",
        "path": "/bids/[token]",
        "status": 200,
    }
    assert [line["status"] for line in known] == [200, 400]
    assert "127.0.0.1" not in str(lines)


@pytest.mark.parametrize("code", REASONS)
def test_a_refusal_is_a_sentence_in_both_languages_of_the_length_that_it_says(code: int) -> None:
    head, body = whole_refusal(code).split(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 %d " % code)
    assert b"Content-Length: %d" % len(body) in head
    assert b"Connection: close" in head
    assert body.decode().splitlines() == list(REASONS[code])


def test_a_status_without_a_sentence_of_its_own_is_a_fault_of_ours() -> None:
    assert refusal(599) == refusal(500)


def test_a_304_keeps_its_connection_open_unless_the_reader_closes_it(start: Start) -> None:
    def unchanged(_: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("304 NOT MODIFIED", [("ETag", '"1"')])
        return ()

    service = start(unchanged)
    with service.connect() as line:
        for _ in range(3):
            line.sendall(GET)
            head = read_answer(line, b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 304 ")
            assert b"Connection" not in head
            assert b"Content-Length" not in head
    closing = service.say(GET.replace(b"Host: a", b"Host: a\r\nConnection: close"))
    assert b"Connection: close" in closing
    assert b"Connection: close" in service.say(b"GET /x HTTP/1.0\r\n\r\n")
