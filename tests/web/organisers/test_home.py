"""Where the staff arrives."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.outbox.model import MessageState
from seminar_service.work import stumbles
from seminar_service.work.model import Job
from tests.factories import NOW
from tests.outbox.conftest import make_message
from tests.web.accounts.support import SignIn


def test_nothing_is_said_of_mail_and_work_that_move(sign_in: SignIn) -> None:
    page = sign_in(RoleName.VIEWER).get("/en/organiser/").text

    assert "not going out" not in page
    assert "stands still" not in page


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "メールが2件、送信されていません"), ("/en", "2 emails are not going out")],
)
def test_the_first_page_says_that_mail_does_not_go_out(
    sign_in: SignIn, session: Session, now: datetime, prefix: str, words: str
) -> None:
    session.add_all(make_message(number, now - timedelta(minutes=5)) for number in (1, 2))
    session.commit()

    assert words in sign_in(RoleName.VIEWER).get(f"{prefix}/organiser/").text


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", "裏で行う処理が止まっています"), ("/en", "Work in the background stands still")],
)
def test_the_first_page_says_that_work_is_not_taken(
    sign_in: SignIn, session: Session, now: datetime, prefix: str, words: str
) -> None:
    late = now - timedelta(minutes=5)
    session.add(Job(kind="tidy", arguments={}, due_at=late, created_at=late))
    session.commit()

    assert words in sign_in(RoleName.VIEWER).get(f"{prefix}/organiser/").text


def test_the_first_page_says_that_a_mail_was_given_up(
    sign_in: SignIn, session: Session, now: datetime
) -> None:
    session.add(make_message(1, now, state=MessageState.FAILED))
    session.commit()

    page = sign_in(RoleName.VIEWER).get("/en/organiser/").text

    assert "1 email could not be delivered" in page


def test_what_cannot_be_written_again_and_again_is_told(sign_in: SignIn, session: Session) -> None:
    client = sign_in(RoleName.VIEWER)
    for hours in range(stumbles.TOLD_AFTER):
        assert "reminder or alert" not in client.get("/en/organiser/").text
        later = NOW + timedelta(hours=hours)
        stumbles.note(session, "alert", 1, RuntimeError(), now=later)
    assert "1 reminder or alert cannot be written" in client.get("/en/organiser/").text
