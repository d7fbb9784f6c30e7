"""Whether moving seminars costs something else than a plan was made with, by who is affected."""

from collections.abc import Iterator, Mapping
from datetime import date

from seminar_service.planning.input_changes import InputChange, InputChangeKind
from seminar_service.planning.inputs import Held
from seminar_service.planning.moving import PriceOfMoving

Prices = Mapping[int, PriceOfMoving]
"""What moving each seminar costs, by the key of its bid."""


def moving_changes(
    before: Prices,
    after: Prices,
    *,
    standing: Mapping[int, Held],
    planned: Mapping[int, Held],
    locked: Mapping[int, Held],
) -> Iterator[InputChange]:
    """Yield the prices that are others now, where that may let another plan be better.

    A plan that leaves a seminar on its day is as good when moving it becomes dearer, and one that
    moves it when that becomes cheaper; what is locked moves in no plan. What the office changed in
    the rule itself is told as that.

    Args:
        before: What moving each seminar was priced at when the plan was made.
        after: What it costs now.
        standing: The seminars that stand now.
        planned: What the plan makes of the bids that it holds.
        locked: What has to stay in every plan.
    """
    for key in sorted(before.keys() & after.keys() & standing.keys() - locked.keys()):
        was, now = before[key], after[key]
        stays = key in planned and planned[key].day == standing[key].day
        if _concerns_others(was, now) and (now.yen < was.yen if stays else now.yen > was.yen):
            yield _change(key, was, now, standing[key].day)


def _concerns_others(was: PriceOfMoving, now: PriceOfMoving) -> bool:
    """Whether other people are affected, or they know more of it; not the rule alone."""
    return was.registered != now.registered or was.steps != now.steps


def _change(key: int, was: PriceOfMoving, now: PriceOfMoving, day: date) -> InputChange:
    people = now.registered - was.registered
    kind = InputChangeKind.MOVING_STATE
    if people:
        more = people > 0
        kind = InputChangeKind.MOVING_MORE if more else InputChangeKind.MOVING_FEWER
    return InputChange(
        kind, bid_id=key, before=was.yen, after=now.yen, days=(day,), people=abs(people)
    )
