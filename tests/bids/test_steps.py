"""A bid's way from state to state, as part of what its caller does."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.bids import steps
from seminar_service.bids.model import Bid, BidNote
from seminar_service.bids.states import BidAction, BidState
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.storage.transaction import transaction
from tests import histories
from tests.bids.support import NOW, STAFF
from tests.factories import make_bid, make_tour


@pytest.fixture
def bid(sqlite_session: Session) -> Bid:
    """A bid that waits for a decision, beside another one."""
    tour = make_tour(sqlite_session)
    make_bid(sqlite_session, tour, state=BidState.SUBMITTED)
    return make_bid(sqlite_session, tour, state=BidState.SUBMITTED)


def move(
    session: Session,
    bid_id: int,
    action: BidAction = BidAction.ACCEPT,
    *,
    version: int | None = None,
    note: str = "",
) -> None:
    with transaction(session):
        steps.move(session, bid_id, action, version=version, note=note, now=NOW, actor=STAFF)


def notes(session: Session) -> list[tuple[int, str]]:
    return [(note.bid_id, note.text) for note in session.scalars(select(BidNote))]


def test_a_step_moves_the_bid_raises_its_version_and_is_written_down(
    sqlite_session: Session, bid: Bid
) -> None:
    move(sqlite_session, bid.id, version=1)

    assert (bid.state, bid.version) == (BidState.ACCEPTED, 2)
    (line,) = histories.lines(sqlite_session)
    assert histories.facts(line) == histories.told(
        HistoryKind.BID_ACCEPTED, SubjectKind.BID, bid.id, STAFF, NOW, version=2, state="accepted"
    )
    assert notes(sqlite_session) == []


def test_what_was_written_is_kept_with_the_bid_and_not_in_the_history(
    sqlite_session: Session, bid: Bid
) -> None:
    move(sqlite_session, bid.id, BidAction.ASK_BACK, note="会場の定員は？")

    assert notes(sqlite_session) == [(bid.id, "会場の定員は？")]
    (line,) = histories.lines(sqlite_session)
    assert "会場の定員は？" not in str(line.data)
    assert sqlite_session.scalars(select(BidNote)).one().line is line


@pytest.mark.parametrize(
    ("action", "version", "error"),
    [
        (BidAction.ANSWER, None, TransitionNotAllowed),
        (BidAction.ACCEPT, 2, ChangedMeanwhile),
    ],
)
def test_what_its_state_does_not_allow_or_somebody_overtook_leaves_all_as_it_was(
    sqlite_session: Session,
    bid: Bid,
    action: BidAction,
    version: int | None,
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        move(sqlite_session, bid.id, action, version=version, note="伝言")

    assert (bid.state, bid.version) == (BidState.SUBMITTED, 1)
    assert histories.lines(sqlite_session) == []
    assert notes(sqlite_session) == []


def test_a_bid_that_is_not_there_is_said_to_be_missing(sqlite_session: Session) -> None:
    with pytest.raises(NotFound):
        move(sqlite_session, 999)


def test_every_action_has_a_kind_of_its_own_in_the_history() -> None:
    assert set(steps.KINDS) == set(BidAction)
    assert len(set(steps.KINDS.values())) == len(BidAction)
