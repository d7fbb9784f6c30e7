"""The table of the outbox."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from seminar_service.outbox.model import Message, MessageState
from tests.constraints import check, refused, unique
from tests.factories import NOW
from tests.outbox.conftest import make_message


def test_a_mail_has_its_own_identifier(sqlite_session: Session) -> None:
    sqlite_session.add(make_message(1, NOW))
    sqlite_session.commit()

    with refused(sqlite_session, unique("message.message_id")):
        sqlite_session.add(make_message(2, NOW, message_id="<1@seminar-service.invalid>"))


def test_a_mail_is_in_one_of_the_states(sqlite_session: Session) -> None:
    sqlite_session.add(make_message(1, NOW))
    sqlite_session.commit()

    with refused(sqlite_session, check("ck_message_state")):
        sqlite_session.execute(text("UPDATE message SET state = 'lost'"))


def test_a_new_mail_waits_and_nobody_holds_it(sqlite_session: Session) -> None:
    message = make_message(1, NOW, attempt=None)
    sqlite_session.add(message)
    sqlite_session.commit()

    assert (message.state, message.attempt) == (MessageState.PENDING, 0)
    assert (message.leased_by, message.leased_until, message.sent_at) == (None, None, None)


def test_the_states_of_the_lease_are_different_ones_and_being_sent_is_none_of_them() -> None:
    leased = [Message.WAITING, Message.HELD, Message.GIVEN_UP]

    others = {MessageState.SENT, MessageState.STOPPED, MessageState.RETURNED}
    assert set(MessageState) - set(leased) == others
    assert len(set(leased)) == 3
