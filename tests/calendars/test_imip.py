from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from seminar_service.calendars import imip
from seminar_service.calendars.errors import RevisionMissing
from seminar_service.calendars.values import EntryStatus, Person
from tests.calendars.factories import ENTRY, entry, invitation
from tests.calendars.reading import component, head, values

TARO = invitation().attendee
CANCELLED = entry(status=EntryStatus.CANCELLED, sequence=ENTRY.sequence + 1)


def test_a_request_names_organiser_and_attendee_and_its_method_twice() -> None:
    part = imip.request(invitation())
    event = component(part.content, "VEVENT")

    assert part.content_type == "text/calendar; method=REQUEST; charset=UTF-8"
    assert values(head(part.content), "METHOD") == [":REQUEST"]
    assert values(event, "ORGANIZER") == [";CN=巡回セミナー事務局:mailto:office@seminar.example.jp"]
    assert values(event, "ATTENDEE") == [
        f';CN="{TARO.name}";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{TARO.mail}'
    ]
    assert values(event, "STATUS") == [":CONFIRMED"]
    assert values(event, "SEQUENCE") == [":2"]
    assert values(event, "UID") == [f":{ENTRY.uid}"]


@pytest.mark.parametrize(
    ("mail", "link"),
    [
        ("a%b@example.jp", "a%25b@example.jp"),
        ("a?cc=evil@example.jp", "a%3Fcc%3Devil@example.jp"),
        ("taro@山田商店.jp", "taro@xn--czrr0ogxbdv4b.jp"),
    ],
)
def test_an_address_in_an_invitation_is_a_link_to_nobody_else(mail: str, link: str) -> None:
    person = Person(name="佐藤 太郎", mail=mail)

    event = component(imip.request(invitation(attendee=person, organiser=person)).content, "VEVENT")

    assert values(event, "ATTENDEE")[0].endswith(f":mailto:{link}")
    assert values(event, "ORGANIZER")[0].endswith(f":mailto:{link}")


@pytest.mark.parametrize(
    "name",
    [
        "山田 =?utf-8?q?=0A_=80?=",
        "=?utf-8?q?x=0D=0ABcc:_evil@example.com=0D=0A=0D=0APlease_pay_here?=",
    ],
)
def test_a_name_in_an_invitation_looks_like_no_encoded_word(name: str) -> None:
    person = Person(name=name, mail="taro@example.co.jp")

    content = imip.request(invitation(attendee=person, organiser=person)).content

    assert b"=?" not in content.replace(b"\r\n ", b"")


def test_a_request_carries_the_reminders() -> None:
    assert b"BEGIN:VALARM" in imip.request(invitation()).content


def test_the_stamp_is_the_later_change_of_seminar_and_registration() -> None:
    changed_at = datetime(2027, 4, 1, 3, 0, tzinfo=UTC)

    event = component(imip.request(invitation(changed_at=changed_at)).content, "VEVENT")

    assert values(event, "DTSTAMP") == values(event, "LAST-MODIFIED") == [":20270401T030000Z"]


def test_a_cancelled_seminar_is_cancelled_with_its_status_and_raised_revision() -> None:
    part = imip.seminar_cancellation(invitation(entry=CANCELLED))
    event = component(part.content, "VEVENT")

    assert part.content_type == "text/calendar; method=CANCEL; charset=UTF-8"
    assert values(head(part.content), "METHOD") == [":CANCEL"]
    assert values(event, "STATUS") == [":CANCELLED"]
    assert values(event, "SEQUENCE") == [":3"]
    assert values(event, "ATTENDEE") == [';CN="佐藤 太郎":mailto:taro@example.co.jp']
    assert b"BEGIN:VALARM" not in part.content


def test_a_seminar_that_goes_on_is_not_cancelled_by_mail() -> None:
    with pytest.raises(RevisionMissing):
        imip.seminar_cancellation(invitation())


def test_a_withdrawal_has_a_higher_revision_and_no_status() -> None:
    part = imip.withdrawal(invitation())
    event = component(part.content, "VEVENT")

    assert values(head(part.content), "METHOD") == [":CANCEL"]
    assert values(event, "STATUS") == []
    assert values(event, "SEQUENCE") == [":3"]
    assert values(event, "ATTENDEE") == [';CN="佐藤 太郎":mailto:taro@example.co.jp']
    assert b"BEGIN:VALARM" not in part.content


def test_who_registers_again_after_a_withdrawal_is_not_taken_for_outdated() -> None:
    again = imip.request(invitation(own_revision=1))
    once_more = imip.withdrawal(invitation(own_revision=1))

    assert values(component(again.content, "VEVENT"), "SEQUENCE") == [":3"]
    assert values(component(once_more.content, "VEVENT"), "SEQUENCE") == [":4"]


def test_names_with_quotes_and_line_breaks_are_written_by_rfc_6868() -> None:
    named = invitation(attendee=Person('山田 "花子" ^; 部長,\nIP', "hanako@example.jp"))

    event = component(imip.request(named).content, "VEVENT")

    assert values(event, "ATTENDEE")[0].startswith(";CN=\"山田 ^'花子^' ^^; 部長, IP\";")


def test_the_part_travels_unchanged_in_a_mail() -> None:
    part = imip.request(invitation())
    mail = EmailMessage(policy=SMTP)
    mail.set_content("お申し込みありがとうございます。")
    mail.add_alternative(
        part.content,
        maintype="text",
        subtype="calendar",
        params={"method": part.method, "charset": "UTF-8"},
    )

    sent = mail.as_bytes()
    received = message_from_bytes(sent, policy=SMTP)
    calendar = list(received.iter_parts())[1]

    assert b"\n" not in sent.replace(b"\r\n", b"")
    assert received.get_content_type() == "multipart/alternative"
    assert calendar.get_content_type() == "text/calendar"
    assert dict(calendar["Content-Type"].params) == {"method": "REQUEST", "charset": "UTF-8"}
    assert calendar.get_payload(decode=True) == part.content
