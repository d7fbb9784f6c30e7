"""Counters from a file come into the directory together, once, and as they were foreseen."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.counters.importing import CHANGED, CounterFate, bring_in, foresee
from seminar_service.counters.model import Counter
from seminar_service.counters.services import add_counter, change_counter
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import BROUGHT_IN, keep
from tests.bids.support import NOW, STAFF
from tests.counters.support import details

LINES = [details(), details(name_ja="新", prefecture="47"), details(name_ja="別", hours_ja="毎日")]


def _known(session: Session) -> None:
    add_counter(session, details(), actor=STAFF, now=NOW)
    add_counter(session, details(name_ja="別"), actor=STAFF, now=NOW)


def _upload(session: Session) -> int:
    return keep(session, SheetPurpose.COUNTERS, None, [["x"]], now=NOW)


def test_new_counters_changed_ones_and_the_same_are_told_apart(session: Session) -> None:
    _known(session)
    foreseen = foresee(session, LINES)
    assert foreseen.fates == [CounterFate.SAME, CounterFate.NEW, CounterFate.CHANGED]
    number = _upload(session)
    for _ in range(2):
        done = bring_in(session, number, LINES, seen=foreseen.mark, actor=STAFF, now=NOW)
        assert done.outcome == {BROUGHT_IN: 1, CHANGED: 1}
    session.expire_all()
    rows = {row.name_ja: row for row in session.scalars(select(Counter))}
    assert set(rows) == {"東京窓口", "新", "別"}
    assert (rows["東京窓口"].version, rows["別"].version, rows["別"].hours_ja) == (1, 2, "毎日")


def test_a_directory_that_has_changed_since_is_left_as_it_is(session: Session) -> None:
    _known(session)
    seen = foresee(session, LINES).mark
    first = session.scalar(select(func.min(Counter.id)))
    assert first
    change_counter(session, first, details(hours_ja="夜"), version=1, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        bring_in(session, _upload(session), LINES, seen=seen, actor=STAFF, now=NOW)
    assert session.scalar(select(func.count()).select_from(Counter)) == 2


def test_a_file_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        bring_in(session, 99, [], seen="", actor=STAFF, now=NOW)
