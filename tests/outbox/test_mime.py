"""The bytes that leave, read by three programs: nothing that was typed becomes anything else."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar_service.outbox.message import Sender, build_mail
from seminar_service.outbox.mime import (
    LONGEST_LINE,
    Part,
    alternatives,
    calendar_part,
    header_text,
    mailbox,
    one_line,
    text_part,
    written,
)
from tests.conftest import NOW
from tests.outbox.conftest import SENDER, make_message
from tests.outbox.readers import READERS, Reader, read_with_python, read_with_rust

HEADERS = sorted(
    [
        "from",
        "to",
        "reply-to",
        "subject",
        "message-id",
        "date",
        "auto-submitted",
        "mime-version",
        "content-language",
        "content-type",
        "content-transfer-encoding",
    ]
)
CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:営業秘密セミナー\r\nEND:VCALENDAR\r\n"
TYPED = [
    "山田 =?utf-8?q?=0A_=80?=",
    "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?=",
    "=?utf-8?b?eA0KQmNjOiBldmlsQGV4YW1wbGUuY29tDQoNClBheQ==?=",
    "=?UTF-8?Q?=0D=0A?= =?UTF-8?Q?Bcc:_evil@example.com?=",
    "=?utf-8*ja?q?=0ABcc:_evil@example.com?=",
    '"=?utf-8?q?=0ABcc:_evil@example.com?="',
    "=?us-ascii?q?=22=3Cevil=40example=2Ecom=3E?=",
    "= ?utf-8?q?x?=",
    "=?=?utf-8?q?x?=?=",
    "Hana\r\nBcc: evil@example.com\r\n\r\nPay",
    "Hana\nBcc: evil@example.com",
    "Hana\u2028Bcc: evil@example.com\x85Bcc: evil@example.com\x0bX: y",
    'Yamada, "Hana" <boss@example.com>',
    "Hana <evil@example.com>, Boss <boss@example.com>; undisclosed:;",
    "(comment) Hana \\",
    "a" * 200,
    "Patents and trade secrets: what small companies should know, and do (with consultation)",
    "知財" * 100,
    "👩\u200d👩\u200d👧\u200d👦 " * 20,
    "\u202eevil\u202c",
]


def spaceless(typed: str) -> str:
    """A name as readers give it back here; some of them add spaces to long ones."""
    return one_line(typed).replace(" ", "")


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("with_calendar", [False, True], ids=["text", "invitation"])
def test_what_was_typed_arrives_as_text_and_adds_nothing(
    now: datetime, read: Reader, with_calendar: bool
) -> None:
    calendar = {"calendar": CALENDAR, "calendar_method": "REQUEST"} if with_calendar else {}
    rows = [
        make_message(7, now, recipient_name=typed, subject=typed, **calendar) for typed in TYPED
    ]

    seen = read([build_mail(row, SENDER).content for row in rows])

    for typed, mail in zip(TYPED, seen, strict=True):
        headers = set(HEADERS) - ({"content-transfer-encoding"} if with_calendar else set())
        assert sorted(mail.headers) == sorted(headers)
        assert mail.subject == one_line(typed)
        assert mail.to == [(spaceless(typed), "host7@example.jp")]
        assert mail.sender == [(SENDER.name_ja, "office@example.jp")]
        assert mail.reply_to == [("", "questions@example.jp")]
        assert mail.text.splitlines() == ["第7号の開催希望を受け付けました。"]
        assert mail.calendars == ([CALENDAR.splitlines()] if with_calendar else [])


@pytest.mark.parametrize("typed", TYPED)
def test_no_encoded_word_that_was_typed_is_there_once_the_mail_is_decoded(typed: str) -> None:
    assert "=?" not in one_line(typed)


@pytest.mark.parametrize("typed", TYPED)
def test_a_program_that_reads_the_mail_and_writes_it_anew_adds_no_header(
    now: datetime, typed: str
) -> None:
    row = make_message(7, now, recipient_name=typed, subject=typed)
    read = message_from_bytes(
        build_mail(row, SENDER).content,
        EmailMessage,
        policy=policy.default.clone(refold_source="all"),
    )

    again = message_from_bytes(read.as_bytes(), EmailMessage, policy=policy.default)

    assert sorted(name.lower() for name in again) == HEADERS
    assert again.get_content() == read.get_content()


@pytest.mark.parametrize("typed", TYPED)
def test_the_office_may_be_called_what_it_likes(now: datetime, typed: str) -> None:
    sender = Sender("office@example.jp", typed, typed, "office@example.jp")

    (seen,) = read_with_rust([build_mail(make_message(7, now), sender).content])

    assert seen.sender == [(spaceless(typed), "office@example.jp")]
    assert seen.reply_to == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
def test_any_text_is_a_subject_and_a_name_in_lines_of_ascii(typed: str) -> None:
    content = build_mail(make_message(7, NOW, recipient_name=typed, subject=typed), SENDER).content

    (seen,) = read_with_python([content])
    assert sorted(seen.headers) == HEADERS
    assert seen.subject == one_line(typed)
    assert seen.to == [(spaceless(typed), "host7@example.jp")]
    assert content.isascii()
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
    assert max(map(len, content.split(b"\r\n"))) <= 78


@given(
    st.text(
        st.characters(
            exclude_categories=["Cs"], exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
        )
    )
)
def test_any_body_arrives_as_it_was_written(body: str) -> None:
    (seen,) = read_with_python([build_mail(make_message(7, NOW, body=body), SENDER).content])

    assert seen.text.replace("\r\n", "\n").rstrip("\n") == body.rstrip("\n")


def test_an_address_with_another_alphabet_goes_out_in_ascii(now: datetime) -> None:
    mail = build_mail(make_message(7, now, recipient="hanako@山田商店.jp"), SENDER)

    (seen,) = read_with_rust([mail.content])
    assert seen.to == [("山田花子", "hanako@xn--czrr0ogxbdv4b.jp")]
    assert mail.recipient == "hanako@xn--czrr0ogxbdv4b.jp"
    assert not mail.international


def test_a_mailbox_with_another_alphabet_asks_the_server_for_smtputf8(now: datetime) -> None:
    mail = build_mail(make_message(7, now, recipient="花子@山田商店.jp"), SENDER)

    assert mail.recipient == "花子@xn--czrr0ogxbdv4b.jp"
    assert mail.international
    assert "<花子@xn--czrr0ogxbdv4b.jp>".encode() in mail.content


def test_a_long_subject_in_ascii_is_broken_at_its_spaces_and_stays_readable() -> None:
    subject = "Patents and trade secrets: what small companies should know, and do, and leave"

    value = header_text(subject)

    assert value.replace("\r\n", "") == subject
    assert max(map(len, f"Subject: {value}".split("\r\n"))) <= LONGEST_LINE


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Hana Yamada", "Hana Yamada\r\n <h@a.jp>"),
        ("", "h@a.jp"),
        (" \r\n ", "h@a.jp"),
        ("花子", "=?utf-8?b?6Iqx5a2Q?=\r\n <h@a.jp>"),
        ("Yamada, Hana", "=?utf-8?b?WWFtYWRhLCBIYW5h?=\r\n <h@a.jp>"),
    ],
)
def test_a_name_stands_before_its_address_encoded_where_it_has_to_be(name: str, value: str) -> None:
    assert mailbox(name, "h@a.jp") == value


def test_a_text_in_ascii_stays_readable_and_any_other_is_sent_in_base64() -> None:
    encodings = [dict(text_part(text).headers)["Content-Transfer-Encoding"] for text in ("a", "あ")]

    assert encodings == ["quoted-printable", "base64"]
    assert text_part("a=b").body == b"a=3Db\r\n"


def test_an_invitation_says_its_method() -> None:
    headers = dict(calendar_part(CALENDAR, "REQUEST").headers)

    assert headers["Content-Type"] == 'text/calendar; charset="UTF-8"; method="REQUEST"'


def test_alternatives_come_in_their_order_between_boundaries() -> None:
    parts = [Part((("Content-Type", "text/plain"),), body) for body in (b"one", b"two")]

    whole = alternatives(parts, "mark")

    assert whole.headers == (("Content-Type", 'multipart/alternative;\r\n boundary="mark"'),)
    assert whole.body == (
        b"--mark\r\nContent-Type: text/plain\r\n\r\none\r\n"
        b"--mark\r\nContent-Type: text/plain\r\n\r\ntwo\r\n--mark--\r\n"
    )


@pytest.mark.parametrize("value", ["a\r\nBcc: b", "a\nb", "a\rb", "a\n b", "a\r\n"])
def test_a_header_that_would_break_its_line_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match="Subject"):
        written([("Subject", value)], b"")


def test_a_header_may_go_on_in_a_line_of_its_own() -> None:
    assert written([("Subject", "a\r\n b")], b"body") == b"Subject: a\r\n b\r\n\r\nbody"
