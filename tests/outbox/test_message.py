"""Mails as bytes, read back by another reader."""

from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest

from seminar_service.outbox.message import Mail, MessageUnsendableError, Sender, build_mail
from tests.outbox.conftest import SENDER, make_message

CALENDAR = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:営業秘密セミナー\r\nEND:VCALENDAR\r\n"


def sent(mail: Mail) -> EmailMessage:
    """The mail as it comes out of the wire."""
    return message_from_bytes(mail.content, policy=policy.default)


def test_japanese_names_subjects_and_texts_arrive_as_written(now: datetime) -> None:
    subject = "【重要】知財戦略巡回セミナーの開催日と講師が決まりましたのでお知らせします（第7号）"
    mail = sent(build_mail(make_message(7, now, subject=subject), SENDER))

    assert mail["Subject"] == subject
    assert mail["To"].addresses[0].display_name == "山田 花子"
    assert mail["To"].addresses[0].addr_spec == "host7@example.jp"
    assert mail["From"].addresses[0].display_name == SENDER.name_ja
    assert mail["Reply-To"] == "questions@example.jp"
    assert mail.get_content().splitlines() == ["第7号の開催希望を受け付けました。"]


def test_english_mails_come_from_the_english_name(now: datetime) -> None:
    mail = sent(build_mail(make_message(7, now, locale="en", body="Received.\n"), SENDER))

    assert mail["From"].addresses[0].display_name == "Seminar Tour Office"
    assert mail["Content-Language"] == "en"
    assert mail["Content-Transfer-Encoding"] == "quoted-printable"


def test_every_line_ends_as_the_protocol_wants_and_is_plain_ascii(now: datetime) -> None:
    mail = make_message(7, now, calendar=CALENDAR, calendar_method="REQUEST")

    data = build_mail(mail, SENDER).content

    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_an_invitation_is_an_alternative_to_the_text(now: datetime) -> None:
    row = make_message(7, now, calendar=CALENDAR, calendar_method="REQUEST")

    read = sent(build_mail(row, SENDER))
    text, invitation = read.iter_parts()

    assert read.get_content_type() == "multipart/alternative"
    assert text.get_content_type() == "text/plain"
    assert invitation["Content-Type"].content_type == "text/calendar"
    assert invitation["Content-Type"].params == {"method": "REQUEST", "charset": "UTF-8"}
    assert cast("bytes", invitation.get_payload(decode=True)) == CALENDAR.encode()


def test_html_stands_between_the_text_and_the_invitation(now: datetime) -> None:
    values = {"calendar": CALENDAR, "calendar_method": "REQUEST"}
    row = make_message(7, now, html="<p>第7号 &lt;b&gt;</p>\n", **values)

    read = sent(build_mail(row, SENDER))
    types = [part.get_content_type() for part in read.iter_parts()]

    assert types == ["text/plain", "text/html", "text/calendar"]
    html = read.get_body(("html",))
    assert html is not None
    assert html.get_content().splitlines() == ["<p>第7号 &lt;b&gt;</p>"]


def test_answers_go_where_the_mail_wants_them(now: datetime) -> None:
    row = make_message(7, now, replies_to="tour@example.jp")

    assert sent(build_mail(row, SENDER))["Reply-To"] == "tour@example.jp"


def test_a_mail_that_can_be_ended_says_where_and_that_one_press_does_it(now: datetime) -> None:
    address = "https://seminar.example.jp/alerts/" + "x" * 43 + "/end"

    mail = sent(build_mail(make_message(7, now, ended_at=address), SENDER))

    assert mail["List-Unsubscribe"] == f"<{address}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_no_program_presses_for_anybody_where_the_way_is_not_secure(now: datetime) -> None:
    row = make_message(7, now, ended_at="http://127.0.0.1:8000/alerts/x/end")

    mail = sent(build_mail(row, SENDER))

    assert mail["List-Unsubscribe"] == "<http://127.0.0.1:8000/alerts/x/end>"
    assert mail["List-Unsubscribe-Post"] is None


def test_most_mails_cannot_be_ended(now: datetime) -> None:
    assert sent(build_mail(make_message(7, now), SENDER))["List-Unsubscribe"] is None


@pytest.mark.parametrize("address", ["x", "https://a.jp/>\r\nBcc: x", "javascript:alert(1)"])
def test_an_address_to_end_that_is_none_is_refused(now: datetime, address: str) -> None:
    with pytest.raises(MessageUnsendableError, match="web address"):
        build_mail(make_message(7, now, ended_at=address), SENDER)


def test_the_same_row_gives_the_same_mail_on_every_attempt(now: datetime) -> None:
    row = make_message(7, now, calendar=CALENDAR, calendar_method="REQUEST")

    assert build_mail(row, SENDER) == build_mail(row, SENDER)
    assert sent(build_mail(row, SENDER))["Message-ID"] == "<7@seminar-service.invalid>"


def test_no_machine_answers_our_mails(now: datetime) -> None:
    assert sent(build_mail(make_message(7, now), SENDER))["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n", "\u2028", "\x0b", "\x85"])
def test_no_header_can_be_smuggled_in(now: datetime, line_break: str) -> None:
    evil = f"花子{line_break}Bcc: everybody@example.com"

    mail = sent(build_mail(make_message(7, now, recipient_name=evil, subject=evil), SENDER))

    assert mail["Bcc"] is None
    assert mail["Subject"] == "花子 Bcc: everybody@example.com"
    assert [address.addr_spec for address in mail["To"].addresses] == ["host7@example.jp"]


def test_names_with_commas_and_quotes_stay_one_recipient(now: datetime) -> None:
    name = 'Yamada, "Hana" <boss@example.com>'

    mail = sent(build_mail(make_message(7, now, recipient_name=name), SENDER))

    assert [address.display_name for address in mail["To"].addresses] == [name]
    assert [address.addr_spec for address in mail["To"].addresses] == ["host7@example.jp"]


@pytest.mark.parametrize("address", ["", "nobody", "a b@example.jp", "a@b@example.jp", "x\n@y.jp"])
def test_a_malformed_address_is_named(now: datetime, address: str) -> None:
    with pytest.raises(MessageUnsendableError, match="malformed"):
        build_mail(make_message(7, now, recipient=address), SENDER)


def test_a_calendar_method_that_is_none_is_refused(now: datetime) -> None:
    row = make_message(7, now, calendar=CALENDAR, calendar_method="X\r\nY: z")

    with pytest.raises(MessageUnsendableError, match="method"):
        build_mail(row, SENDER)


def test_answers_go_to_the_sender_where_nothing_else_is_said(now: datetime) -> None:
    sender = Sender("a@example.jp", "甲", "A", "a@example.jp")

    assert sent(build_mail(make_message(7, now), sender))["Reply-To"] is None
