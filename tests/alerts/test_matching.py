"""Which seminars fit a wish and take people."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.alerts.matching import is_met, seminars_for
from seminar_service.alerts.model import Alert
from seminar_service.alerts.values import Wish
from seminar_service.domain.vocabulary import AttendanceMode, Audience
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    make_alert,
    make_bid,
    make_registration,
    make_seminar,
    make_topic,
)


def found(session: Session, wish: Wish, now: datetime = NOW) -> list[str]:
    return [each.public_id for each in seminars_for(session, wish, now=now, most=10)]


def met(session: Session, now: datetime = NOW) -> list[str]:
    return list(session.scalars(select(Alert.email).where(is_met(now)).order_by(Alert.id)))


def in_aichi(session: Session, tour: Tour, **values: Any) -> Seminar:
    bid = make_bid(session, tour, place="23", capacity=1)
    return make_seminar(session, bid, public_id="aichi", **values)


def test_a_seminar_fits_its_prefecture_its_topic_and_both(session: Session, tour: Tour) -> None:
    seminar = in_aichi(session, tour)
    own, other = seminar.topics[0].id, make_topic(session, "another-topic").id
    for name, place, topic_id in (
        ("place", "23", None),
        ("topic", "", own),
        ("both", "23", own),
        ("elsewhere", "13", own),
        ("about-other", "23", other),
    ):
        make_alert(session, email=f"{name}@example.jp", place=place, topic_id=topic_id)

    assert met(session) == [f"{name}@example.jp" for name in ("place", "topic", "both")]
    for wish in (Wish("23"), Wish("", own), Wish("23", own)):
        assert found(session, wish) == ["aichi"]
    for wish in (Wish("13"), Wish("23", other), Wish("", other)):
        assert found(session, wish) == []


@pytest.mark.parametrize(
    "state", [SeminarState.TENTATIVE, SeminarState.CONFIRMED, SeminarState.CLOSED]
)
def test_only_what_takes_registrations_fits(
    session: Session, tour: Tour, state: SeminarState
) -> None:
    in_aichi(session, tour, state=state)
    make_alert(session)

    assert (found(session, Wish("23")), met(session)) == ([], [])


def test_what_is_for_members_alone_does_not_fit(session: Session, tour: Tour) -> None:
    in_aichi(session, tour, audience=Audience.MEMBERS)
    make_alert(session)

    assert (found(session, Wish("23")), met(session)) == ([], [])


def test_what_is_full_does_not_fit_nor_a_free_place_for_which_others_wait(
    session: Session, tour: Tour
) -> None:
    seminar = in_aichi(session, tour)
    make_alert(session)
    person = make_registration(session, seminar)
    assert (found(session, Wish("23")), met(session)) == ([], [])

    make_registration(session, seminar, state=RegistrationState.WAITING)
    session.delete(person)
    seminar.taken = 0
    session.commit()
    assert (found(session, Wish("23")), met(session)) == ([], [])


def test_after_the_last_day_of_registration_nothing_fits(session: Session, tour: Tour) -> None:
    seminar = in_aichi(session, tour)
    seminar.registration_closes_on = seminar.day - timedelta(days=3)
    session.commit()
    make_alert(session)
    late = datetime.combine(seminar.day - timedelta(days=2), NOW.timetz())

    assert len(met(session)) == len(found(session, Wish("23"))) == 1
    assert (met(session, late), found(session, Wish("23"), late)) == ([], [])


def test_a_free_place_online_fits_while_nobody_waits_for_it(session: Session, tour: Tour) -> None:
    seminar = in_aichi(session, tour, online_capacity=1)
    make_registration(session, seminar)
    make_alert(session)
    assert len(found(session, Wish("23"))) == len(met(session)) == 1

    make_registration(session, seminar, state=RegistrationState.WAITING, mode=AttendanceMode.ONLINE)
    assert (found(session, Wish("23")), met(session)) == ([], [])


def test_before_registration_opens_nothing_fits_and_from_then_on_it_does(
    session: Session, tour: Tour
) -> None:
    seminar = in_aichi(session, tour)
    seminar.registration_opens_on = NOW.date() + timedelta(days=2)
    session.commit()
    make_alert(session)
    opening = seminar.registration_opens_at
    assert opening is not None

    early = opening - timedelta(seconds=1)
    assert (met(session, early), found(session, Wish("23"), early)) == ([], [])
    assert len(met(session, opening)) == len(found(session, Wish("23"), opening)) == 1
