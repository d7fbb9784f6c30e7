"""What came back is noted on the mail and its address."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind
from seminar_service.outbox import addresses
from seminar_service.outbox.model import Attempt, Message, MessageState, ReadMailbox
from seminar_service.outbox.returned import services
from seminar_service.outbox.returned.reading import Returned, read
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.factories import NOW
from tests.outbox.conftest import make_message
from tests.outbox.returned.letters import OURS, dsn

BOX = "b" * 64
HOST = "host1@example.jp"


@pytest.fixture
def message(session: Session) -> Message:
    row = make_message(1, NOW, message_id=OURS, state=MessageState.SENT, recipient=HOST)
    session.add(row)
    session.commit()
    services.begin(session, BOX, 7)
    return row


def understood(**values: str) -> Returned:
    returned = read(dsn(**values))
    assert returned is not None
    return returned


def note(session: Session, uid: int = 1, **values: str) -> bool:
    return services.note(session, BOX, uid, understood(**values), now=NOW)


def test_a_mail_that_came_back_for_good_marks_itself_and_its_address(
    session: Session, message: Message
) -> None:
    assert note(session)

    session.refresh(message)
    assert message.state is MessageState.RETURNED
    assert message.last_error == "5.1.1 550 5.1.1 user unknown"
    known = addresses.failing(session, "Host1@Example.jp")
    assert known is not None
    assert (known.is_lasting, known.by_hand, known.reason) == (True, False, message.last_error)
    (line,) = histories.lines(session, HistoryKind.MAIL_RETURNED)
    assert (line.subject_kind, line.subject_id, line.data) == ("bid", 1, {"message": 1})
    assert session.scalars(select(Attempt.error)).all() == [message.last_error]


@pytest.mark.usefixtures("message")
def test_read_twice_it_is_noted_once(session: Session) -> None:
    assert [note(session), note(session), note(session, uid=2)] == [True, False, False]
    assert len(histories.lines(session, HistoryKind.MAIL_RETURNED)) == 1
    known = addresses.failing(session, HOST)
    assert known is not None
    assert known.times == 1


@pytest.mark.usefixtures("message")
def test_a_report_on_somebody_else_marks_nobody_for_good(session: Session) -> None:
    """Whoever got a mail of ours may forge a report that quotes it, naming another address."""
    assert note(session, recipient="victim@example.jp")
    assert addresses.failing(session, "victim@example.jp") is None
    known = addresses.failing(session, HOST)
    assert known is not None
    assert not known.is_lasting


@pytest.mark.usefixtures("message")
def test_a_report_that_quotes_no_mail_of_ours_marks_nobody(session: Session) -> None:
    unknown = OURS.replace("0123", "3210")
    assert not note(session, message_id=unknown)
    assert addresses.failing(session, HOST) is None


def test_what_is_late_is_a_line_on_the_mail_and_nothing_else(
    session: Session, message: Message
) -> None:
    assert note(session, action="delayed", status="4.4.1", diagnostic="later")
    session.refresh(message)
    assert message.state is MessageState.SENT
    assert addresses.failing(session, HOST) is None
    assert session.scalars(select(Attempt.error)).all() == ["4.4.1 later"]


@pytest.mark.parametrize("state", [each for each in MessageState if each is not MessageState.SENT])
def test_only_what_was_sent_can_come_back(
    session: Session, message: Message, state: MessageState
) -> None:
    message.state = state
    session.commit()
    assert not note(session)
    session.refresh(message)
    assert message.state is state


def test_how_far_a_mailbox_was_read_is_known_until_it_counts_anew(session: Session) -> None:
    assert services.begin(session, BOX, 7) == 0
    services.note(session, BOX, 5, None, now=NOW)
    services.note(session, BOX, 3, None, now=NOW)
    assert services.begin(session, BOX, 7) == 5
    services.skip_to(session, BOX, 9)
    services.skip_to(session, BOX, 2)
    assert services.begin(session, BOX, 7) == 9
    assert services.begin(session, BOX, 8) == 0
    with transaction(session):
        assert len(session.scalars(select(ReadMailbox)).all()) == 1
