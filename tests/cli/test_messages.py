"""`mail`: what the operator does about mails that could not be sent."""

from sqlalchemy import select

from seminar_service.cli.context import application
from seminar_service.config import load_settings
from seminar_service.extensions import db
from seminar_service.outbox.model import Message, MessageState
from tests.cli.conftest import Run
from tests.factories import NOW
from tests.outbox.conftest import make_message


def test_the_operator_tries_again_what_was_given_up(ready: Run) -> None:
    assert ready("mail", "retry").stdout == "0 to be tried again\n"


def test_only_what_was_given_up_is_tried_again_and_counted(ready: Run) -> None:
    states = [MessageState.FAILED, MessageState.SENT, MessageState.FAILED, MessageState.PENDING]
    with application(load_settings()):
        db.session.add_all(
            make_message(number, NOW, state=state) for number, state in enumerate(states, start=1)
        )
        db.session.commit()
        db.engine.dispose()

    assert ready("mail", "retry").stdout.splitlines()[-1] == "2 to be tried again"

    with application(load_settings()):
        kept = db.session.scalars(select(Message.state).order_by(Message.id)).all()
        db.session.remove()
        db.engine.dispose()
    assert kept == [MessageState.PENDING, MessageState.SENT, *[MessageState.PENDING] * 2]
