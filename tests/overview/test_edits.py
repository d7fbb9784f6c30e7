"""Who has edited a thing since somebody looked at it."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import User
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited
from seminar_service.overview.edits import MOST_EDITS, edits_since
from seminar_service.storage.transaction import transaction
from tests.factories import NOW, make_bid, make_tour, make_user
from tests.statements import counted_queries

HOST = Actor(ActorKind.HOST)


@pytest.fixture
def clerk(session: Session) -> User:
    return make_user(session, name="事務 一郎")


@pytest.fixture
def bid(session: Session) -> Bid:
    return make_bid(session, make_tour(session))


def edit(session: Session, bid: Bid, actor: Actor, minutes: int = 0) -> None:
    with transaction(session):
        mark_edited(session, bid, actor=actor, now=NOW + timedelta(minutes=minutes))


def test_the_newest_comes_first_and_what_was_seen_is_left_out(
    session: Session, bid: Bid, clerk: User
) -> None:
    edit(session, bid, HOST)
    seen = bid.version
    edit(session, bid, Actor(ActorKind.ORGANISER, clerk.id), minutes=1)
    edit(session, bid, HOST, minutes=2)

    found = edits_since(session, bid, seen)

    assert [(each.party, each.user_id, each.name) for each in found] == [
        (ActorKind.HOST, None, ""),
        (ActorKind.ORGANISER, clerk.id, "事務 一郎"),
    ]
    assert [each.at for each in found] == [NOW + timedelta(minutes=n) for n in (2, 1)]


def test_an_account_without_a_name_is_called_by_its_address(session: Session, bid: Bid) -> None:
    nameless = make_user(session, name="", email="clerk@example.jp")
    seen = bid.version
    edit(session, bid, Actor(ActorKind.ORGANISER, nameless.id))

    (found,) = edits_since(session, bid, seen)

    assert found.name == "clerk@example.jp"


def test_edits_of_other_things_and_other_happenings_are_left_out(
    session: Session, bid: Bid
) -> None:
    seen = bid.version
    edit(session, make_bid(session, bid.tour), HOST)
    with transaction(session):
        topic = Subject(SubjectKind.TOPIC, bid.id)
        history.record(session, HistoryKind.EDITED, topic, HOST, NOW, version=9)
        of_bid = Subject(SubjectKind.BID, bid.id)
        history.record(session, HistoryKind.BID_DECLINED, of_bid, HOST, NOW)

    assert edits_since(session, bid, seen) == []


@pytest.mark.parametrize("never", [0, -1, 99])
def test_for_a_version_that_never_was_the_newest_edit_alone_is_told(
    session: Session, bid: Bid, never: int
) -> None:
    for minutes in range(3):
        edit(session, bid, HOST, minutes)

    assert [each.at for each in edits_since(session, bid, never)] == [NOW + timedelta(minutes=2)]


def test_a_handful_is_told_by_one_query(session: Session, bid: Bid) -> None:
    seen = bid.version
    for _ in range(MOST_EDITS + 2):
        edit(session, bid, HOST)
    key = bid.id

    with counted_queries(session) as queries:
        row = session.get_one(Bid, key)
        assert len(edits_since(session, row, seen)) == MOST_EDITS

    assert len(queries) == 2
