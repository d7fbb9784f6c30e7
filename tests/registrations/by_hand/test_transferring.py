"""The staff moves people to another seminar, where they keep their standing."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.outbox.model import Message
from seminar_service.registrations import services
from seminar_service.registrations.by_hand import transferring
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import waiting_order
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted, mails, seen, states

S = RegistrationState
LATER = NOW + timedelta(hours=2)


@pytest.fixture
def here(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


@pytest.fixture
def there(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def move(session: Session, to: Seminar, *rows: Registration, tell: bool = True) -> int:
    return transferring.transfer(
        session,
        seen(*rows),
        to.public_id,
        tell_them=tell,
        office=OFFICE,
        actor=CLERK,
        now=LATER,
    )


def waiting(session: Session, seminar: Seminar) -> list[int]:
    """Who waits for a seminar, in order."""
    session.rollback()
    rows = select(Registration.id).where(
        Registration.seminar_id == seminar.id, Registration.state == S.WAITING
    )
    return list(session.scalars(rows.order_by(*waiting_order())))


def calendars(session: Session, row: Registration) -> list[tuple[str, str, int]]:
    """What a person's calendar was told: method, which entry, and its revision."""
    bodies = session.execute(
        select(Message.calendar, Message.calendar_method)
        .where(Message.recipient == row.email, Message.calendar.is_not(None))
        .order_by(Message.id)
    ).all()
    found = []
    for body, method in bodies:
        entry = Calendar.from_ical(body or "").walk("VEVENT")[0]
        found.append((str(method), str(entry["UID"]), int(str(entry["SEQUENCE"]))))
    return found


def test_who_has_a_place_has_one_there_and_the_next_gets_the_one_left(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row, _stays = (make_registration(session, here) for _ in range(2))
    first = make_registration(session, here, state=S.WAITING)

    assert move(session, there, row) == 1

    session.refresh(row)
    assert (row.seminar_id, row.state) == (there.id, S.CONFIRMED)
    assert counted(session, here) == (2, 0)
    assert counted(session, there) == (1, 0)
    session.refresh(first)
    assert first.state is not S.WAITING
    assert [to for _kind, to in mails(session)] == [row.email, row.email, first.email]


def test_the_calendar_loses_one_entry_and_gets_the_other_and_follows_the_way_back(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)

    move(session, there, row)
    move(session, here, row)

    told = calendars(session, row)
    assert [method for method, _uid, _revision in told] == ["CANCEL", "REQUEST"] * 2
    at_here = [(method, revision) for method, uid, revision in told if uid == told[0][1]]
    assert [method for method, _revision in at_here] == ["CANCEL", "REQUEST"]
    assert at_here[0][1] < at_here[1][1]
    assert told[1][1] == told[2][1] != told[0][1]
    assert told[1][2] < told[2][2]


def test_who_waits_keeps_the_time_waited_and_the_priority(
    session: Session, here: Seminar, there: Seminar
) -> None:
    for _ in range(2):
        make_registration(session, there)
    long_ago, just_now = NOW - timedelta(days=9), NOW - timedelta(days=1)
    there_long = make_registration(
        session, there, state=S.WAITING, waits_since=NOW - timedelta(days=5)
    )
    there_first = make_registration(session, there, state=S.WAITING, priority=1)
    short = make_registration(session, here, state=S.WAITING, waits_since=just_now)
    longest = make_registration(session, here, state=S.WAITING, waits_since=long_ago)
    favoured = make_registration(session, here, state=S.WAITING, waits_since=just_now, priority=2)
    make_registration(session, here)

    assert move(session, there, short, longest, favoured) == 3

    order = [favoured, there_first, longest, there_long, short]
    assert waiting(session, there) == [row.id for row in order]
    assert longest.waits_since == long_ago
    assert counted(session, there) == (2, 5)
    assert counted(session, here) == (1, 0)


def test_of_several_who_has_a_place_comes_before_who_waits(
    session: Session, here: Seminar, there: Seminar
) -> None:
    rows = [make_registration(session, here, state=S.WAITING) for _ in range(2)]
    rows += [make_registration(session, here) for _ in range(2)]
    make_registration(session, there)

    assert move(session, there, *rows, tell=False) == 4

    assert states(session, rows) == ["waiting", "waiting", "confirmed", "waiting"]
    assert waiting(session, there) == [rows[0].id, rows[1].id, rows[3].id]
    assert rows[3].waits_since == LATER


def test_who_waited_gets_a_place_where_one_is_free(
    session: Session, here: Seminar, there: Seminar
) -> None:
    for _ in range(2):
        make_registration(session, here)
    row = make_registration(session, here, state=S.WAITING)
    unproven = make_registration(
        session, here, state=S.WAITING, held_until=LATER + timedelta(hours=1)
    )

    assert move(session, there, row, unproven) == 2

    assert states(session, [row, unproven]) == ["confirmed", "provisional"]
    assert counted(session, here) == (2, 0)
    assert counted(session, there) == (2, 0)


def test_without_mails_the_way_back_gives_the_former_number(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)
    number = row.queue_number
    make_registration(session, here, state=S.WAITING, held_until=LATER + timedelta(hours=3))

    move(session, there, row, tell=False)
    assert row.queue_number != number or row.seminar_id == there.id
    move(session, here, row, tell=False)

    assert mails(session) == []
    session.refresh(row)
    assert (row.seminar_id, row.queue_number, row.state) == (here.id, number, S.CONFIRMED)
    assert counted(session, here) == (1, 1)
    assert counted(session, there) == (0, 0)


def test_after_a_mail_the_way_back_is_a_new_number(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)
    number = row.queue_number

    move(session, there, row)
    move(session, here, row)

    assert row.queue_number > number


def test_the_history_of_person_and_seminars_tells_it(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)

    move(session, there, row)

    lines = histories.lines(session, HistoryKind.REGISTRATION_TRANSFERRED)
    told = {(line.subject_kind, line.subject_id): line.data for line in lines}
    person = told[SubjectKind.REGISTRATION.value, row.id]
    assert (person["source"], person["target"], person["before"], person["told"]) == (
        here.id,
        there.id,
        "confirmed",
        True,
    )
    assert told[SubjectKind.SEMINAR.value, here.id] == {"rows": 1, "target": there.id}
    assert told[SubjectKind.SEMINAR.value, there.id] == {"rows": 1}


def test_nobody_is_moved_to_where_they_are_or_is_offered_a_place_or_who_is_gone(
    session: Session, here: Seminar, there: Seminar
) -> None:
    twice = make_registration(session, here)
    make_registration(session, there, email_key=twice.email_key, name_key=twice.name_key)
    gone = make_registration(session, here, state=S.CANCELLED)
    asked = make_registration(session, here, state=S.OFFERED)
    already = make_registration(session, there)

    assert move(session, there, twice, gone, asked, already) == 0

    assert mails(session) == []
    assert counted(session, here) == (2, 0)
    assert counted(session, there) == (2, 0)


def test_nobody_is_moved_to_a_seminar_that_is_over_or_of_another_tour(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)
    there.state = SeminarState.CANCELLED
    session.commit()

    assert move(session, there, row) == 0
    with pytest.raises(NotFound):
        transferring.transfer(
            session, seen(row), "nowhere", tell_them=True, office=OFFICE, actor=CLERK, now=NOW
        )


def test_one_person_with_two_registrations_is_moved_once(
    session: Session, here: Seminar, there: Seminar, tour: Tour
) -> None:
    third = make_seminar(session, make_bid(session, tour))
    one = make_registration(session, here)
    other = make_registration(session, third, email_key=one.email_key, name_key=one.name_key)

    assert move(session, there, one, other, tell=False) == 1

    assert counted(session, there) == (1, 0)


def test_what_was_looked_at_before_a_move_is_nothing_to_decide_on(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)
    before = seen(row)
    move(session, there, row, tell=False)

    with pytest.raises(ChangedMeanwhile):
        transferring.transfer(
            session,
            before,
            here.public_id,
            tell_them=False,
            office=OFFICE,
            actor=CLERK,
            now=LATER,
        )


def test_a_moved_person_withdraws_at_the_seminar_where_they_are_now(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here)
    move(session, there, row, tell=False)

    services.withdraw(session, row.id, office=OFFICE, actor=CLERK, now=LATER)

    assert counted(session, here) == (0, 0)
    assert counted(session, there) == (0, 0)


def test_who_was_let_in_beyond_the_last_place_leaves_none_behind(
    session: Session, here: Seminar, there: Seminar
) -> None:
    row = make_registration(session, here, beyond=True)

    move(session, there, row, tell=False)

    session.refresh(here)
    assert (here.taken, here.beyond) == (0, 0)
    assert not row.beyond
    assert counted(session, there) == (1, 0)
