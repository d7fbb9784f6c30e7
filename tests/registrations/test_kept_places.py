"""Places that are kept back for the host of a seminar."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.japan_time import instant_of
from seminar_service.history.model import HistoryLine
from seminar_service.registrations import kept_places
from seminar_service.registrations.kept_places import (
    ReleaseDayUnfit,
    SeminarOver,
    TooFewPlacesFree,
)
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.releases import amendments
from seminar_service.releases.amendments import CapacityBelowTaken, Description
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import WaitingRule
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.proof_support import NOW, OFFICE, applicant, register

CLERK = Actor(ActorKind.ORGANISER)
OFFERED, WAITING = RegistrationState.OFFERED, RegistrationState.WAITING
RELEASE = date(2026, 9, 1)


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """A seminar with three places."""
    tour = make_tour(session, waiting_rule=WaitingRule.OFFER)
    return make_seminar(session, make_bid(session, tour, capacity=3))


def keep(
    session: Session,
    seminar: Seminar,
    places: int,
    until: date | None = None,
    *,
    version: int | None = None,
    now: datetime = NOW,
) -> None:
    kept_places.keep_back(
        session,
        seminar.public_id,
        places,
        until,
        version=version,
        office=OFFICE,
        actor=CLERK,
        now=now,
    )


def release(session: Session, now: datetime) -> int:
    return kept_places.release_due(session, office=OFFICE, actor=SYSTEM, now=now)


def kept(session: Session, seminar: Seminar) -> tuple[int, date | None]:
    session.refresh(seminar)
    return seminar.kept_back, seminar.kept_until


def arrive(session: Session, seminar: Seminar, number: int) -> list[RegistrationState]:
    people = [applicant(f"参加 {each}", f"p{each}@example.jp") for each in range(number)]
    rows = [register(session, seminar, each, network=None).registration for each in people]
    return [row.state for row in rows]


def test_nobody_gets_a_place_that_is_kept_back(session: Session, seminar: Seminar) -> None:
    keep(session, seminar, 2)
    assert seminar.places_left == 1
    assert arrive(session, seminar, 3) == [RegistrationState.CONFIRMED, WAITING, WAITING]


def test_released_by_hand_they_are_offered_to_those_who_wait(
    session: Session, seminar: Seminar
) -> None:
    keep(session, seminar, 2, RELEASE)
    arrive(session, seminar, 3)
    keep(session, seminar, 1, RELEASE)
    assert stands(session, seminar) == ["confirmed", "offered", "waiting"]
    keep(session, seminar, 0, RELEASE)
    assert kept(session, seminar) == (0, None)
    assert stands(session, seminar) == ["confirmed", "offered", "offered"]


def stands(session: Session, seminar: Seminar) -> list[str]:
    rows = session.scalars(
        select(Registration.state)
        .where(Registration.seminar_id == seminar.id)
        .order_by(Registration.id)
    )
    return [state.value for state in rows]


def test_on_their_day_at_nine_they_are_released_once(session: Session, seminar: Seminar) -> None:
    keep(session, seminar, 2, RELEASE)
    waits = make_registration(session, seminar, state=WAITING)
    make_registration(session, seminar)
    nine = instant_of(RELEASE, time(9))

    before = nine - timedelta(minutes=1)
    assert (kept_places.any_due(session, now=before), release(session, before)) == (False, 0)
    assert kept_places.any_due(session, now=nine)
    assert (release(session, nine), release(session, nine)) == (1, 0)

    assert kept(session, seminar) == (0, None)
    session.refresh(waits)
    assert waits.state is OFFERED
    line = session.scalars(select(HistoryLine).where(HistoryLine.kind == "places_released")).one()
    assert (line.actor_kind, line.data) == ("system", {"places": 2})


def test_without_a_day_they_stay_until_somebody_releases_them(
    session: Session, seminar: Seminar
) -> None:
    keep(session, seminar, 2)
    assert release(session, instant_of(seminar.day, time(12))) == 0
    assert kept(session, seminar) == (2, None)


def test_places_that_people_hold_stay_theirs(session: Session, seminar: Seminar) -> None:
    arrive(session, seminar, 2)
    with pytest.raises(TooFewPlacesFree) as refused:
        keep(session, seminar, 2)
    assert refused.value.most == 1
    assert kept(session, seminar) == (0, None)
    keep(session, seminar, 1)
    assert kept(session, seminar) == (1, None)


@pytest.mark.parametrize("until", [date(2026, 6, 1), date(2026, 5, 1), date(2026, 10, 7)])
def test_the_day_lies_after_today_and_not_after_the_seminars(
    session: Session, seminar: Seminar, until: date
) -> None:
    with pytest.raises(ReleaseDayUnfit):
        keep(session, seminar, 1, until)


@pytest.mark.parametrize("state", [SeminarState.HELD, SeminarState.CANCELLED])
def test_of_a_seminar_that_is_over_nothing_is_kept_back(
    session: Session, seminar: Seminar, state: SeminarState
) -> None:
    seminar.state = state
    session.commit()
    with pytest.raises(SeminarOver):
        keep(session, seminar, 1)


def test_whoever_has_seen_an_earlier_version_keeps_nothing_back(
    session: Session, seminar: Seminar
) -> None:
    seen = seminar.version
    keep(session, seminar, 1, version=seen)
    with pytest.raises(ChangedMeanwhile):
        keep(session, seminar, 2, version=seen)


def test_a_seminar_that_does_not_exist_has_no_places(session: Session) -> None:
    with pytest.raises(NotFound):
        kept_places.keep_back(
            session, "nowhere", 1, None, version=None, office=OFFICE, actor=CLERK, now=NOW
        )


def test_fewer_places_than_are_taken_and_kept_back_are_refused(
    session: Session, seminar: Seminar
) -> None:
    arrive(session, seminar, 1)
    keep(session, seminar, 1)
    said = {name: getattr(seminar, name) for name in Description.__dataclass_fields__}
    fewer = Description(**(said | {"capacity": 1, "venue_position": ""}))
    with pytest.raises(CapacityBelowTaken) as refused:
        amendments.describe(
            session,
            seminar.public_id,
            fewer,
            version=None,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )
    assert refused.value.taken == 2


def test_the_database_itself_refuses_more_than_there_are(
    session: Session, seminar: Seminar
) -> None:
    arrive(session, seminar, 2)
    with pytest.raises(IntegrityError, match=r"(kept|gathered)_within_capacity"):
        session.execute(text("UPDATE seminar SET kept_back = 2"))
    session.rollback()
