"""Several bids decided at once."""

from sqlalchemy.orm import Session

from seminar_service.bids import decisions
from seminar_service.bids.model import Bid
from seminar_service.bids.several import BidObstacle, decide_each, obstacle
from seminar_service.bids.states import BidAction, BidState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.bids.support import NOW, OFFICE, STAFF, mails_about
from tests.factories import make_bid, make_seminar, make_tour


def reject_all(
    session: Session, *bids: Bid, versions: dict[int, int] | None = None
) -> tuple[list[int], dict[int, BidObstacle]]:
    def reject(bid_id: int, version: int) -> None:
        decisions.reject(
            session, bid_id, version=version, reason="理由", office=OFFICE, now=NOW, actor=STAFF
        )

    seen = {bid.id: bid.version for bid in bids} | (versions or {})
    outcome = decide_each(seen, reject)
    return outcome.done, outcome.left


def test_each_bid_is_decided_with_a_mail_of_its_own(session: Session) -> None:
    tour = make_tour(session)
    bids = [make_bid(session, tour, state=BidState.SUBMITTED) for _ in range(3)]

    done, left = reject_all(session, *bids)

    assert (done, left) == ([bid.id for bid in bids], {})
    assert [len(mails_about(session, bid)) for bid in bids] == [1, 1, 1]


def test_those_that_cannot_be_decided_are_left_alone_and_the_others_go_on(
    session: Session,
) -> None:
    tour = make_tour(session)
    over = make_bid(session, tour, state=BidState.WITHDRAWN)
    edited, held, fine = (make_bid(session, tour) for _ in range(3))
    make_seminar(session, held, state=SeminarState.TENTATIVE)

    result = reject_all(session, over, edited, held, fine, versions={edited.id: 9, 987_654: 1})

    assert result == (
        [fine.id],
        {
            over.id: BidObstacle.OTHER_STATE,
            edited.id: BidObstacle.CHANGED,
            held.id: BidObstacle.SEMINAR_STANDS,
            987_654: BidObstacle.OTHER_STATE,
        },
    )
    assert (edited.state, held.state) == (BidState.ACCEPTED, BidState.ACCEPTED)
    assert mails_about(session, held) == []


def test_what_stands_in_the_way_is_known_before(session: Session) -> None:
    tour = make_tour(session)
    waiting = make_bid(session, tour, state=BidState.SUBMITTED)
    held = make_bid(session, tour)
    make_seminar(session, held, state=SeminarState.TENTATIVE)

    assert obstacle(waiting, BidAction.ACCEPT) is None
    assert obstacle(held, BidAction.ACCEPT) is BidObstacle.OTHER_STATE
    assert obstacle(held, BidAction.REJECT) is BidObstacle.SEMINAR_STANDS
    tour.stage = TourStage.ARCHIVED
    assert obstacle(waiting, BidAction.ACCEPT) is BidObstacle.ARCHIVED
    assert obstacle(waiting, BidAction.REJECT) is None
