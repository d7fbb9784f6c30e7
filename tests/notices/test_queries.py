"""What the staff reads about notices."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import NotFound
from seminar_service.notices import queries, sending
from seminar_service.notices import services as notices
from seminar_service.outbox.model import MessageState
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_bid, make_registration, make_seminar
from tests.notices.support import mails, recipients, schedule, write
from tests.registrations.proof_support import OFFICE


def test_the_newest_comes_first_and_what_was_thrown_away_not_at_all(
    session: Session, tour: Tour
) -> None:
    first, second, third = (write(session, tour) for _ in range(3))
    notices.discard(session, second.id, actor=SYSTEM, now=NOW)
    assert queries.notices(session, tour.id, page=1) == ([third, first], 1)


def test_the_reach_says_who_got_it_and_whom_it_missed(session: Session, tour: Tour) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    people = [make_registration(session, seminar) for _ in range(4)]
    notice = write(session, tour)
    schedule(session, notice)
    assert queries.reach(session, notice.id).people == 0
    sending.address(session, notice.id, now=NOW)
    assert queries.reach(session, notice.id).under_way == 4
    sending.send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    states = [MessageState.SENT, MessageState.FAILED, MessageState.PENDING]
    for mail, state in zip(mails(session), states, strict=False):
        mail.state = state
    last = recipients(session, notice)[3]
    last.message_id, last.is_unwritable = None, True
    session.commit()

    reach = queries.reach(session, notice.id)

    assert (reach.people, reach.sent, reach.missed, reach.under_way) == (4, 1, 2, 1)
    missed = queries.recipients(session, notice.id, missed_alone=True, page=1)
    assert [each.registration_id for each in missed.rows] == [people[1].id, people[3].id]
    everybody = queries.recipients(session, notice.id, page=1)
    assert (everybody.found, everybody.pages) == (4, 1)


def test_a_notice_that_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.notice(session, 99)
