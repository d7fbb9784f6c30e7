from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from seminar_service.planning.input_changes import InputChange, InputChangeKind, input_changes
from seminar_service.planning.inputs import AdviserInput, BidInput, Held, PlanningInput

FIRST_DAY = date(2026, 6, 2)
PAST = FIRST_DAY - timedelta(days=1)
DAY = date(2026, 10, 6)
LATER = date(2026, 10, 7)
ADVISER = AdviserInput("13", ("ai",), (), 9, 4, 3)
BID = BidInput("23", "13:30", "16:30", (("ai",),), {DAY: "first"}, None)
KNOWN = PlanningInput(rules={"hotel_yen": 11_000}, advisers={7: ADVISER}, bids={3: BID})
PLANNED = {3: Held(DAY, (7,))}
Kind = InputChangeKind


def changes(before: PlanningInput = KNOWN, **after: Any) -> tuple[InputChange, ...]:
    """What has changed from `before` to the same with other values."""
    return input_changes(before, replace(before, **after), planned=PLANNED, first_day=FIRST_DAY)


def test_the_same_input_has_not_changed() -> None:
    assert changes() == ()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            {"rules": {"hotel_yen": 12_000}},
            InputChange(Kind.RULE, name="hotel_yen", before=11_000, after=12_000),
        ),
        ({"closed": (DAY,)}, InputChange(Kind.DAYS_CLOSED, days=(DAY,))),
        (
            {"advisers": {7: replace(ADVISER, unavailable=(DAY,))}},
            InputChange(Kind.ADVISER_UNAVAILABLE, 7, days=(DAY,)),
        ),
        (
            {"advisers": {7: replace(ADVISER, max_per_month=1)}},
            InputChange(Kind.ADVISER_LIMIT, 7, name="max_per_month", before=4, after=1),
        ),
        (
            {"advisers": {7: replace(ADVISER, home="27")}},
            InputChange(Kind.ADVISER_HOME, 7, before="13", after="27"),
        ),
        (
            {"advisers": {7: replace(ADVISER, topics=("patents",))}},
            InputChange(Kind.ADVISER_TOPICS, 7),
        ),
        ({"advisers": {}}, InputChange(Kind.ADVISER_LEFT, 7)),
        ({"advisers": {7: ADVISER, 8: ADVISER}}, InputChange(Kind.ADVISER_JOINED, 8)),
        ({"bids": {}}, InputChange(Kind.BID_GONE, bid_id=3)),
        ({"bids": {3: BID, 4: BID}}, InputChange(Kind.BID_NEW, bid_id=4)),
        (
            {"bids": {3: replace(BID, choices={DAY: "first", LATER: "second"})}},
            InputChange(Kind.BID_DAYS_ADDED, bid_id=3, days=(LATER,)),
        ),
        (
            {"bids": {3: replace(BID, choices={})}},
            InputChange(Kind.BID_DAYS_REMOVED, bid_id=3, days=(DAY,)),
        ),
        (
            {"bids": {3: replace(BID, choices={DAY: "third"})}},
            InputChange(Kind.BID_CHOICES, bid_id=3, days=(DAY,)),
        ),
        (
            {"bids": {3: replace(BID, place="27")}},
            InputChange(Kind.BID_PLACE, bid_id=3, before="23", after="27"),
        ),
        (
            {"bids": {3: replace(BID, ends_at="17:00")}},
            InputChange(Kind.BID_TIMES, bid_id=3, before="13:30–16:30", after="13:30–17:00"),
        ),
        ({"bids": {3: replace(BID, slots=(("ai",), ()))}}, InputChange(Kind.BID_TEAM, bid_id=3)),
        (
            {"bids": {3: replace(BID, decline_yen=1)}},
            InputChange(Kind.BID_PRICE, bid_id=3, before=None, after=1),
        ),
        (
            {"seminars": {3: Held(LATER, (7,))}},
            InputChange(Kind.SEMINAR_RELEASED, bid_id=3, days=(LATER,), team=(7,)),
        ),
        (
            {"locks": {3: Held(LATER, (8,))}},
            InputChange(Kind.LOCKED, bid_id=3, days=(LATER,), team=(8,)),
        ),
    ],
)
def test_each_change_is_told_with_what_belongs_to_it(
    after: dict[str, Any], expected: InputChange
) -> None:
    assert changes(**after) == (expected,)


def test_what_was_taken_back_is_told_as_such() -> None:
    before = replace(
        KNOWN,
        closed=(DAY,),
        advisers={7: replace(ADVISER, unavailable=(DAY,))},
        seminars={3: Held(DAY, (7,))},
        locks={4: Held(DAY, (7,))},
    )

    found = changes(before, closed=(), advisers={7: ADVISER}, seminars={}, locks={})

    assert [each.kind for each in found] == [
        Kind.DAYS_OPENED,
        Kind.ADVISER_FREE_AGAIN,
        Kind.SEMINAR_CANCELLED,
        Kind.UNLOCKED,
    ]


def test_a_seminar_on_another_day_has_moved() -> None:
    before = replace(KNOWN, seminars={3: Held(DAY, (7,))})

    (found,) = changes(before, seminars={3: Held(LATER, (7,))})

    assert (found.kind, found.days) == (Kind.SEMINAR_MOVED, (LATER,))


def test_what_stands_or_is_locked_as_the_plan_has_it_is_no_change() -> None:
    assert changes(seminars=PLANNED, locks=PLANNED) == ()


def test_what_lies_in_the_past_is_no_change() -> None:
    over = Held(PAST, (8,))

    assert changes(seminars={3: over}, locks={3: over}, closed=(PAST,)) == ()
    assert changes(advisers={7: replace(ADVISER, unavailable=(PAST,))}) == ()
    assert changes(bids={3: replace(BID, choices={DAY: "first", PAST: "first"})}) == ()


def test_a_seminar_that_is_locked_because_it_is_announced_is_told_once() -> None:
    announced = {3: Held(LATER, (7,))}

    assert [each.kind for each in changes(seminars=announced, locks=announced)] == [
        Kind.SEMINAR_RELEASED
    ]
