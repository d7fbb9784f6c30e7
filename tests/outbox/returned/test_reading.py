"""What a mail says that came back."""

import pytest

from seminar_service.outbox.returned.reading import read
from tests.outbox.returned.letters import HOLIDAY, OURS, QMAIL, dsn

HOST = "host1@example.jp"


@pytest.mark.parametrize("copy", ["message/rfc822", "text/rfc822-headers", "text/plain"])
def test_a_report_names_our_mail_the_recipient_and_why(copy: str) -> None:
    returned = read(dsn(HOST, copy=copy))

    assert returned is not None
    assert returned.message_ids == (OURS,)
    report, named = returned.report_on("HOST1@Example.JP")
    assert named
    assert report.reason == "5.1.1 550 5.1.1 user unknown"
    assert report.is_lasting
    assert not report.is_delayed
    assert not returned.report_on("somebody@example.jp")[1]


@pytest.mark.parametrize(
    ("status", "diagnostic", "lasting"),
    [
        ("5.1.1", "550 user unknown", True),
        ("5.1.10", "550 no such recipient", True),
        ("5.2.1", "550 mailbox disabled", True),
        ("5.0.0", "550 unknown", True),
        ("5.4.4", "no route to host", True),
        ("5.0.0", "552 5.2.2 mailbox full", False),
        ("5.2.2", "552 mailbox full", False),
        ("5.3.4", "552 message too large", False),
        ("5.7.1", "550 rejected by policy", False),
        ("5.7.26", "550 unauthenticated", False),
        ("4.2.2", "452 mailbox full", False),
        ("4.4.7", "delivery time expired", False),
    ],
)
def test_only_what_the_address_is_to_blame_for_lasts(
    status: str, diagnostic: str, *, lasting: bool
) -> None:
    returned = read(dsn(HOST, status=status, diagnostic=diagnostic))
    assert returned is not None
    assert returned.reports[0].is_lasting is lasting


def test_what_is_late_is_not_lost() -> None:
    returned = read(dsn(HOST, action="delayed", status="4.4.1"))
    assert returned is not None
    assert returned.reports[0].is_delayed
    assert not returned.reports[0].is_lasting


def test_what_other_programs_write_in_words_of_their_own_is_understood() -> None:
    returned = read(QMAIL.format(recipient=HOST, message_id=OURS).encode())
    assert returned is not None
    assert (returned.message_ids, returned.report_on(HOST)[1]) == ((OURS,), True)


@pytest.mark.parametrize(
    "content",
    [
        dsn(HOST, message_id="<1234567890123@elsewhere.example>"),
        dsn(HOST, message_id="<short@seminar-service.invalid>"),
        dsn(HOST, action="delivered", status="2.0.0"),
        dsn(HOST, action="relayed", status="2.0.0"),
        HOLIDAY.format(message_id=OURS).encode(),
        f"From: x@example.jp\n\nMessage-ID: {OURS} user unknown <{HOST}>".encode(),
        b"",
        b"\x00\xff\xfe",
        b"Content-Type: multipart/report; boundary=b\n\n--b",
        b"Content-Type: message/delivery-status\n\nnot a block",
    ],
)
def test_what_is_no_returned_mail_of_ours_says_nothing(content: bytes) -> None:
    assert read(content) is None


def test_a_report_that_was_cut_off_still_says_what_stands_before() -> None:
    whole = dsn(HOST)
    cut = whole[: whole.index(b"Subject: hello")]
    returned = read(cut)
    assert returned is not None
    assert returned.message_ids == (OURS,)


def test_of_a_mail_that_quotes_ours_a_thousand_times_a_few_are_looked_at() -> None:
    many = "\n".join(f"<{number:024x}@seminar-service.invalid>" for number in range(1000))
    returned = read(QMAIL.format(recipient=HOST, message_id=many).encode())
    assert returned is not None
    assert len(returned.message_ids) == 5
