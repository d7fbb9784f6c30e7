"""What the database keeps of notices by itself."""

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.notices.model import NoticeRecipient
from seminar_service.notices.states import NoticeState
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_registration, make_seminar
from tests.notices.support import NOTHING, write


def test_nobody_gets_a_notice_twice(session: Session, tour: Tour) -> None:
    row = make_registration(session, make_seminar(session, make_bid(session, tour)))
    notice = write(session, tour)
    twice = [{"notice_id": notice.id, "registration_id": row.id}] * 2
    with pytest.raises(IntegrityError):
        session.execute(insert(NoticeRecipient), twice)


def test_what_is_to_be_sent_has_a_time(session: Session, tour: Tour) -> None:
    notice = write(session, tour)
    notice.state = NoticeState.SCHEDULED
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_language_without_a_text_is_left_out(session: Session, tour: Tour) -> None:
    assert list(write(session, tour, en=NOTHING).letters) == ["ja"]
