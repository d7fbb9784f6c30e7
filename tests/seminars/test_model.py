"""What is said of a seminar: the same for a row as for the database."""

from datetime import date, datetime
from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import NOW, make_bid, make_seminar, make_tour

EVERY = list(product(SeminarState, (None, NOW)))


@pytest.fixture
def seminars(session: Session) -> list[Seminar]:
    """One in each state, announced once or never."""
    tour = make_tour(session)
    return [
        make_seminar(session, make_bid(session, tour), state=state, announced_at=announced_at)
        for state, announced_at in EVERY
    ]


def kinds(seminars: list[Seminar]) -> set[tuple[SeminarState, datetime | None]]:
    return {(each.state, each.announced_at) for each in seminars}


MOMENTS = [
    datetime.fromisoformat(f"2026-10-0{text}+09:00")
    for text in ("5T23:59", "6T00:00", "6T13:29:59", "6T13:30", "6T16:29:59", "6T16:30", "7T00:00")
]


@pytest.mark.parametrize("now", MOMENTS)
def test_what_is_to_come_and_what_takes_registrations_is_the_same_for_a_row_as_for_the_database(
    session: Session, seminars: list[Seminar], now: datetime
) -> None:
    announced = [each for each in seminars if each.state is SeminarState.ANNOUNCED]
    announced[-1].registration_closes_on = date(2026, 10, 5)
    session.commit()
    ahead = session.scalars(select(Seminar).where(Seminar.to_come(now))).all()
    assert set(ahead) == {each for each in seminars if each.is_to_come(now)}
    taking = session.scalars(select(Seminar).where(Seminar.taking_registrations(now))).all()
    assert set(taking) == {each for each in seminars if each.takes_registrations(now)}
    assert (bool(ahead), bool(taking)) == (now < MOMENTS[5], now < MOMENTS[3])


def test_everybody_sees_what_was_announced_also_when_it_is_cancelled_after_that(
    session: Session, seminars: list[Seminar]
) -> None:
    found = list(session.scalars(select(Seminar).where(Seminar.is_public)))
    assert kinds(found) == kinds([each for each in seminars if each.is_public])
    assert (SeminarState.CANCELLED, NOW) in kinds(found)
    assert (SeminarState.CANCELLED, None) not in kinds(found)
    assert (SeminarState.CONFIRMED, None) not in kinds(found)


def test_whatever_was_not_cancelled_stands(session: Session, seminars: list[Seminar]) -> None:
    found = list(session.scalars(select(Seminar).where(Seminar.stands)))
    assert kinds(found) == kinds([each for each in seminars if each.stands])
    assert {state for state, _ in EVERY} - {state for state, _ in kinds(found)} == {
        SeminarState.CANCELLED
    }
