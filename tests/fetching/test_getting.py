"""What a server on this machine answers, whatever it does, and that no other host is asked."""

import gzip
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from seminar_service.fetching import getting
from seminar_service.fetching.addresses import is_public
from seminar_service.fetching.getting import Rules, get
from seminar_service.fetching.values import (
    LARGEST_ANSWER,
    LONGEST_MARK,
    MOST_REDIRECTS,
    Answer,
    Fault,
    FetchFailed,
    Marks,
    Wanted,
)
from tests.fetching.servers import HOST, OTHER_HOST, Answering, Handler, Served, serving

FILE = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
Serve = Callable[..., Served]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts servers that live as long as the test."""
    with ExitStack() as stack:

        def start(answering: Answering, *names: str) -> Served:
            return stack.enter_context(serving(tmp_path, answering, names or (HOST,)))

        yield start


def fault_of(served: Served, path: str = "/own.ics", rules: Rules | None = None) -> Fault:
    with pytest.raises(FetchFailed) as failed:
        get(Wanted(served.address(path)), rules or served.rules())
    assert served.address(path) not in str(failed.value)
    return failed.value.fault


def test_a_calendar_comes_with_what_the_server_calls_it(serve: Serve) -> None:
    served = serve(lambda to: to.answer(200, FILE, ETag='"1"', Last_Modified="Mon"))
    found = get(Wanted(served.address("/own.ics?key=1")), served.rules())
    assert found == Answer(FILE, Marks('"1"', "Mon"))
    ((path, headers),) = served.asked
    assert path == "/own.ics?key=1"
    assert headers["Host"] == f"{HOST}:{served.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_what_is_as_before_is_not_sent_again(serve: Serve) -> None:
    served = serve(lambda to: to.answer(304))
    marks = Marks('"1"', "Mon")
    assert get(Wanted(served.address(), marks), served.rules()) == Answer(None, marks)
    headers = served.asked[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "Mon")


def test_nothing_is_as_before_where_nothing_was_before(serve: Serve) -> None:
    assert fault_of(serve(lambda to: to.answer(304))) is Fault.REFUSED


def test_marks_that_could_not_be_sent_back_are_dropped(serve: Serve) -> None:
    served = serve(
        lambda to: to.answer(200, FILE, ETag="x" * (LONGEST_MARK + 1), Last_Modified="é")
    )
    assert get(Wanted(served.address()), served.rules()).marks == Marks()


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (401, Fault.REFUSED),
        (404, Fault.REFUSED),
        (410, Fault.REFUSED),
        (204, Fault.REFUSED),
        (429, Fault.UNAVAILABLE),
        (500, Fault.UNAVAILABLE),
        (503, Fault.UNAVAILABLE),
    ],
)
def test_other_answers_are_faults(serve: Serve, status: int, fault: Fault) -> None:
    assert fault_of(serve(lambda to: to.answer(status))) is fault


def test_a_large_answer_is_not_read_to_its_end(serve: Serve) -> None:
    large = b"x" * (LARGEST_ANSWER + 1)
    assert fault_of(serve(lambda to: to.answer(200, large))) is Fault.TOO_LARGE


def test_a_small_answer_that_unpacks_to_very_much_is_too_large(serve: Serve) -> None:
    packed = gzip.compress(b"\0" * (LARGEST_ANSWER * 50))
    assert len(packed) < LARGEST_ANSWER
    served = serve(lambda to: to.answer(200, packed, Content_Encoding="gzip"))
    assert fault_of(served) is Fault.TOO_LARGE


def test_what_was_packed_is_unpacked(serve: Serve) -> None:
    served = serve(lambda to: to.answer(200, gzip.compress(FILE), Content_Encoding="gzip"))
    assert get(Wanted(served.address()), served.rules()).content == FILE


def test_what_breaks_off_or_is_no_answer_is_a_fault(serve: Serve) -> None:
    def breaks_off(to: Handler) -> None:
        to.send_response(200)
        to.send_header("Content-Length", "100")
        to.end_headers()
        to.wfile.write(b"x")

    assert fault_of(serve(breaks_off)) is Fault.UNREACHABLE
    assert fault_of(serve(lambda to: to.wfile.write(b"hello\r\n\r\n"))) is Fault.UNREACHABLE


def test_a_silent_server_is_not_waited_for(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getting, "SILENT_SECONDS", 0.2)
    assert fault_of(serve(lambda to: to.rfile.read(1) and None)) is Fault.TOO_SLOW


def test_a_server_that_is_away_is_unreachable(serve: Serve) -> None:
    served = serve(lambda to: to.answer(200))
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    with pytest.raises(FetchFailed) as failed:
        get(Wanted(f"https://{HOST}:{port}/"), served.rules())
    assert failed.value.fault is Fault.UNREACHABLE


def test_a_certificate_of_another_name_or_of_nobody_is_not_trusted(serve: Serve) -> None:
    other = serve(lambda to: to.answer(200, FILE), "other.example.jp")
    assert fault_of(other) is Fault.UNTRUSTED
    assert fault_of(other, rules=Rules(allows=lambda _: True)) is Fault.UNTRUSTED
    assert other.asked == []


def test_where_a_server_sends_us_on_it_is_asked_there(serve: Serve) -> None:
    def moves(to: Handler) -> None:
        if to.path == "/own.ics":
            to.answer(302, Location="/new.ics")
        else:
            to.answer(200, FILE)

    served = serve(moves)
    assert get(Wanted(served.address()), served.rules()).content == FILE
    assert [path for path, _ in served.asked] == ["/own.ics", "/new.ics"]


def test_a_server_that_sends_us_round_and_round_is_left(serve: Serve) -> None:
    served = serve(lambda to: to.answer(301, Location="/own.ics"))
    assert fault_of(served) is Fault.REDIRECTED
    assert len(served.asked) == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    "target",
    [
        "http://cal.example.jp/",
        "https://cal.example.jp:8080/",
        "https://me:secret@cal.example.jp/",
        "file:///etc/passwd",
        "gopher://cal.example.jp/",
        "//[::1",
    ],
)
def test_it_sends_us_to_no_address_that_could_not_be_typed(serve: Serve, target: str) -> None:
    served = serve(lambda to: to.answer(302, Location=target))
    rules = Rules(allows=served.rules().allows, trust=served.rules().trust)
    assert fault_of(served, rules=rules) is Fault.NOT_PUBLIC


def test_this_machine_is_not_asked_whatever_it_is_called(serve: Serve) -> None:
    served = serve(lambda to: to.answer(200, FILE), HOST, OTHER_HOST)
    rules = served.rules(is_public)
    for host in (HOST, OTHER_HOST, "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:7f00:1]"):
        with pytest.raises(FetchFailed) as failed:
            get(Wanted(served.address(host=host)), rules)
        assert failed.value.fault is Fault.NOT_PUBLIC
    assert served.asked == []


def test_a_host_that_sends_us_to_a_private_one_leads_nowhere(serve: Serve) -> None:
    inner = serve(lambda to: to.answer(200, FILE), HOST, OTHER_HOST)
    outer = serve(lambda to: to.answer(302, Location=inner.address(host=OTHER_HOST)))
    looked_at = []

    def allows(number: Any) -> bool:
        """The first host is taken for a public one, the second for what it is."""
        looked_at.append(number)
        return len(looked_at) == 1 or is_public(number)

    assert fault_of(outer, rules=outer.rules(allows)) is Fault.NOT_PUBLIC
    assert (len(outer.asked), inner.asked) == (1, [])


def looked_up(*numbers: str) -> list[tuple[Any, ...]]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in numbers]


def test_a_name_is_looked_up_once_so_that_another_answer_comes_too_late(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The DNS tells one number, and a moment later another one."""
    served = serve(lambda to: to.answer(200, FILE), "cal.example.jp")
    answers = [looked_up("127.0.0.1"), looked_up("10.0.0.1")]
    asked: list[str] = []

    def resolve(host: str, *_: Any, **__: Any) -> list[tuple[Any, ...]]:
        if host == "127.0.0.1":  # what is connected to is a number by now
            return real(host, *_, **__)
        asked.append(host)
        return answers.pop(0)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    address = served.address(host="cal.example.jp")
    assert get(Wanted(address), served.rules()).content == FILE
    assert asked == ["cal.example.jp"]


def test_one_private_number_among_public_ones_is_enough(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(lambda to: to.answer(200, FILE))
    both = looked_up("8.8.8.8", "127.0.0.1")
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert fault_of(served, rules=served.rules(is_public)) is Fault.NOT_PUBLIC
    assert served.asked == []


def test_a_host_that_nobody_knows_is_named_so(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve(lambda to: to.answer(200, FILE))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    assert fault_of(served) is Fault.HOST_UNKNOWN


def test_the_rules_of_the_service_allow_public_hosts_alone() -> None:
    rules = Rules()
    assert rules.allows is is_public
    assert not rules.allows(ip_address("127.0.0.1"))
    assert rules.trust.check_hostname
