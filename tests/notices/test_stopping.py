"""The office stops a notice that is under way, and lets it go again."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind
from seminar_service.notices import queries, sending, stopping
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.outbox.model import MessageState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.notices.support import mails, schedule, write
from tests.registrations.proof_support import OFFICE


@pytest.fixture
def notice(session: Session, tour: Tour) -> Notice:
    seminar = make_seminar(session, make_bid(session, tour))
    for _ in range(5):
        make_registration(session, seminar)
    return write(session, tour)


def states(session: Session) -> list[MessageState]:
    session.expire_all()
    return [mail.state for mail in mails(session)]


def write_all(session: Session) -> None:
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)


def test_what_has_not_left_is_stopped_and_what_has_is_not(session: Session, notice: Notice) -> None:
    schedule(session, notice)
    write_all(session)
    mails(session)[0].state = MessageState.SENT
    session.commit()

    assert stopping.stop(session, notice.id, actor=SYSTEM, now=NOW) == 4

    assert states(session) == [MessageState.SENT] + [MessageState.STOPPED] * 4
    reach = queries.reach(session, notice.id)
    assert (reach.sent, reach.stopped, reach.under_way, reach.missed) == (1, 4, 0, 0)
    assert stopping.stop(session, notice.id, actor=SYSTEM, now=NOW) == 0
    assert len(histories.lines(session, HistoryKind.NOTICE_STOPPED)) == 1

    assert stopping.let_go(session, notice.id, actor=SYSTEM, now=NOW) == 4
    assert states(session) == [MessageState.SENT] + [MessageState.PENDING] * 4
    assert stopping.let_go(session, notice.id, actor=SYSTEM, now=NOW) == 0
    assert len(histories.lines(session, HistoryKind.NOTICE_LET_GO)) == 1


def test_what_is_written_after_the_stop_is_written_as_stopped(
    session: Session, notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_AT_ONCE", 2)
    schedule(session, notice)
    sending.address(session, notice.id, now=NOW)
    sending.write_some(session, notice.id, office=OFFICE, actor=SYSTEM, now=NOW)

    assert stopping.stop(session, notice.id, actor=SYSTEM, now=NOW) == 2
    write_all(session)

    assert states(session) == [MessageState.STOPPED] * 5
    assert notice.state is NoticeState.SENT
    assert stopping.let_go(session, notice.id, actor=SYSTEM, now=NOW) == 5
    assert states(session) == [MessageState.PENDING] * 5


def test_a_draft_cannot_be_stopped(session: Session, notice: Notice) -> None:
    for deed in (stopping.stop, stopping.let_go):
        with pytest.raises(TransitionNotAllowed):
            deed(session, notice.id, actor=SYSTEM, now=NOW)
        with pytest.raises(NotFound):
            deed(session, 99, actor=SYSTEM, now=NOW)
