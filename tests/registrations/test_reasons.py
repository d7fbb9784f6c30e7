"""Why the staff did something with a registration."""

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind
from seminar_service.history.model import HistoryLine
from seminar_service.registrations.reasons import (
    ReasonMissing,
    given_reasons,
    keep_reason,
    require_reason,
)
from tests.factories import (
    NOW,
    make_bid,
    make_registration,
    make_seminar,
    make_tour,
    make_user,
)


def test_a_reason_has_no_blanks_around_it() -> None:
    assert require_reason(" 共催\n") == "共催"


@pytest.mark.parametrize("reason", ["", " ", "\n\t", "　"])
def test_blanks_are_no_reason(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        require_reason(reason)


def test_reasons_are_read_with_who_gave_them_the_newest_first(sqlite_session: Session) -> None:
    session = sqlite_session
    seminar = make_seminar(session, make_bid(session, make_tour(session)))
    row, other = (make_registration(session, seminar) for _ in range(2))
    user = make_user(session, name="事務 一郎")
    for about, text, user_id in ((row, "一", user.id), (other, "他", user.id), (row, "二", None)):
        line = HistoryLine(
            kind=HistoryKind.PRIORITY_SET.value,
            subject_kind="registration",
            subject_id=about.id,
            actor_kind=ActorKind.ORGANISER.value,
            user_id=user_id,
            at=NOW,
            data={},
        )
        session.add(line)
        keep_reason(session, about.id, line, text)
    session.commit()

    said = given_reasons(session, row.id)

    assert [(each.text, each.who) for each in said] == [("二", ""), ("一", "事務 一郎")]
    assert {(each.kind, each.at) for each in said} == {("priority_set", NOW)}
