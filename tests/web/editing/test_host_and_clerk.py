"""A host and the office at one bid; decisions on something that has changed since it was shown."""

from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.outbox.model import Message
from seminar_service.planning.model import Lock
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_lock,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.web.accounts.support import SignIn
from tests.web.editing import things
from tests.web.editing.browsers import form_of, marks
from tests.web.editing.things import Browser
from tests.web.hosts.forms import words


def mails(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Message)) or 0


def test_a_hosts_answer_outlives_the_clerks_older_form(
    client: FlaskClient, session: Session, browser: Browser
) -> None:
    asked = things.asked_bid(session)
    bid = asked.row
    clerk = browser(replace(asked, role=RoleName.CLERK), "clerk")
    address = f"/organiser/bids/{bid.id}/edit"
    older = form_of(clerk.get(address).text)

    hall = {"venue_name": ["公民館"], "venue_address": ["名古屋市中区1-1"]}
    answer = form_of(client.get(asked.address).text) | hall
    assert client.post(asked.address, data=answer).status_code == 303
    sent = clerk.post("/en" + address, data=older | {"contact_name": ["窓口 太郎"]})

    assert sent.status_code == 409
    theirs = dict.fromkeys(hall, "theirs")
    assert marks(sent.text) == {"contact_name": "mine"} | theirs
    assert "Changed by the host" in sent.text
    assert clerk.post(address, data=form_of(sent.text)).status_code == 303
    session.expire_all()
    assert isinstance(bid, Bid)
    assert (bid.venue_name, bid.contact_name) == ("公民館", "窓口 太郎")


def test_a_host_learns_that_the_office_has_changed_the_bid_and_no_names(
    client: FlaskClient, session: Session, browser: Browser
) -> None:
    asked = things.asked_bid(session)
    older = form_of(client.get(asked.address).text)
    clerk = browser(replace(asked, role=RoleName.CLERK), "佐藤")
    address = f"/organiser/bids/{asked.row.id}/edit"
    edit = form_of(clerk.get(address).text) | {"second_choice-0-begins": ["2026-11-04"]}
    assert clerk.post(address, data=edit).status_code == 303

    sent = client.post("/en" + asked.address, data=older | {"note": ["10台分あります"]})

    assert sent.status_code == 409
    assert marks(sent.text) == {"second_choice": "theirs"}
    assert "Changed by the office" in sent.text
    assert "佐藤" not in sent.text
    assert "10台分あります" in sent.text


@pytest.mark.parametrize("name", ["accept", "ask", "reject", "withdraw"])
def test_a_decision_on_a_bid_that_has_changed_is_shown_the_change_first(
    session: Session, browser: Browser, name: str
) -> None:
    thing = things.bid(session)
    clerk, other = browser(thing, "clerk"), browser(thing, "other")
    address = f"/organiser/bids/{thing.row.id}/{name}"
    older = form_of(clerk.get(address).text) | {"words": ["承知しました"]}
    other.post(thing.address, data=form_of(other.get(thing.address).text) | {"capacity": ["55"]})

    sent = clerk.post("/en" + address, data=older)

    assert sent.status_code == 409
    assert "Number of seats now: 55" in words(sent.text)
    assert "承知しました" in sent.text
    assert mails(session) == 0
    assert clerk.post(address, data=form_of(sent.text)).status_code == 303
    assert mails(session) == 1


def test_what_was_typed_for_a_bid_that_is_decided_is_given_back(
    session: Session, browser: Browser
) -> None:
    thing = things.bid(session)
    clerk = browser(thing, "clerk")
    entered = form_of(clerk.get(thing.address).text) | {"remarks": ["控室が必要です"]}
    assert isinstance(thing.row, Bid)
    thing.row.state = BidState.WITHDRAWN
    session.commit()

    sent = clerk.post(thing.address, data=entered)

    assert sent.status_code == 409
    assert "控室が必要です" in sent.text


def test_what_was_typed_for_an_engagement_that_is_gone_is_given_back(
    session: Session, browser: Browser
) -> None:
    thing = things.engagement(session)
    planner = browser(thing, "planner")
    entered = form_of(planner.get(thing.address).text) | {"days-1-begins": ["2026-09-07"]}
    session.delete(thing.row)
    session.commit()

    sent = planner.post(thing.address, data=entered)

    assert sent.status_code == 409
    assert "2026年9月7日（月）" in sent.text
    assert planner.post("/organiser/tours/2026/advisers/99999", data=entered).status_code == 404


def test_an_engagement_that_was_changed_is_not_ended_unseen(
    session: Session, browser: Browser
) -> None:
    thing = things.engagement(session)
    planner = browser(thing, "planner")
    page = planner.get(thing.address).text
    planner.post(thing.address, data=form_of(page) | {"max_seminars": ["8"]})

    sent = planner.post(f"/en{thing.address}/remove", data={"version": "1"})

    assert sent.status_code == 409
    assert planner.post(f"{thing.address}/remove", data={"version": "2"}).status_code == 303


def test_moving_the_venue_again_mails_nobody_unseen(session: Session, browser: Browser) -> None:
    thing = things.seminar(session)
    assert isinstance(thing.row, Seminar)
    for _ in range(3):
        make_registration(session, thing.row)
    first, second = browser(thing, "first"), browser(thing, "second")
    shown = second.get(thing.address).text
    first.post(thing.address, data=form_of(shown) | {"venue_name": ["別館"]})
    told = mails(session)
    assert told

    sent = second.post("/en" + thing.address, data=form_of(shown) | {"venue_name": ["新館"]})

    assert sent.status_code == 409
    assert mails(session) == told


def test_an_older_form_tells_participants_nothing_old(session: Session, browser: Browser) -> None:
    thing = things.seminar(session)
    assert isinstance(thing.row, Seminar)
    make_registration(session, thing.row)
    first, second = browser(thing, "first"), browser(thing, "second")
    shown = second.get(thing.address).text
    first.post(thing.address, data=form_of(shown) | {"venue_name": ["別館"]})
    told = mails(session)

    sent = second.post(thing.address, data=form_of(shown) | {"capacity": ["50"]})
    assert second.post(thing.address, data=form_of(sent.text)).status_code == 303

    session.expire_all()
    assert (thing.row.venue_name, thing.row.capacity) == ("別館", 50)
    new = session.scalars(select(Message.kind).order_by(Message.id)).all()[told:]
    assert new == ["seminar_changed"]


def test_a_seminar_that_was_changed_is_neither_announced_nor_cancelled_unseen(
    session: Session, sign_in: SignIn
) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, state=SeminarState.CONFIRMED)
    clerk = sign_in(RoleName.CLERK)
    listed = form_of(clerk.get("/organiser/tours/2026/seminars").text, holding="seminars")
    cancel = f"/organiser/seminars/{seminar.public_id}/cancel"
    older = form_of(clerk.get(cancel).text) | {"note_ja": ["台風のため"], "bid": ["close"]}
    seminar.venue_name, seminar.version = "別館", 2
    session.commit()

    announced = clerk.post("/organiser/tours/2026/seminars/announce", data=listed)
    cancelled = clerk.post("/en" + cancel, data=older)

    assert (announced.status_code, cancelled.status_code) == (409, 409)
    assert "Venue now: 別館" in words(cancelled.text)
    assert "台風のため" in cancelled.text
    session.expire_all()
    assert seminar.state is SeminarState.CONFIRMED
    assert clerk.post(cancel, data=form_of(cancelled.text)).status_code == 303


def test_a_host_does_not_confirm_a_date_that_it_has_not_seen(
    client: FlaskClient, session: Session
) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    token = links.mint(session, LinkPurpose.BID, bid.id, now=NOW)
    session.commit()
    address = f"/bids/{token}"
    older = form_of(client.get(address).text, holding="answer")
    seminar.day, seminar.version = date(2026, 10, 8), 2
    session.commit()

    sent = client.post(
        f"/en{address}/confirmation", data=older | {"answer": ["agree"], "note": ["楽しみです"]}
    )

    assert sent.status_code == 409
    assert "Thu 8 Oct 2026" in sent.text
    assert "楽しみです" in sent.text
    session.expire_all()
    assert seminar.host_confirmation is ConfirmationState.ASKED


def test_an_answer_by_telephone_does_not_undo_the_hosts_own(
    session: Session, sign_in: SignIn
) -> None:
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, state=SeminarState.TENTATIVE)
    clerk = sign_in(RoleName.CLERK)
    address = f"/organiser/seminars/{seminar.public_id}"
    older = form_of(clerk.get(address).text, holding="shown")
    seminar.host_confirmation, seminar.host_answered_at = ConfirmationState.DECLINED, NOW
    seminar.host_note = "会場が使えません"
    session.commit()

    sent = clerk.post(address, data=older | {"confirm": "1"})

    assert sent.status_code == 409
    session.expire_all()
    assert seminar.host_confirmation is ConfirmationState.DECLINED


def test_an_adviser_does_not_confirm_a_date_that_was_moved(
    client: FlaskClient, session: Session
) -> None:
    adviser = make_adviser(session)
    bid = make_bid(session, make_tour(session))
    seminar = make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
    token = make_link(session, LinkPurpose.ADVISER, adviser.id, now=NOW)
    older = form_of(client.get(f"/adviser/{token}").text, holding="seminar")
    seminar.version = 2
    session.commit()

    sent = client.post(
        f"/en/adviser/{token}/answer", data=older | {"confirm": "1", "note": ["喜んで"]}
    )

    assert sent.status_code == 409
    assert "This has changed in the meantime" in sent.text
    assert "喜んで" in sent.text


def test_a_lock_of_somebody_else_is_not_replaced_unseen(session: Session, sign_in: SignIn) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plans = [
        make_plan(session, tour, {bid: (date(2026, 10, day), [adviser])}, itineraries={})
        for day in (6, 7)
    ]
    marks = [f"2026-10-{day:02}:{adviser.id}" for day in (6, 7)]
    planner = sign_in(RoleName.PLANNER)
    first, second = (f"/organiser/plans/{plan.id}/locks" for plan in plans)

    unseen = f"{bid.id}/"
    answers = [planner.post(each, data={"lock": unseen}).status_code for each in (first, second)]

    assert answers == [303, 409]
    session.expire_all()
    assert session.get_one(Lock, bid.id).day == date(2026, 10, 6)
    seen = planner.post(second, data={"lock": f"{bid.id}/{marks[0]}"})
    assert seen.status_code == 303
    assert planner.post(second, data={"unlock": f"{bid.id}/{marks[0]}"}).status_code == 409
    assert planner.post(second, data={"unlock": f"{bid.id}/{marks[1]}"}).status_code == 303


@pytest.mark.parametrize("change", ["another release", "a lock", "a bid", "nothing seen"])
def test_a_release_does_only_what_its_preview_showed(
    session: Session, sign_in: SignIn, change: str
) -> None:
    tour = make_tour(session)
    adviser, bid = make_adviser(session, tour), make_bid(session, tour)
    plans = [make_plan(session, tour, {bid: (date(2026, 10, day), [adviser])}) for day in (6, 7)]
    planner = sign_in(RoleName.PLANNER)
    addresses = [f"/organiser/plans/{plan.id}/release" for plan in plans]
    older = form_of(planner.get(addresses[0]).text, holding="shown")
    if change == "another release":
        newer = form_of(planner.get(addresses[1]).text, holding="shown")
        assert planner.post(addresses[1], data=newer).status_code == 303
    elif change == "a lock":
        make_lock(session, plans[1].seminars[0])
    elif change == "a bid":
        bid.version += 1
    else:
        del older["shown"]
    session.commit()

    assert planner.post(addresses[0], data=older).status_code == 409
