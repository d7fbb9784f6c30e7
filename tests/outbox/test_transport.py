"""Who gets the office's mails: nobody whom the certificate does not vouch for."""

import datetime as dt
import os
import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from seminar_service.outbox.transport import (
    FolderTransport,
    ServerUnreachableError,
    SmtpTransport,
)
from tests.outbox.server import MailServer
from tests.test_private_files import rights


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return file


@pytest.fixture
def server(certificate: Path) -> Iterator[MailServer]:
    """A server with that certificate that offers STARTTLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = MailServer(tls_context=context)
    server.bring_up()
    yield server
    server.take_down()


def address(server: MailServer) -> str:
    return f"smtp+starttls://127.0.0.1:{server.port}"


def test_a_server_with_a_certificate_that_nobody_vouches_for_gets_no_mail(
    server: MailServer,
) -> None:
    with (
        pytest.raises(ServerUnreachableError, match=r"(?i)certificate"),
        SmtpTransport(address(server)).connect(),
    ):
        pytest.fail("it was believed")
    assert server.mails == []


def test_a_server_whose_certificate_is_trusted_is_spoken_to(
    server: MailServer, certificate: Path
) -> None:
    trusted = ssl.create_default_context(cafile=str(certificate))
    with SmtpTransport(address(server), trusted).connect():
        assert server.connections


def test_mails_that_land_in_a_folder_are_readable_by_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        with FolderTransport(tmp_path / "mail").connect():
            assert rights(tmp_path / "mail") == 0o700
    finally:
        os.umask(before)
