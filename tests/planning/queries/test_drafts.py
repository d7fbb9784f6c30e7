"""What is read of a draft for its pages."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.drafting import NotADraft, copy_plan
from seminar_service.planning.edits import hold_bid, mark_of, undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.queries import drafts
from seminar_service.planning.queries.drafts import bid_view, draft_version, draft_view
from seminar_service.planning.solver_io import held_by
from seminar_service.planning.waivers import waive
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_adviser, make_bid, make_seminar
from tests.planning.solver_io.plans import save_plan
from tests.statements import counted_queries

DAY = date(2026, 10, 6)
STAFF = Actor(ActorKind.ORGANISER)


@pytest.fixture
def osaka(session: Session, tour: Tour) -> Bid:
    return make_bid(
        session, tour, place="27", days={DAY: "first", DAY + timedelta(days=7): "first"}
    )


@pytest.fixture
def draft(session: Session, tour: Tour, adviser: Adviser, osaka: Bid) -> int:
    make_bid(session, tour, place="23", days={DAY: "first"})
    plan = save_plan(session, tour, {osaka: (DAY, [adviser])})
    return copy_plan(session, plan.id, actor=STAFF, now=NOW)


def hold(session: Session, draft: int, bid: Bid, held: Held | None) -> None:
    seen = mark_of(held_by(session, draft).get(bid.id))
    hold_bid(session, draft, bid.id, held, seen=seen, actor=STAFF, now=NOW)


def test_a_draft_shows_what_it_holds_and_refuses(session: Session, draft: int, osaka: Bid) -> None:
    view = draft_view(session, draft)

    assert [row.bid for row in view.rows] == [osaka]
    assert (view.held, len(view.refused), view.broken, view.steps) == (1, 1, (), ())
    assert (*view.at_hand, view.pages) == (None, None, 1)


def test_broken_rules_stand_where_they_are_broken(
    session: Session, draft: int, osaka: Bid, adviser: Adviser
) -> None:
    hold(session, draft, osaka, Held(DAY + timedelta(days=3), (adviser.id,)))

    view = draft_view(session, draft)

    ((_, text),) = view.broken
    assert "does not offer Fri 9 Oct 2026" in text[Locale.EN]
    assert view.rows[0].broken == (text,)
    assert view.at_hand == (1, None)
    assert "→" in view.steps[0].texts[0][Locale.EN]
    undo(session, draft, 1, actor=STAFF, now=NOW)
    view = draft_view(session, draft)
    assert (view.broken, *view.at_hand) == ((), None, 1)


def test_what_is_waived_is_shown_where_it_is_broken(
    session: Session, draft: int, osaka: Bid, adviser: Adviser
) -> None:
    hold(session, draft, osaka, Held(DAY + timedelta(days=3), (adviser.id,)))
    (((objection, _),),) = (draft_view(session, draft).broken,)

    today = date(2026, 6, 1)
    waive(session, draft, objection.mark, "了承済み", today=today, actor=STAFF, now=NOW)

    assert draft_view(session, draft).waivers[objection.mark].reason == "了承済み"


def test_long_drafts_are_shown_in_pages(
    session: Session, draft: int, osaka: Bid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "ROWS_ON_PAGE", 1)
    (other,) = draft_view(session, draft).refused
    team = held_by(session, draft)[osaka.id].team
    hold(session, draft, other, Held(DAY - timedelta(days=1), team))

    pages = [draft_view(session, draft, page=page) for page in (1, 2, 9, 0)]

    assert [view.rows[0].bid for view in pages] == [other, osaka, osaka, other]
    assert {view.pages for view in pages} == {2}


def test_a_bid_shows_every_way_to_hold_it_in_pages(
    session: Session, tour: Tour, draft: int, osaka: Bid, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "CHOICES_ON_PAGE", 1)
    first = bid_view(session, draft, osaka.id)
    second = bid_view(session, draft, osaka.id, page=2)
    one_day = bid_view(session, draft, osaka.id, day=DAY)

    assert (first.has_more, second.has_more, one_day.has_more) == (True, False, False)
    days = [view.choices[0].choice.held.day for view in (first, second, one_day)]
    assert days == [DAY, DAY + timedelta(days=7), DAY]
    assert first.refusing is not None
    assert bid_view(session, draft, osaka.id, day=DAY + timedelta(days=1)).day is None
    assert tour.id == first.plan.tour_id


def test_a_refused_bid_shows_what_taking_it_in_would_cost(session: Session, draft: int) -> None:
    (refused,) = draft_view(session, draft).refused

    view = bid_view(session, draft, refused.id)

    assert (view.held, view.refusing, view.seats) == (None, None, ())
    assert view.choices


def test_a_bid_shows_the_seminar_that_stands(
    session: Session, draft: int, osaka: Bid, adviser: Adviser
) -> None:
    seminar = make_seminar(session, osaka, team=[adviser], day=DAY)

    assert bid_view(session, draft, osaka.id).seminar == seminar


def test_the_number_of_queries_does_not_grow_with_the_draft(session: Session, tour: Tour) -> None:
    adviser_id, tour_id = make_adviser(session, tour).id, tour.id

    def needed(places: tuple[str, ...]) -> tuple[int, int]:
        tour = session.get_one(Tour, tour_id)
        adviser = session.get_one(Adviser, adviser_id)
        bids = [
            make_bid(session, tour, place=place, days={DAY + timedelta(days=number): "first"})
            for number, place in enumerate(places)
        ]
        held = {bid: (bid.dates[0].day, [adviser]) for bid in bids}
        draft = copy_plan(session, save_plan(session, tour, held).id, actor=STAFF, now=NOW)
        bid_id = bids[0].id
        draft_view(session, draft)
        with counted_queries(session) as queries:
            draft_view(session, draft)
        with counted_queries(session) as others:
            bid_view(session, draft, bid_id)
        return len(queries), len(others)

    assert needed(("13", "14")) == needed(("11", "12", "10", "19"))


def test_a_plan_that_is_no_draft_is_not_found(session: Session, draft: int, osaka: Bid) -> None:
    parent = draft_view(session, draft).plan.parent_id or 0

    for key, error in ((parent, NotADraft), (draft + 9, NotFound)):
        with pytest.raises(error):
            draft_view(session, key)
        with pytest.raises(error):
            bid_view(session, key, osaka.id)
    with pytest.raises(NotFound):
        bid_view(session, draft, 987_654)
    assert draft_version(session, draft) == 1
    assert draft_version(session, draft + 9) is None
