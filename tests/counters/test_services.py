"""Counters are added and changed; each has its name to itself, and samples no telephone."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.counters.services import (
    CounterKnown,
    SampleWithTelephone,
    add_counter,
    change_counter,
)
from seminar_service.counters.values import Tongue
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from tests.bids.support import NOW, STAFF
from tests.counters.support import details
from tests.histories import kinds_told


def test_a_counter_is_added_and_changed_and_both_stand_in_the_history(session: Session) -> None:
    row = add_counter(session, details(tongues=(Tongue.EN, Tongue.JA)), actor=STAFF, now=NOW)
    assert row.tongues == "ja en"
    change_counter(session, row.id, details(hours_ja="毎日"), version=1, actor=STAFF, now=NOW)
    session.refresh(row)
    assert (row.hours_ja, row.tongues, row.version) == ("毎日", "ja", 2)
    assert kinds_told(session) == [HistoryKind.COUNTER_ADDED, HistoryKind.EDITED]


def test_a_prefecture_has_no_second_counter_of_a_name(session: Session) -> None:
    add_counter(session, details(), actor=STAFF, now=NOW)
    with pytest.raises(CounterKnown):
        add_counter(session, details(), actor=STAFF, now=NOW)
    other = add_counter(session, details(name_ja="別"), actor=STAFF, now=NOW)
    with pytest.raises(CounterKnown):
        change_counter(session, other.id, details(), version=1, actor=STAFF, now=NOW)
    change_counter(
        session,
        other.id,
        details(name_ja="別", email="a@example.jp"),
        version=1,
        actor=STAFF,
        now=NOW,
    )


def test_a_sample_has_no_telephone_number(session: Session) -> None:
    sample = details(is_sample=True, telephone="03-0000-0000")
    with pytest.raises(SampleWithTelephone):
        add_counter(session, sample, actor=STAFF, now=NOW)


def test_who_comes_too_late_is_told_so(session: Session) -> None:
    row = add_counter(session, details(), actor=STAFF, now=NOW)
    change_counter(session, row.id, details(), version=1, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        change_counter(session, row.id, details(), version=1, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        change_counter(session, 99, details(), version=1, actor=STAFF, now=NOW)
