"""An account of counter staff belongs to one counter at most."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName
from seminar_service.counters.staffing import bind, bound_to, counter_of, let_go, unbound
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from tests.bids.support import NOW, STAFF
from tests.factories import make_counter
from tests.histories import kinds_told
from tests.web.accounts.support import MakeAccount


def test_an_account_is_bound_to_one_counter_and_let_go(
    session: Session, make_account: MakeAccount
) -> None:
    user = make_account(RoleName.COUNTER_STAFF, "c@example.jp")
    first, second = make_counter(session), make_counter(session)
    assert unbound(session) == [user]
    for counter in (first, first, second):
        bind(session, counter.id, user.id, actor=STAFF, now=NOW)
    assert counter_of(session, user.id) == second.id
    assert (bound_to(session, first.id), bound_to(session, second.id)) == ([], [user])
    assert unbound(session) == []
    for counter in (first, second, second):
        let_go(session, counter.id, user.id, actor=STAFF, now=NOW)
    assert counter_of(session, user.id) is None
    told = [kind for kind in kinds_told(session) if kind.startswith("counter_staff")]
    assert told == [
        HistoryKind.COUNTER_STAFF_BOUND,
        HistoryKind.COUNTER_STAFF_BOUND,
        HistoryKind.COUNTER_STAFF_LET_GO,
    ]


def test_no_other_account_is_bound(session: Session, make_account: MakeAccount) -> None:
    viewer, counter = make_account(RoleName.VIEWER, "v@example.jp"), make_counter(session)
    for counter_id, user_id in ((counter.id, viewer.id), (99, viewer.id)):
        with pytest.raises(NotFound):
            bind(session, counter_id, user_id, actor=STAFF, now=NOW)
