"""What is done with a message to participants."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.notices import sending
from seminar_service.notices import services as notices
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.outbox.model import MessageState
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from tests.factories import NOW
from tests.notices.support import NOTHING, mails, schedule, write
from tests.registrations.proof_support import OFFICE
from tests.web.hosts.forms import words
from tests.web.organisers.notices.support import address

STEPS = ("send", "test", "call-back", "discard", "resend", "stop", "let-go")
AT_ONCE = {"version": "1", "when": "at_once"}


def state(session: Session, notice: Notice) -> NoticeState:
    session.refresh(notice)
    return notice.state


def later(day: str, clock: str) -> dict[str, str]:
    return {"version": "1", "when": "later", "day": day, "clock": clock}


def kept(page: str) -> dict[str, str]:
    button = BeautifulSoup(page, "html.parser").select_one('button[name="as_entered"]')
    assert button
    return {"as_entered": str(button["value"])}


def test_a_clerk_sends_at_once_and_a_second_press_sends_nothing_more(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    assert clerk.post(address(notice, "send"), data=AT_ONCE).location == address(notice)
    assert state(session, notice) is NoticeState.SCHEDULED
    assert clerk.post(address(notice, "send"), data=AT_ONCE).status_code == 409
    assert sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW) == 1


def test_who_mistypes_the_time_of_what_has_been_sent_is_told_that_it_was(
    clerk: FlaskClient, notice: Notice
) -> None:
    clerk.post(address(notice, "send"), data=AT_ONCE)
    answer = clerk.post(
        address(notice, "send"), data=later("tomorrow", "10:00"), follow_redirects=True
    )
    assert "送信していません。ほかの方が連絡の内容を変更しました。" in words(answer.text)
    assert answer.request.path == address(notice)


def test_a_set_time_is_one_of_japan(clerk: FlaskClient, session: Session, notice: Notice) -> None:
    clerk.post(address(notice, "send"), data=later("2026-06-02", "9:30"))
    session.refresh(notice)
    assert notice.due_at == datetime(2026, 6, 2, 0, 30, tzinfo=UTC)
    assert "2026年6月2日（火） 09:30" in words(clerk.get(address(notice)).text)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"version": "1", "when": "x"}, "いつ送信しますか"),
        (later("", ""), "送信する日時を入力"),
        (later("2026-05-01", "10:00"), "この日時は過ぎています"),
        (later("tomorrow", "10:00"), "日付"),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused(
    clerk: FlaskClient, session: Session, notice: Notice, sent: dict[str, str], said: str
) -> None:
    answer = clerk.post(address(notice, "send"), data=sent)
    assert answer.status_code == 422
    assert said in words(answer.text)
    assert state(session, notice) is NoticeState.DRAFT


def test_a_time_at_night_is_asked_about_and_kept_by_a_button(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    sent = later("2026-06-02", "22:00")
    asked = clerk.post(address(notice, "send"), data=sent)
    assert asked.status_code == 200
    assert "夜間" in words(asked.text)
    assert state(session, notice) is NoticeState.DRAFT
    assert clerk.post(address(notice, "send"), data=sent | kept(asked.text)).status_code == 303
    assert state(session, notice) is NoticeState.SCHEDULED


def test_a_missing_language_is_asked_about_where_somebody_reads_it(
    clerk: FlaskClient, session: Session, tour: Tour, person: Registration
) -> None:
    notice = write(session, tour, en=NOTHING)
    person.locale = "en"
    session.commit()
    asked = clerk.post(address(notice, "send"), data=AT_ONCE)
    assert "1名の方の言語では" in words(asked.text)
    assert state(session, notice) is NoticeState.DRAFT


def test_who_has_seen_an_older_text_sends_nothing(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    notices.change(
        session,
        notice.id,
        notice.audience,
        {**notice.letters},
        version=1,
        actor=SYSTEM,
        now=NOW,
    )
    answer = clerk.post(address(notice, "send"), data=AT_ONCE)
    assert answer.status_code == 409
    assert state(session, notice) is NoticeState.DRAFT


@pytest.mark.parametrize("sent", [AT_ONCE, later("tomorrow", "10:00")])
def test_what_nobody_would_get_is_not_sent(
    clerk: FlaskClient,
    session: Session,
    notice: Notice,
    person: Registration,
    sent: dict[str, str],
) -> None:
    session.delete(person)
    session.commit()
    answer = clerk.post(address(notice, "send"), data=sent)
    assert answer.status_code == 409
    assert "送信していません。現在、対象となる方がいません。" in words(answer.text)
    assert state(session, notice) is NoticeState.DRAFT


def test_a_test_goes_to_oneself(
    clerk: FlaskClient, session: Session, notice: Notice, person: Registration
) -> None:
    sent = clerk.post(address(notice, "test"), data={"person": str(person.id)})
    assert sent.location == address(notice)
    assert {mail.recipient for mail in mails(session, "notice_test")} == {"clerk@example.jp"}
    assert clerk.post(address(notice, "test"), data={"person": "999"}).status_code == 404


def test_a_test_without_a_person_is_of_anybody_or_of_nobody(
    clerk: FlaskClient, session: Session, notice: Notice, person: Registration
) -> None:
    assert clerk.post(address(notice, "test")).status_code == 303
    assert len(mails(session, "notice_test")) == 2
    session.delete(person)
    session.commit()
    assert clerk.post(address(notice, "test")).status_code == 303
    assert len(mails(session, "notice_test")) == 2


def test_what_has_not_gone_is_called_back_and_thrown_away(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    schedule(session, notice)
    assert clerk.post(address(notice, "discard")).status_code == 409
    assert clerk.post(address(notice, "call-back")).status_code == 303
    assert state(session, notice) is NoticeState.DRAFT
    assert clerk.post(address(notice, "call-back")).status_code == 409
    assert clerk.post(address(notice, "discard")).location == "/organiser/tours/2026/notices"
    assert state(session, notice) is NoticeState.DISCARDED


def test_what_has_gone_is_not_called_back_and_is_sent_again_to_whom_it_missed(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    schedule(session, notice)
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    assert clerk.post(address(notice, "call-back")).status_code == 409
    [mail] = mails(session)
    mail.state = MessageState.FAILED
    session.commit()
    assert clerk.post(address(notice, "resend")).status_code == 303
    assert len(mails(session)) == 2


@pytest.mark.parametrize("step", STEPS)
def test_a_viewer_does_nothing_with_it(viewer: FlaskClient, notice: Notice, step: str) -> None:
    assert viewer.post(address(notice, step), data=AT_ONCE).status_code == 403


@pytest.mark.parametrize("step", STEPS)
def test_what_is_done_needs_a_post_and_a_message(clerk: FlaskClient, step: str) -> None:
    assert clerk.get(f"/organiser/notices/99/{step}").status_code == 405
    assert clerk.post(f"/organiser/notices/99/{step}", data=AT_ONCE).status_code == 404


def test_what_has_not_left_is_stopped_and_let_go_again(
    clerk: FlaskClient, session: Session, notice: Notice
) -> None:
    schedule(session, notice)
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)

    assert "1通の送信を止めました" in words(
        clerk.post(address(notice, "stop"), follow_redirects=True).text
    )
    assert [mail.state for mail in mails(session)] == [MessageState.STOPPED]
    session.rollback()
    assert "もうありません" in words(
        clerk.post(address(notice, "stop"), follow_redirects=True).text
    )
    clerk.post(address(notice, "let-go"))
    assert [mail.state for mail in mails(session)] == [MessageState.PENDING]
    session.rollback()
    answer = clerk.post(address(notice, "let-go"), follow_redirects=True)
    assert "もうありません" in words(answer.text)
