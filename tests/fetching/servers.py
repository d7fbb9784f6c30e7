"""Servers on this machine that answer over https as a test wants, and the rules that allow them.

Production code knows no switch for that: a test gives `get` other rules, or lets the fetcher start
`tests.fetching.here` in place of its own process.
"""

import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from typing import ClassVar, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from seminar_service.fetching.getting import Rules

HOST: Final = "localhost"
OTHER_HOST: Final = "127.0.0.1"
Answering = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the test wants."""

    protocol_version = "HTTP/1.1"
    answering: ClassVar[Callable[..., None]]

    def do_GET(self) -> None:
        """Answer, and close."""
        self.answering()
        self.close_connection = True

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        """A whole answer; names of headers have underscores."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (as the library has it)
        """Say nothing."""


class Served:
    """A server that runs: where it is, and what it was asked."""

    def __init__(self, port: int, trust: Path) -> None:
        self.port = port
        self.trust = trust
        self.asked: list[tuple[str, Mapping[str, str]]] = []

    def address(self, path: str = "/own.ics", host: str = HOST) -> str:
        """An address of it."""
        return f"https://{host}:{self.port}{path}"

    def rules(self, allows: Callable[[IPv4Address | IPv6Address], bool] | None = None) -> Rules:
        """Rules that allow this machine, and trust its certificate."""
        return Rules(
            allows=allows or (lambda number: number.is_loopback),
            usable=lambda address: address,
            trust=ssl.create_default_context(cafile=str(self.trust)),
        )


@contextmanager
def serving(
    folder: Path, answering: Answering, names: tuple[str, ...] = (HOST,)
) -> Iterator[Served]:
    """Run a server whose certificate has these names."""
    certificate = _certificate(folder, names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def noted(handler: Handler) -> None:
        served.asked.append((handler.path, dict(handler.headers.items())))
        answering(handler)

    handler = type("Answering", (Handler,), {"answering": noted})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no news
    server.socket = context.wrap_socket(server.socket, server_side=True)
    served = Served(server.server_address[1], certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _certificate(folder: Path, names: tuple[str, ...]) -> Path:
    """A certificate with its key, which signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    known = x509.SubjectAlternativeName([_general_name(each) for each in names])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(known, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    written = key.private_bytes(serialization.Encoding.PEM, form, plain)
    file.write_bytes(written + certificate.public_bytes(serialization.Encoding.PEM))
    return file


def _general_name(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(name))
    except ValueError:
        return x509.DNSName(name)
