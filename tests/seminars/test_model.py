"""What is said of a seminar: the same for a row as for the database."""

from datetime import datetime
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
