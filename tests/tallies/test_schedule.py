"""Each seminar that is announced and to come has its tally, for its present day."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.seminars.states import SeminarState
from seminar_service.tallies import schedule
from seminar_service.tours.model import Tour
from tests.factories import make_bid, make_seminar
from tests.tallies.support import BEFORE, LAST, MONDAY, THURSDAY, WEEK, rows


def keep(session: Session, now: object = BEFORE) -> None:
    missing = schedule.any_missing(session, now=now)  # type: ignore[arg-type]
    before = [(each.seminar_id, each.day) for each in rows(session)]
    session.rollback()
    schedule.bring_up_to_date(session, now=now)  # type: ignore[arg-type]
    assert missing == (before != [(each.seminar_id, each.day) for each in rows(session)])
    assert not schedule.any_missing(session, now=now)  # type: ignore[arg-type]


def test_an_announced_seminar_gets_its_row_once(session: Session, tour: Tour) -> None:
    make_seminar(session, make_bid(session, tour), day=THURSDAY)

    keep(session)
    keep(session)

    (row,) = rows(session)
    assert (row.week_due_at, row.day, row.last_due_at) == (MONDAY, THURSDAY, LAST)


def test_a_seminar_that_moves_keeps_its_week_and_gets_its_last_mail_anew(
    session: Session, tour: Tour
) -> None:
    seminar = make_seminar(session, make_bid(session, tour), day=THURSDAY)
    keep(session)
    rows(session)[0].last_due_at = None
    session.commit()
    seminar.day = THURSDAY + 2 * WEEK
    session.commit()

    keep(session, BEFORE + WEEK)

    (row,) = rows(session)
    assert (row.week_due_at, row.last_due_at) == (MONDAY, LAST + 2 * WEEK)


def test_who_is_announced_after_the_hour_gets_no_last_mail(session: Session, tour: Tour) -> None:
    make_seminar(session, make_bid(session, tour), day=THURSDAY)

    keep(session, LAST + timedelta(hours=1))

    assert [each.last_due_at for each in rows(session)] == [None]


@pytest.mark.parametrize(
    "values",
    [
        {"state": SeminarState.TENTATIVE},
        {"state": SeminarState.CANCELLED},
        {"state": SeminarState.HELD},
        {"day": date(2026, 9, 16)},
    ],
)
def test_of_others_nobody_is_told(session: Session, tour: Tour, values: dict[str, object]) -> None:
    make_seminar(session, make_bid(session, tour), **({"day": THURSDAY} | values))

    keep(session)

    assert rows(session) == []
