"""The staff withdraws registrations."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.by_hand import withdrawing
from seminar_service.registrations.change_model import RegistrationNote
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, mails, seen, states

S = RegistrationState


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def withdraw(session: Session, *rows: Registration, tell: bool = True, text: str = "") -> int:
    return withdrawing.withdraw(
        session, seen(*rows), tell_them=tell, text=text, office=OFFICE, actor=CLERK, now=NOW
    )


def test_who_is_withdrawn_is_told_and_the_first_who_waits_has_the_place(
    session: Session, seminar: Seminar
) -> None:
    gone, _stays = (make_registration(session, seminar) for _ in range(2))
    first, second = (make_registration(session, seminar, state=S.WAITING) for _ in range(2))

    assert withdraw(session, gone) == 1

    assert states(session, [gone, second]) == ["cancelled", "waiting"]
    assert first.state is not S.WAITING
    assert counted(session, seminar) == (2, 1)
    assert gone.withdrawn_at == NOW
    assert [to for _kind, to in mails(session)] == [gone.email, first.email]
    body = session.scalars(select(Message.body).where(Message.recipient == gone.email)).one()
    assert "事務局" in body
    line = histories.lines(session, HistoryKind.REGISTRATION_WITHDRAWN)[0]
    assert histories.facts(line) == histories.told(
        HistoryKind.REGISTRATION_WITHDRAWN,
        SubjectKind.REGISTRATION,
        gone.id,
        CLERK,
        NOW,
        state="cancelled",
        before="confirmed",
        told=True,
    )


def test_who_is_not_to_be_told_hears_nothing_and_the_next_one_does(
    session: Session, seminar: Seminar
) -> None:
    gone, _stays = (make_registration(session, seminar) for _ in range(2))
    first = make_registration(session, seminar, state=S.WAITING)

    withdraw(session, gone, tell=False)

    assert [to for _kind, to in mails(session)] == [first.email]


def test_several_go_at_once_and_nobody_moves_up_to_be_withdrawn(
    session: Session, seminar: Seminar
) -> None:
    rows = [make_registration(session, seminar) for _ in range(2)]
    rows += [make_registration(session, seminar, state=S.WAITING) for _ in range(2)]
    stays = make_registration(session, seminar, state=S.WAITING)

    assert withdraw(session, *rows, tell=False, text="会場の都合") == 4

    assert states(session, rows) == ["cancelled"] * 4
    assert [to for _kind, to in mails(session)] == [stays.email]
    assert counted(session, seminar) == (1, 0)
    assert session.scalars(select(RegistrationNote.text)).all() == ["会場の都合"] * 4


def test_seminars_are_dealt_with_together(session: Session, tour: Tour) -> None:
    seminars = [make_seminar(session, make_bid(session, tour)) for _ in range(2)]
    rows = [make_registration(session, each) for each in seminars]

    assert withdraw(session, *rows) == 2
    assert [counted(session, each) for each in seminars] == [(0, 0), (0, 0)]


def test_what_is_over_is_left_alone(session: Session, seminar: Seminar) -> None:
    row = make_registration(session, seminar, state=S.LAPSED)
    assert withdraw(session, row) == 0
    assert (mails(session), histories.lines(session)) == ([], [])


def test_nothing_happens_where_one_of_them_has_changed(session: Session, seminar: Seminar) -> None:
    one, other = (make_registration(session, seminar) for _ in range(2))
    looked_at = seen(one) | {other.id: "waiting-2"}
    with pytest.raises(ChangedMeanwhile):
        withdrawing.withdraw(
            session, looked_at, tell_them=True, office=OFFICE, actor=CLERK, now=NOW
        )
    assert states(session, [one, other]) == ["confirmed", "confirmed"]
