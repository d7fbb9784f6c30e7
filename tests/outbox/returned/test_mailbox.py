"""Reading a mailbox over IMAP."""

import logging
from datetime import date

import pytest

from seminar_service.outbox.returned import mailbox
from seminar_service.outbox.returned.mailbox import MailboxUnreachableError, opened
from tests.outbox.returned.conftest import account_at
from tests.outbox.returned.dovecot import Dovecot
from tests.outbox.returned.server import PASSWORD, ImapServer

LONG_AGO = date(2020, 1, 1)


def test_what_is_new_is_read_in_pieces_and_stays_unread(imap: ImapServer) -> None:
    for text in ("one", "two", "three"):
        imap.folder.put(f"Subject: {text}\n\n{'x' * 300_000}".encode())

    with opened(account_at(imap.port)) as box:
        assert (box.generation, box.next_uid) == (1, 4)
        assert box.new_mails(1, LONG_AGO) == [2, 3]
        assert box.new_mails(3, LONG_AGO) == []
        content = box.content(2)
        assert content is not None
        assert content.startswith(b"Subject: two\r\n")
        assert len(content) == mailbox.MOST_BYTES
        assert box.content(9) is None
    assert imap.folder.flags == {1: set(), 2: set(), 3: set()}


@pytest.mark.parametrize("takes_keywords", [True, False])
def test_what_was_ours_is_marked_as_far_as_the_server_can(
    imap: ImapServer, *, takes_keywords: bool
) -> None:
    imap.folder.put(b"Subject: x\n\nx")
    imap.folder.takes_keywords = takes_keywords
    with opened(account_at(imap.port)) as box:
        box.flag(1)
    assert imap.folder.flags[1] == {"\\Seen"} | ({mailbox.KEYWORD} if takes_keywords else set())


def test_a_server_that_lets_nobody_in_or_hangs_up_is_unreachable(
    imap: ImapServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(MailboxUnreachableError) as refused, opened(account_at(imap.port, "wrong")):
        pass
    assert "wrong" not in str(refused.value)
    with pytest.raises(MailboxUnreachableError), opened(account_at(imap.port, folder="Lost")):
        pass
    imap.folder.put(b"Subject: x\n\nx")
    for step in ("SEARCH", "FETCH"):
        imap.folder.hangs_up_at = step
        with pytest.raises(MailboxUnreachableError):
            look_at(imap)
    imap.stop()
    with pytest.raises(MailboxUnreachableError), opened(account_at(imap.port)):
        pass
    assert PASSWORD not in caplog.text


def look_at(imap: ImapServer) -> None:
    with opened(account_at(imap.port)) as box:
        box.new_mails(0, LONG_AGO)
        box.content(1)


def test_dovecot_is_understood(dovecot: Dovecot) -> None:
    dovecot.put(b"Subject: one\r\n\r\n" + b"x" * 300_000)
    dovecot.put(b"Subject: two\r\n\r\ntext\r\n")

    with opened(account_at(dovecot.port)) as box:
        assert box.next_uid == 3
        assert box.new_mails(0, LONG_AGO) == [1, 2]
        assert box.new_mails(2, LONG_AGO) == []
        assert box.new_mails(0, date(2099, 1, 1)) == []
        assert len(box.content(1) or b"") == mailbox.MOST_BYTES
        assert b"two" in (box.content(2) or b"")
        assert box.content(7) is None
        box.flag(2)
    assert dovecot.flagged() == 1
    with pytest.raises(MailboxUnreachableError), opened(account_at(dovecot.port, "wrong")):
        pass
    with pytest.raises(MailboxUnreachableError), opened(account_at(dovecot.port, folder="Lost")):
        pass
