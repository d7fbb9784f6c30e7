"""The mails of a release: one to each host, one to each adviser."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.vocabulary import Choice
from seminar_service.outbox.model import Message
from seminar_service.planning.model import Plan
from seminar_service.releases.services import release
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
    unlock,
)

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def tour(session: Session) -> Tour:
    return make_tour(session, same_place_gap_days=0, max_seminars_per_day=9)


def mails_of(session: Session, plan: Plan) -> dict[str, Message]:
    """What a release writes, by recipient, of whom nobody gets two."""
    release(session, plan.id, office=OFFICE, actor=SYSTEM, now=NOW)
    messages = session.scalars(select(Message)).all()
    found = {message.recipient: message for message in messages}
    assert len(found) == len(messages)
    return found


def test_each_host_is_told_what_became_of_the_own_bid(session: Session, tour: Tour) -> None:
    one, other, third = (make_adviser(session, tour) for _ in range(3))
    new, moved, team, gone, kept, refused = (make_bid(session, tour) for _ in range(6))
    for bid in (moved, team, gone, kept):
        holder = third if bid is kept else one
        make_seminar(session, bid, team=[holder], day=DAY, state=SeminarState.CONFIRMED)
    held = {new: (DAY, [one]), moved: (LATER, [one]), team: (DAY, [other]), kept: (DAY, [third])}

    found = mails_of(session, make_plan(session, tour, held, [gone, refused]))

    kinds = {bid: found[bid.contact_email].kind for bid in (new, moved, team, gone, refused)}
    assert kinds == {
        new: "seminar_proposed",
        moved: "seminar_moved",
        team: "seminar_team_changed",
        gone: "seminar_cancelled",
        refused: "bid_declined",
    }
    assert kept.contact_email not in found
    for bid in (new, moved, team, gone, refused):
        assert found[bid.contact_email].body.startswith(f"{bid.host_name}\n{bid.contact_name} 様")
    for bid in (gone, refused):
        assert "日程の都合です。" in found[bid.contact_email].body
    assert "10月7日" in found[moved.contact_email].body


def test_an_adviser_reads_that_the_plan_cancels_a_seminar_and_why(
    session: Session, tour: Tour
) -> None:
    adviser, other = make_adviser(session, tour), make_adviser(session, tour)
    gone, lost = make_bid(session, tour), make_bid(session, tour)
    for bid, day in ((gone, DAY), (lost, LATER)):
        make_seminar(session, bid, team=[adviser], day=day, state=SeminarState.CONFIRMED)
    plan = make_plan(session, tour, {lost: (LATER, [other])}, [gone])

    body = mails_of(session, plan)[adviser.email].body

    cancelled, leaving = body.index("中止になったセミナー"), body.index("ご担当から外れました")
    assert cancelled < body.index("10月6日") < body.index("日程の都合です。") < leaving
    assert leaving < body.index("10月7日")


def test_participants_are_told_of_other_advisers(session: Session, tour: Tour) -> None:
    one, other = make_adviser(session, tour), make_adviser(session, tour)
    bid = make_bid(session, tour)
    seminar = make_seminar(session, bid, team=[one], day=DAY)
    person = make_registration(session, seminar)
    unlock(session, seminar)

    mail = mails_of(session, make_plan(session, tour, {bid: (DAY, [other])}))[person.email]

    assert mail.kind == "registration_changed"
    assert mail.body.index(one.name) < mail.body.index(other.name)


def test_a_host_reads_why_in_the_own_language(session: Session, tour: Tour) -> None:
    bid = make_bid(session, tour, locale="en")

    mail = mails_of(session, make_plan(session, tour, {}, [bid]))[bid.contact_email]

    assert (mail.locale, mail.about) == ("en", f"bid:{bid.id}")
    assert "Dates." in mail.body
    assert "日程の都合です。" not in mail.body


def test_an_adviser_gets_one_mail_with_all_that_comes_and_goes_by_date(
    session: Session, tour: Tour
) -> None:
    one, other = make_adviser(session, tour), make_adviser(session, tour)
    untouched = make_adviser(session, tour)
    first, second, kept = (make_bid(session, tour) for _ in range(3))
    lost = make_bid(session, tour, days={date(2026, 11, 1): Choice.FIRST})
    make_seminar(session, lost, team=[one], state=SeminarState.CONFIRMED)
    make_seminar(session, kept, team=[untouched], day=DAY)
    held = {
        first: (LATER, [one]),
        second: (DAY, [one]),
        lost: (date(2026, 11, 1), [other]),
        kept: (DAY, [untouched]),
    }

    found = mails_of(session, make_plan(session, tour, held))

    body = found[one.email].body
    assert body.index("10月6日") < body.index("10月7日") < body.index("11月1日")
    assert found[other.email].kind == "adviser_asked"
    assert "10月6日" not in found[other.email].body
    assert untouched.email not in found
