"""Releasing plans: all at once, told to everybody, or nothing at all."""

from datetime import date, datetime, time, timedelta
from functools import partial
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import Limits
from seminar_service.advisers.model import Engagement, UnavailableDay
from seminar_service.advisers.services import change_engagement
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.overview.bid_steps import bid_steps
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import ObjectionKind
from seminar_service.planning.states import PlanState
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.mail_list import Audience, mails_of
from seminar_service.releases.preview import comparison
from seminar_service.releases.services import PlanOutdated, PreviewOutdated, release
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
    unlock,
)

ORGANISER = Actor(ActorKind.ORGANISER)
TODAY = date(2026, 6, 1)
OCTOBER_6, OCTOBER_7 = date(2026, 10, 6), date(2026, 10, 7)


def released(session: Session, plan: Plan, now: datetime) -> Any:
    return release(session, plan.id, office=OFFICE, actor=ORGANISER, now=now)


def mails(session: Session) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for message in session.scalars(select(Message).order_by(Message.id)):
        found.setdefault(message.kind, []).append(message.recipient)
    return found


def test_a_first_release_creates_tentative_seminars_and_asks_hosts_and_advisers(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plan = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])})
    released(session, plan, now)
    seminar = session.scalars(select(Seminar)).one()
    assert (seminar.state, seminar.day) == (SeminarState.TENTATIVE, OCTOBER_6)
    assert [member.adviser_id for member in seminar.team] == [adviser.id]
    assert seminar.title_ja == "営業秘密管理セミナー"
    assert plan.state is PlanState.RELEASED
    assert mails(session) == {
        "seminar_proposed": [bid.contact_email],
        "adviser_asked": [adviser.email],
    }


def test_a_refused_host_gets_the_reason_once(session: Session, now: datetime) -> None:
    tour = make_tour(session)
    bid = make_bid(session, tour)
    released(session, make_plan(session, tour, {}, [bid]), now)
    assert "日程の都合です。" in session.scalars(select(Message.body)).one()
    released(session, make_plan(session, tour, {}, [bid]), now)
    assert mails(session) == {"bid_declined": [bid.contact_email]}
    assert [step.kind for step in bid_steps(session, bid.id)] == ["bid_declined"]


def test_releasing_again_what_holds_changes_nothing_and_mails_nobody(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    first = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])})
    released(session, first, now)
    seminar = session.scalars(select(Seminar)).one()
    uid, sequence, before = seminar.uid, seminar.calendar_sequence, mails(session)
    compared = released(session, make_plan(session, tour, {bid: (OCTOBER_6, [adviser])}), now)
    assert [change.kind for change in compared.changes] == [ChangeKind.KEPT]
    assert (seminar.uid, seminar.calendar_sequence) == (uid, sequence)
    assert mails(session) == before
    assert first.state is PlanState.SUPERSEDED


def test_a_moved_seminar_keeps_its_identity_raises_its_revision_and_asks_again(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(
        session, bid, team=[adviser], day=OCTOBER_6, state=SeminarState.CONFIRMED
    )
    uid = seminar.uid
    released(session, make_plan(session, tour, {bid: (OCTOBER_7, [adviser])}), now)
    assert (seminar.uid, seminar.day, seminar.calendar_sequence) == (uid, OCTOBER_7, 1)
    assert seminar.state is SeminarState.TENTATIVE
    assert seminar.host_confirmation is ConfirmationState.ASKED
    assert seminar.team[0].confirmation is ConfirmationState.ASKED


def test_an_announced_seminar_that_moves_stays_public_and_its_participants_are_told(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=OCTOBER_6)
    person = make_registration(session, seminar)
    unlock(session, seminar)
    seminar.registration_closes_on = OCTOBER_6 - timedelta(days=3)
    session.commit()
    released(session, make_plan(session, tour, {bid: (OCTOBER_7, [adviser])}), now)
    assert seminar.state is SeminarState.ANNOUNCED
    assert seminar.registration_closes_on == OCTOBER_7 - timedelta(days=3)
    assert mails(session)["registration_moved"] == [person.email]
    assert seminar.moved_from == begins_at(OCTOBER_6, seminar.starts_at)
    assert seminar.registration_ends_at == begins_at(OCTOBER_7 - timedelta(days=2), time())


def test_another_team_on_the_same_day_asks_only_the_newcomer(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    old, staying, new = (make_adviser(session, tour) for _ in range(3))
    topics = [make_topic(session)]
    bid = make_bid(session, tour, topics=[topics, topics])
    seminar = make_seminar(session, bid, team=[old, staying], day=OCTOBER_6, topics=topics)
    unlock(session, seminar)
    released(session, make_plan(session, tour, {bid: (OCTOBER_6, [staying, new])}), now)
    answers = {member.adviser_id: member.confirmation for member in seminar.team}
    assert answers == {
        staying.id: ConfirmationState.CONFIRMED,
        new.id: ConfirmationState.ASKED,
    }
    assert mails(session)["adviser_asked"] == [old.email, new.email]
    assert seminar.calendar_sequence == 0


def test_a_seminar_that_the_plan_refuses_is_cancelled_with_everybody_told(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=OCTOBER_6)
    person = make_registration(session, seminar)
    unlock(session, seminar)
    released(session, make_plan(session, tour, {}, [bid]), now)
    assert seminar.state is SeminarState.CANCELLED
    assert mails(session) == {
        "registration_seminar_cancelled": [person.email],
        "seminar_cancelled": [bid.contact_email],
        "adviser_asked": [adviser.email],
    }


def test_a_seminar_that_was_held_is_left_alone(session: Session, now: datetime) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[adviser], day=OCTOBER_6, state=SeminarState.HELD)
    released(session, make_plan(session, tour, {bid: (OCTOBER_6, [adviser])}), now)
    assert seminar.state is SeminarState.HELD
    assert mails(session) == {}


def test_a_plan_with_a_withdrawn_bid_is_refused_and_nothing_happens(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser = make_adviser(session, tour)
    good, gone = make_bid(session, tour), make_bid(session, tour, state=BidState.WITHDRAWN)
    plan = make_plan(session, tour, {good: (OCTOBER_6, [adviser]), gone: (OCTOBER_7, [adviser])})
    with pytest.raises(PlanOutdated) as caught:
        released(session, plan, now)
    assert caught.value.numbers == (gone.number,)
    assert session.scalars(select(Seminar)).all() == []
    assert plan.state is PlanState.COMPUTED


def test_a_plan_is_released_once(session: Session, now: datetime) -> None:
    plan = make_plan(session, make_tour(session), {})
    released(session, plan, now)
    with pytest.raises(TransitionNotAllowed):
        released(session, plan, now)


def test_a_failure_in_the_middle_leaves_nothing_behind(
    session: Session, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plan = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])})

    def broken(*_: object, **__: object) -> None:
        raise OSError("no templates")

    monkeypatch.setattr("seminar_service.releases.mails.write", broken)
    with pytest.raises(OSError, match="no templates"):
        released(session, plan, now)
    assert session.scalars(select(Seminar)).all() == []
    assert session.get_one(Plan, plan.id).state is PlanState.COMPUTED


def test_a_missing_plan_is_named_as_such(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound):
        release(session, 99, office=OFFICE, actor=ORGANISER, now=now)


def test_the_preview_counts_whom_the_release_mails(session: Session, now: datetime) -> None:
    tour = make_tour(session, same_place_gap_days=0)
    adviser, other = make_adviser(session, tour), make_adviser(session, tour)
    new, moved, refused = (make_bid(session, tour) for _ in range(3))
    seminar = make_seminar(session, moved, team=[other], day=OCTOBER_6)
    make_registration(session, seminar)
    unlock(session, seminar)
    plan = make_plan(
        session, tour, {new: (OCTOBER_6, [adviser]), moved: (OCTOBER_7, [other])}, [refused]
    )
    preview = comparison(session, plan.id, now=NOW)
    mails = [mail.audience for mail in mails_of(preview)]
    counted = (
        mails.count(Audience.HOST),
        mails.count(Audience.ADVISER),
        preview.written_participants,
    )
    released(session, plan, now)
    sent = session.scalars(select(Message.about)).all()
    hosts = {about for about in sent if about.startswith("bid:")}
    advisers = {about for about in sent if about.startswith("adviser:")}
    people = {about for about in sent if about.startswith("registration:")}
    assert counted == (len(hosts), len(advisers), len(people)) == (3, 2, 1)


def test_an_accepted_bid_that_came_after_the_plan_is_pointed_out(session: Session) -> None:
    tour = make_tour(session)
    plan = make_plan(session, tour, {})
    late = make_bid(session, tour)
    assert comparison(session, plan.id, now=NOW).unanswered == (late,)


def test_the_history_tells_what_a_release_made_of_the_plan_each_seminar_and_each_bid(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session, same_place_gap_days=0)
    old, new = make_adviser(session, tour), make_adviser(session, tour)
    fresh, moved, team, gone, refused = (make_bid(session, tour) for _ in range(5))
    held = [make_seminar(session, bid, team=[old], day=OCTOBER_6) for bid in (moved, team, gone)]
    for seminar in held:
        unlock(session, seminar)
    plan = make_plan(
        session,
        tour,
        {fresh: (OCTOBER_7, [new]), moved: (OCTOBER_7, [old]), team: (OCTOBER_6, [new])},
        [gone, refused],
    )
    released(session, plan, now)

    made = session.scalars(select(Seminar.id).where(Seminar.bid_id == fresh.id)).one()
    tell = partial(histories.told, actor=ORGANISER, at=now)
    of_seminar = partial(tell, subject_kind=SubjectKind.SEMINAR)
    first, *others = [histories.facts(line) for line in histories.lines(session)]
    assert first == tell(HistoryKind.PLAN_RELEASED, SubjectKind.PLAN, plan.id)
    expected = [
        of_seminar(HistoryKind.SEMINAR_PLANNED, subject_id=made),
        of_seminar(HistoryKind.SEMINAR_MOVED, subject_id=held[0].id, version=2),
        of_seminar(HistoryKind.SEMINAR_TEAM_CHANGED, subject_id=held[1].id, version=2),
        of_seminar(HistoryKind.SEMINAR_CANCELLED, subject_id=held[2].id, version=2),
        tell(HistoryKind.BID_DECLINED, SubjectKind.BID, gone.id),
        tell(HistoryKind.BID_DECLINED, SubjectKind.BID, refused.id),
    ]
    assert sorted(map(repr, others)) == sorted(map(repr, expected))


def mark_unavailable(session: Session, tour_id: int, adviser_id: int, now: datetime) -> None:
    limits = Limits(max_seminars=9, max_per_month=4, max_nights_away=3)
    change_engagement(
        session, tour_id, adviser_id, limits, [OCTOBER_6], version=None, actor=ORGANISER, now=now
    )


def test_a_day_that_somebody_marks_after_the_preview_stops_the_release(
    app: Flask, session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plan = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])})
    preview = comparison(session, plan.id, now=NOW)
    assert preview.may_be_released
    plan_id, tour_id, adviser_id = plan.id, tour.id, adviser.id

    with app.app_context():
        mark_unavailable(db.session(), tour_id, adviser_id, now)

    with pytest.raises(PreviewOutdated):
        release(
            session,
            plan_id,
            office=OFFICE,
            actor=ORGANISER,
            now=now,
            shown=preview.fingerprint,
        )
    with pytest.raises(PlanOutdated) as refused:
        released(session, plan, now)
    assert [each.kind for each in refused.value.objections] == [ObjectionKind.UNAVAILABLE]
    assert (mails(session), session.scalars(select(Seminar)).all()) == ({}, [])
    assert plan.state is PlanState.COMPUTED


def engaged_twice(session: Session) -> tuple[Plan, Plan]:
    """Plans of two tours of one year, each with a seminar of the same adviser on the same day."""
    first, second = make_tour(session), make_tour(session, programme=2)
    adviser = make_adviser(session, first)
    limits = {"max_seminars": 9, "max_per_month": 4, "max_nights_away": 3}
    session.add(Engagement(tour=second, adviser=adviser, **limits))
    one, two = (
        make_plan(session, tour, {make_bid(session, tour): (OCTOBER_6, [adviser])})
        for tour in (first, second)
    )
    return one, two


def test_what_another_tour_has_released_meanwhile_stops_the_release(
    session: Session, now: datetime
) -> None:
    one, two = engaged_twice(session)
    assert comparison(session, two.id, now=NOW).may_be_released

    released(session, one, now)

    with pytest.raises(PlanOutdated) as refused:
        released(session, two, now)
    assert [each.kind for each in refused.value.objections] == [ObjectionKind.UNAVAILABLE]


def test_of_two_tours_that_are_released_at_once_only_one_gets_the_adviser(
    app: Flask, session: Session, now: datetime
) -> None:
    plans = [plan.id for plan in engaged_twice(session)]
    ended: list[type[Exception] | None] = []

    def release_one(plan_id: int) -> None:
        with app.app_context():
            try:
                release(db.session(), plan_id, office=OFFICE, actor=ORGANISER, now=now)
            except PlanOutdated as error:
                ended.append(type(error))
            else:
                ended.append(None)

    threads = [Thread(target=release_one, args=[plan_id]) for plan_id in plans]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(map(str, ended)) == sorted(map(str, [None, PlanOutdated]))
    session.rollback()  # on SQLite it would still read what was there before
    assert len(session.scalars(select(Seminar)).all()) == 1


def test_a_release_waits_for_whoever_is_just_changing_an_adviser_and_then_sees_it(
    app: Flask, session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plan_id = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])}).id
    ended: list[Exception | None] = []

    def release_elsewhere() -> None:
        with app.app_context():
            try:
                release(db.session(), plan_id, office=OFFICE, actor=ORGANISER, now=now)
            except PlanOutdated as error:
                ended.append(error)
            else:
                ended.append(None)

    with transaction(session):
        engagement = session.scalars(select(Engagement).with_for_update()).one()
        other = Thread(target=release_elsewhere)
        other.start()
        engagement.unavailable_days.append(UnavailableDay(day=OCTOBER_6))
    other.join()

    assert [type(each) for each in ended] == [PlanOutdated]
    session.expire_all()
    assert session.scalars(select(Seminar)).all() == []


def test_who_has_withdrawn_since_is_not_told_that_the_plan_refuses_the_bid(
    session: Session, now: datetime
) -> None:
    tour = make_tour(session)
    gone = make_bid(session, tour, state=BidState.WITHDRAWN)
    released(session, make_plan(session, tour, {}, [gone]), now)
    assert mails(session) == {}


def test_the_preview_marks_bids_whose_seminar_had_been_cancelled(session: Session) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    make_seminar(session, bid, state=SeminarState.CANCELLED, cancellation_note_ja="大雪のため")
    plan = make_plan(session, tour, {bid: (OCTOBER_6, [adviser])})
    assert comparison(session, plan.id, now=NOW).cancelled[bid.id].seminar.bid_id == bid.id
