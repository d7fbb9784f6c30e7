"""The staff has mails sent again."""

from sqlalchemy.orm import Session

from seminar_service.domain.history import HistoryKind
from seminar_service.registrations.by_hand import resending
from seminar_service.registrations.states import RegistrationState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, mails, seen

S = RegistrationState


def test_each_is_told_how_it_stands_now_and_who_is_gone_is_not(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour))
    confirmed = make_registration(session, seminar)
    waiting = make_registration(session, seminar, state=S.WAITING)
    gone = make_registration(session, seminar, state=S.CANCELLED)

    done = resending.resend(
        session, seen(confirmed, waiting, gone), office=OFFICE, actor=CLERK, now=NOW
    )

    assert done == 2
    assert mails(session) == [
        ("registration_confirmed", confirmed.email),
        ("registration_waiting", waiting.email),
    ]
    lines = histories.lines(session, HistoryKind.REGISTRATION_MAILED)
    assert [line.subject_id for line in lines] == [confirmed.id, waiting.id]
