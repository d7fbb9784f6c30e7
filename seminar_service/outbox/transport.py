"""Handing mails over: to an SMTP server, or into a folder."""

import os
import smtplib
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from seminar_service.config import ConfigurationError
from seminar_service.outbox.message import Mail

TIMEOUT_SECONDS = 30.0
DEFAULT_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PERMANENT = range(500, 600)
TOO_LARGE = 552  # said of a mail's size, which goes out with the sender [RFC 1870]


class ServerUnreachableError(Exception):
    """Nobody takes mails at the moment; no single mail is to blame."""


class RefusedError(Exception):
    """A mail was not taken.

    Attributes:
        permanent: Whether trying again is useless.
    """

    def __init__(self, reason: str, *, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Connection(Protocol):
    """Takes mails, one after the other."""

    def hand_over(self, mail: Mail) -> None:
        """Hand over a mail; when this returns, it is the other side's.

        Raises:
            RefusedError: this mail was not taken.
            ServerUnreachableError: the connection is gone.
        """


class Transport(Protocol):
    """A way for mails."""

    def connect(self) -> AbstractContextManager[Connection]:
        """Open a connection, closed at the end of the block.

        Raises:
            ServerUnreachableError: nobody answers, or not to us.
        """


class FolderTransport:
    """Writes each mail into a folder, as a file that mail programs open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connect(self) -> Iterator["FolderTransport"]:
        """Make the folder."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise ServerUnreachableError(f"{self._folder}: {error.strerror}") from error
        yield self

    def hand_over(self, mail: Mail) -> None:
        """Write the file in one step; a second attempt replaces it."""
        try:
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".draft-")
            with os.fdopen(handle, "wb") as file:
                file.write(mail.content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).replace(self._folder / f"{mail.name}.eml")
        except OSError as error:
            raise ServerUnreachableError(f"{self._folder}: {error.strerror}") from error


class SmtpTransport:
    """Speaks SMTP: plainly, with STARTTLS, or with TLS from the first byte.

    Args:
        url: `smtp://HOST:PORT`, `smtp+starttls://USER:PASSWORD@HOST` or `smtps://…`.
        tls: What certificates to trust; the system's where not given.
    """

    def __init__(self, url: str, tls: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(url)
        self._scheme = parts.scheme
        self._host = parts.hostname or ""
        self._port = parts.port or DEFAULT_PORTS[parts.scheme]
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._tls = tls or ssl.create_default_context()

    @contextmanager
    def connect(self) -> Iterator["_SmtpConnection"]:
        """Connect, secure the line and log in."""
        try:
            server = self._open()
        except (smtplib.SMTPException, OSError) as error:
            raise ServerUnreachableError(_described(error)) from error
        try:
            yield _SmtpConnection(server)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
            server.close()

    def _open(self) -> smtplib.SMTP:
        if self._scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                self._host, self._port, timeout=TIMEOUT_SECONDS, context=self._tls
            )
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT_SECONDS)
        try:
            if self._scheme == "smtp+starttls":
                server.starttls(context=self._tls)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


class _SmtpConnection:
    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def hand_over(self, mail: Mail) -> None:
        options = ["SMTPUTF8"] if mail.international else []
        try:
            self._server.sendmail(mail.sender, [mail.recipient], mail.content, options)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = error.recipients[mail.recipient]
            raise RefusedError(_reply(code, text), permanent=code in PERMANENT) from error
        except smtplib.SMTPDataError as error:
            reason = _reply(error.smtp_code, error.smtp_error)
            raise RefusedError(reason, permanent=error.smtp_code in PERMANENT) from error
        except smtplib.SMTPNotSupportedError as error:
            raise RefusedError(_described(error), permanent=True) from error
        except smtplib.SMTPSenderRefused as error:
            reason = _reply(error.smtp_code, error.smtp_error)
            if error.smtp_code == TOO_LARGE:
                raise RefusedError(reason, permanent=True) from error
            # Our own address is wrong or not allowed: that is for the operator to mend.
            raise ServerUnreachableError(f"sender refused: {reason}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise ServerUnreachableError(_described(error)) from error


def open_transport(mail_url: str, folder: Path) -> Transport:
    """The way that the settings name; `folder:` is `folder`.

    Raises:
        ConfigurationError: the address has no host or an impossible port.
    """
    parts = urlsplit(mail_url)
    if parts.scheme == "folder":
        return FolderTransport(folder)
    try:
        complete = bool(parts.hostname) and parts.port != 0
    except ValueError:
        complete = False
    if not complete:
        raise ConfigurationError("SEMINAR_MAIL_URL must look like smtp://mail.example.jp:25")
    return SmtpTransport(mail_url)


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"


def _described(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return f"{type(error).__name__}: {error}"
