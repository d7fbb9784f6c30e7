"""Asking an address. Loaded by the process that asks, and by its tests.

A name is looked up once, every number that it has is looked at, and the connection goes to one of
these: whatever the DNS says a moment later, and wherever a server sends us on, no other host is
asked. urllib3 takes the number to connect to and the name to check the certificate by apart.
"""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final, TypeAlias
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from urllib3 import HTTPSConnectionPool, Timeout, exceptions
from urllib3.response import BaseHTTPResponse

from seminar_service.fetching.addresses import HTTPS_PORT, is_public, normalised
from seminar_service.fetching.errors import AddressMalformed
from seminar_service.fetching.values import (
    CONNECT_SECONDS,
    LARGEST_ANSWER,
    LONGEST_MARK,
    MOST_REDIRECTS,
    SILENT_SECONDS,
    Answer,
    Fault,
    FetchFailed,
    Marks,
    Wanted,
)

Number: TypeAlias = IPv4Address | IPv6Address
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_PIECE: Final = 64 * 1024
_NAMED: Final = {
    "Accept": "text/calendar, */*;q=0.1",
    "Accept-Encoding": "gzip",
    "User-Agent": "seminar-service (calendar subscription)",
}


@dataclass(frozen=True)
class Rules:
    """Whom one may ask, and whose word is taken. Tests have others, as they ask this machine.

    Attributes:
        allows: Whether a host may be asked.
        usable: Makes of an address that a server names the one that is asked.
        trust: Checks certificates.
    """

    allows: Callable[[Number], bool] = is_public
    usable: Callable[[str], str] = normalised
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def get(wanted: Wanted, rules: Rules) -> Answer:
    """Ask an address, and those that it sends us on to.

    Raises:
        FetchFailed: Nothing came.
    """
    address = wanted.address
    for _ in range(MOST_REDIRECTS + 1):
        found = _ask(urlsplit(address), wanted.marks, rules)
        if isinstance(found, Answer):
            return found
        address = _next(address, found, rules)
    raise FetchFailed(Fault.REDIRECTED)


def _next(address: str, target: str, rules: Rules) -> str:
    """Where a server sends us; not to what could not be typed either."""
    try:
        return rules.usable(urljoin(address, target))
    except (AddressMalformed, ValueError):
        raise FetchFailed(Fault.NOT_PUBLIC) from None


def _ask(parts: SplitResult, marks: Marks, rules: Rules) -> Answer | str:
    """One answer: what came, or the address that it sends us to."""
    host, port = parts.hostname or "", parts.port or HTTPS_PORT
    for number in _numbers(host, port, rules):
        pool = HTTPSConnectionPool(
            str(number),
            port,
            server_hostname=host,
            assert_hostname=host,
            ssl_context=rules.trust,
            timeout=Timeout(connect=CONNECT_SECONDS, read=SILENT_SECONDS),
            retries=False,
            maxsize=1,
        )
        try:
            return _answer(pool, parts, marks)
        except exceptions.SSLError:
            raise FetchFailed(Fault.UNTRUSTED) from None
        except exceptions.NewConnectionError:  # to the library a kind of timeout
            fault = Fault.UNREACHABLE
        except exceptions.TimeoutError:
            fault = Fault.TOO_SLOW
        except (exceptions.HTTPError, OSError, ValueError):
            fault = Fault.UNREACHABLE
        finally:
            pool.close()
    raise FetchFailed(fault)


def _numbers(host: str, port: int, rules: Rules) -> list[Number]:
    """The numbers of a host, all of which one may ask; at least one.

    Raises:
        FetchFailed: Nobody knows the host, or one of its numbers is none to be asked.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchFailed(Fault.HOST_UNKNOWN) from None
    numbers = list(dict.fromkeys(ip_address(each[4][0]) for each in found))
    if not numbers:
        raise FetchFailed(Fault.HOST_UNKNOWN)
    if not all(rules.allows(number) for number in numbers):
        raise FetchFailed(Fault.NOT_PUBLIC)
    return numbers


def _answer(pool: HTTPSConnectionPool, parts: SplitResult, marks: Marks) -> Answer | str:
    response = pool.urlopen(
        "GET",
        urlunsplit(("", "", parts.path or "/", parts.query, "")),
        headers={**_NAMED, "Host": parts.netloc, **_conditions(marks)},
        redirect=False,
        retries=False,
        assert_same_host=False,
        preload_content=False,
        decode_content=False,
    )
    with closing(response):
        return _understood(response, marks)


def _understood(response: BaseHTTPResponse, marks: Marks) -> Answer | str:
    status = response.status
    if status in _MOVED and response.headers.get("Location"):
        return str(response.headers["Location"])
    if status == HTTPStatus.NOT_MODIFIED and (marks.etag or marks.last_modified):
        return Answer(None, marks)
    if status == HTTPStatus.OK:
        return Answer(b"".join(_pieces(response)), _marks(response))
    is_away = status >= HTTPStatus.INTERNAL_SERVER_ERROR or status == HTTPStatus.TOO_MANY_REQUESTS
    raise FetchFailed(Fault.UNAVAILABLE if is_away else Fault.REFUSED)


def _pieces(response: BaseHTTPResponse) -> Iterator[bytes]:
    """What came, unpacked piece by piece, so that a small answer cannot become a very large one.

    Raises:
        FetchFailed: It is larger than is read.
    """
    read = 0
    while piece := response.read(_PIECE, decode_content=True):
        read += len(piece)
        if read > LARGEST_ANSWER:
            raise FetchFailed(Fault.TOO_LARGE)
        yield piece


def _conditions(marks: Marks) -> dict[str, str]:
    said = {"If-None-Match": marks.etag, "If-Modified-Since": marks.last_modified}
    return {name: value for name, value in said.items() if value}


def _marks(response: BaseHTTPResponse) -> Marks:
    return Marks(_mark(response, "ETag"), _mark(response, "Last-Modified"))


def _mark(response: BaseHTTPResponse, name: str) -> str:
    """What a server says of its answer; nothing where it could not be sent back."""
    said = str(response.headers.get(name, ""))
    return said if len(said) <= LONGEST_MARK and said.isascii() and said.isprintable() else ""
