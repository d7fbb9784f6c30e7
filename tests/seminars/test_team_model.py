"""A team, and days that were declined, as the database keeps them."""

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay, TeamMember
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_tour


@pytest.fixture
def seminar(session: Session) -> Seminar:
    tour = make_tour(session)
    team = [make_adviser(session, tour)]
    return make_seminar(session, make_bid(session, tour), team=team)


def test_nobody_is_twice_in_a_team(session: Session, seminar: Seminar) -> None:
    seminar.team.append(TeamMember(position=1, adviser=seminar.advisers[0]))
    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("by_adviser", [True, False])
def test_who_declines_a_day_twice_has_one_row(
    session: Session, seminar: Seminar, by_adviser: bool
) -> None:
    adviser = seminar.advisers[0] if by_adviser else None
    for _ in range(2):
        session.add(
            DeclinedDay(
                bid=seminar.bid, seminar=seminar, adviser=adviser, day=seminar.day, declined_at=NOW
            )
        )
    with pytest.raises(IntegrityError):
        session.flush()
