"""What the web server takes as a request, and how it refuses the rest."""

import pytest

from seminar_service.server import limits
from tests.server.conftest import Service, read_answer

END = b"Connection: close\r\n\r\n"
HOST = b"Host: a\r\n"
POST = b"POST / HTTP/1.1\r\n" + HOST
CHUNKS = b"3\r\nabc\r\n0\r\n\r\n"
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def test_a_body_is_read_by_its_length(service: Service) -> None:
    answer = service.say(POST + b"Content-Length: 5\r\n" + END + b"ab", b"cde")
    assert answer.endswith(b"POST / 5.")


def test_a_body_in_chunks_is_put_together(service: Service) -> None:
    answer = service.say(POST + b"Transfer-Encoding: chunked\r\n" + END, CHUNKS[:4], CHUNKS[4:])
    assert answer.endswith(b"POST / 3.")


def test_a_body_larger_than_memory_should_hold_arrives_whole(service: Service) -> None:
    size = 4 * limits.KEPT_IN_MEMORY
    answer = service.say(POST + b"Content-Length: %d\r\n" % size + END, b"x" * size)
    assert answer.endswith(b"POST / %d." % size)


def test_a_connection_is_kept_for_further_requests(service: Service) -> None:
    with service.connect() as line:
        for path in (b"/1", b"/2", b"/3"):
            line.sendall(b"GET " + path + b" HTTP/1.1\r\n" + HOST + b"\r\n")
            assert read_answer(line, b"GET " + path + b" 0.").startswith(b"HTTP/1.1 200 ")


def test_requests_sent_at_once_are_answered_one_after_the_other(service: Service) -> None:
    first = b"GET /1 HTTP/1.1\r\n" + HOST + b"\r\n"
    answer = service.say(first + b"GET /2 HTTP/1.1\r\n" + HOST + END)
    assert answer.index(b"GET /1 0.") < answer.index(b"GET /2 0.")


def test_head_is_answered_without_a_body_and_the_connection_kept(service: Service) -> None:
    with service.connect() as line:
        line.sendall(b"HEAD /x HTTP/1.1\r\n" + HOST + b"\r\n")
        assert b"Content-Length: 10\r\n" in read_answer(line, b"\r\n\r\n")
        line.sendall(b"GET /y HTTP/1.1\r\n" + HOST + b"\r\n")
        assert read_answer(line, b"GET /y 0.").startswith(b"HTTP/1.1 200 ")


def test_who_asks_whether_to_go_on_is_told_so(service: Service) -> None:
    with service.connect() as line:
        line.sendall(POST + b"Expect: 100-continue\r\nContent-Length: 3\r\n\r\n")
        assert read_answer(line, b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"abc")
        assert read_answer(line, b"POST / 3.").startswith(b"HTTP/1.1 200 ")


def test_who_asks_whether_to_go_on_with_nothing_is_answered(service: Service) -> None:
    answer = service.say(b"GET /x HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\n" + END)
    assert answer.startswith(b"HTTP/1.1 200 ")


def test_who_asks_whether_to_go_on_with_too_much_is_told_not_to(service: Service) -> None:
    answer = service.say(POST + b"Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n")
    assert status(answer) == 413


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        # Two lengths: two programs could read two different requests out of it.
        (POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNKS, 400),
        (POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + CHUNKS, 400),
        (POST + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabc", 400),
        (POST + b"Content-Length: 3, 3\r\n\r\nabc", 400),
        (POST + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
        (POST + b"Transfer-Encoding: chunked, chunked\r\n\r\n" + CHUNKS, 400),
        (POST + b"Transfer-Encoding:\r\n\r\n" + CHUNKS, 400),
        (POST + b"Transfer-Encoding: \x0bchunked\r\n\r\n" + CHUNKS, 400),
        (b"POST / HTTP/1.0\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n" + CHUNKS, 400),
        (POST + b"Transfer-Encoding : chunked\r\n\r\n" + CHUNKS, 400),
        (POST + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + CHUNKS, 501),
        (POST + b"Transfer-Encoding: identity\r\n\r\n", 501),
        # Lengths that are none.
        (POST + b"Content-Length: -1\r\n\r\n", 400),
        (POST + b"Content-Length: +3\r\n\r\nabc", 400),
        (POST + b"Content-Length: 0x3\r\n\r\nabc", 400),
        (POST + b"Content-Length: \xb2\r\n\r\nab", 400),
        (POST + b"Content-Length: " + b"9" * 20 + b"\r\n\r\n", 413),
        (POST + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n", 400),
        (POST + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n", 400),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n-3\r\nabc\r\n", 400),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n", 400),
        # Lines that are none.
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400),
        (b"GET / HTTP/2.0\r\n" + HOST + b"\r\n", 400),
        (b"GET /\r\n" + HOST + b"\r\n", 400),
        (b"get / HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET  / HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /\x00 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /\x1b[2J HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET /\xe3\x81\x82 HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b" X: a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: a\nY: b\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X\r\n\r\n", 400),
        # Too much.
        (b"GET /" + b"a" * limits.LONGEST_REQUEST_LINE + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
        (b"GET /" + b"a" * 3 * limits.LARGEST_HEADER, 414),
        (b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * limits.LARGEST_HEADER + b"\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\n" + b"X: a\r\n" * limits.LARGEST_HEADER, 431),
        (POST + b"Content-Length: %d\r\n\r\n" % (limits.LARGEST_BODY + 1), 413),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n200001\r\n" + b"x" * 0x200000, 413),
    ],
)
def test_what_is_no_request_is_refused_in_a_sentence_and_hides_no_second_one(
    service: Service, request_: bytes, expected: int
) -> None:
    answer = service.say(request_ + HIDDEN)

    assert status(answer) == expected
    assert answer.count(b"HTTP/1.") == 1
    head, body = answer.split(b"\r\n\r\n")
    assert b"Connection: close" in head
    assert b"X-Content-Type-Options: nosniff" in head
    assert len(body.decode()) < 200
    assert body.count(b"\n") == 2


def test_a_large_body_is_refused_so_that_its_sender_hears_it(service: Service) -> None:
    size = 8 * limits.LARGEST_BODY
    with service.connect() as line:
        line.sendall(POST + b"Content-Length: %d\r\n\r\n" % size)
        for _ in range(size // 65536):
            line.sendall(b"x" * 65536)
        assert status(read_answer(line, b"at once.\n")) == 413


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (b"/seminars/abc/register", limits.LARGEST_FILE_FORM),
        (b"/en/registrations/abc/change", limits.LARGEST_FILE_FORM),
        (b"/base/en/seminars/abc/register?keep", limits.LARGEST_FILE_FORM),
        (b"/organiser/seminars/abc/registrations/import", limits.LARGEST_FILE_FORM),
        (b"/en/organiser/tours/2026/bids/import", limits.LARGEST_FILE_FORM),
        (b"/base/organiser/registrations/7/edit", limits.LARGEST_FILE_FORM),
        (b"/en/adviser/abc/days/2026/calendar", limits.LARGEST_FILE_FORM),
        (b"/adviser/abc/days/2026", limits.LARGEST_BODY),
        (b"/tours/2026/bids/import", limits.LARGEST_BODY),
        (b"/seminars/abc/register/known", limits.LARGEST_BODY),
        (b"/seminars/a/b/register", limits.LARGEST_BODY),
        (b"/registrations/abc/withdraw", limits.LARGEST_BODY),
        (b"/seminars//register", limits.LARGEST_BODY),
    ],
)
def test_a_form_that_may_hold_files_is_larger_and_no_other(
    service: Service, path: bytes, most: int
) -> None:
    head = b"POST " + path + b" HTTP/1.1\r\n" + HOST
    with service.connect() as line:
        line.sendall(head + b"Content-Length: %d\r\n\r\n" % (most - 1) + b"x" * (most - 1))
        assert status(read_answer(line, b".")) == 200
    answer = service.say(head + b"Content-Length: %d\r\n\r\n" % most)
    assert status(answer) == 413


@pytest.mark.parametrize("name", [b"X-Forwarded-For", b"X_Forwarded_For", b"Script-Name"])
def test_headers_of_proxies_change_nothing_here(service: Service, name: bytes) -> None:
    answer = service.say(b"GET /x HTTP/1.1\r\n" + HOST + name + b": /evil\r\n" + END)
    assert answer.endswith(b"GET /x 0.")
