"""Mail servers that keep what came back: one of our own, and Dovecot where it is installed."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest

from seminar_service.domain.bounce_accounts import BounceAccount
from tests.outbox.returned.dovecot import DOVECOT, Dovecot
from tests.outbox.returned.server import PASSWORD, USER, ImapServer


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    server = ImapServer()
    yield server
    server.stop()


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    if DOVECOT is None:
        pytest.skip("Dovecot (dovecot-imapd) is not installed")
    # Where another account may read: started by root, it serves mail as nobody.
    with TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        server = Dovecot(Path(folder))
        yield server
        server.stop()


def account_at(port: int, password: str = PASSWORD, folder: str = "INBOX") -> BounceAccount:
    """The account that a setting names."""
    secret = quote(password, safe="")
    return BounceAccount.of(f"imap://{quote(USER)}:{secret}@127.0.0.1:{port}/{folder}")
