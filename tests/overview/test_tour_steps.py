"""Which steps of a tour are done."""

from dataclasses import replace
from datetime import date

import pytest

from seminar_service.bids.states import BidState
from seminar_service.overview.home import TourOverview
from seminar_service.overview.tour_steps import TourStep, checklist
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour

TODAY = date(2026, 6, 1)
TOUR = Tour(fiscal_year=2026, call_opens_on=date(2026, 4, 1), call_closes_on=date(2026, 6, 30))
ALL_DONE = TourOverview(
    TOUR,
    {BidState.ACCEPTED: 2, BidState.REJECTED: 1},
    {SeminarState.ANNOUNCED: 2, SeminarState.CANCELLED: 1},
    topics=1,
    advisers=1,
    plans=1,
)


def undone(overview: TourOverview, today: date = TODAY) -> set[TourStep]:
    return {step for step, is_done in checklist(overview, today).steps if not is_done}


def test_a_tour_that_was_just_created_has_the_rest_before_it() -> None:
    new = checklist(TourOverview(TOUR, {}, {}, has_earlier_bids=True), date(2026, 3, 1))
    assert new.done == 1
    assert not new.is_complete
    assert [step for step, _ in new.steps] == list(TourStep)


def test_hosts_are_invited_where_there_are_any_while_there_is_a_call() -> None:
    assert TourStep.INVITED not in dict(checklist(ALL_DONE, TODAY).steps)
    known = replace(ALL_DONE, has_earlier_bids=True)

    assert undone(known) == {TourStep.INVITED}
    assert undone(replace(known, invitations=1)) == set()
    assert undone(known, date(2026, 7, 1)) == set()


def test_once_everything_is_announced_nothing_is_left() -> None:
    assert checklist(ALL_DONE, TODAY).is_complete


@pytest.mark.parametrize(
    ("overview", "steps"),
    [
        (replace(ALL_DONE, topics=0), {TourStep.TOPICS}),
        (replace(ALL_DONE, advisers=0), {TourStep.ADVISERS}),
        (replace(ALL_DONE, bids={BidState.SUBMITTED: 1}), {TourStep.DECIDED}),
        (replace(ALL_DONE, bids={BidState.ASKED_BACK: 1}), {TourStep.DECIDED}),
        (replace(ALL_DONE, bids={BidState.DRAFT: 1}), {TourStep.DECIDED}),
        (replace(ALL_DONE, unplanned=1), {TourStep.RELEASED}),
        (replace(ALL_DONE, seminars={SeminarState.CONFIRMED: 1}), {TourStep.ANNOUNCED}),
        (replace(ALL_DONE, seminars={SeminarState.TENTATIVE: 1}), {TourStep.ANNOUNCED}),
        (replace(ALL_DONE, seminars={}), {TourStep.RELEASED, TourStep.ANNOUNCED}),
        (
            replace(ALL_DONE, seminars={}, plans=0),
            {TourStep.PLANNED, TourStep.RELEASED, TourStep.ANNOUNCED},
        ),
    ],
)
def test_a_step_is_undone_again_where_something_new_comes_in(
    overview: TourOverview, steps: set[TourStep]
) -> None:
    assert undone(overview) == steps


def test_a_call_that_is_still_to_come_is_not_open() -> None:
    assert undone(ALL_DONE, date(2026, 3, 31)) == {TourStep.CALL}
