"""The code of a seminar for members of its host: made, renewed, taken away."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.access_codes import is_fit
from seminar_service.domain.actors import HOST
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.vocabulary import Audience
from seminar_service.history.model import HistoryLine
from seminar_service.seminars.access_codes import (
    AccessCodeUnfit,
    NotForMembers,
    change_access_code,
)
from seminar_service.seminars.model import Seminar
from tests.factories import NOW, make_bid, make_seminar, make_tour


@pytest.fixture
def seminar(session: Session) -> Seminar:
    bid = make_bid(session, make_tour(session), audience=Audience.MEMBERS)
    return make_seminar(session, bid)


def change(session: Session, seminar: Seminar, code: str | None, version: int | None = None) -> str:
    return change_access_code(
        session, seminar.public_id, code, version=version, actor=HOST, now=NOW
    )


def test_a_code_is_drawn_typed_and_taken_away(session: Session, seminar: Seminar) -> None:
    assert not seminar.needs_code
    drawn = [change(session, seminar, None) for _ in range(2)]
    assert drawn[0] != drawn[1]
    assert all(is_fit(each) for each in drawn)
    assert (seminar.access_code, seminar.needs_code) == (drawn[1], True)

    assert change(session, seminar, " 会員2026 ") == "会員2026"
    change(session, seminar, "")
    assert (seminar.access_code, seminar.needs_code) == ("", False)


def test_the_history_says_that_it_changed_and_not_to_what(
    session: Session, seminar: Seminar, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(2):  # the second time it is the same
        change(session, seminar, "kaiin2026")

    (line,) = session.scalars(select(HistoryLine)).all()
    assert (line.kind, line.actor_kind) == ("access_code_changed", "host")
    assert "kaiin2026" not in repr(line.data) + caplog.text
    assert seminar.version == 2


@pytest.mark.parametrize("code", ["abc", "abcdef!", "a" * 41])
def test_what_is_no_code_is_refused(session: Session, seminar: Seminar, code: str) -> None:
    with pytest.raises(AccessCodeUnfit):
        change(session, seminar, code)


def test_a_seminar_for_everybody_has_none(session: Session, seminar: Seminar) -> None:
    seminar.audience = Audience.PUBLIC
    seminar.access_code = "left-over"
    session.commit()

    assert not seminar.needs_code
    with pytest.raises(NotForMembers):
        change(session, seminar, None)


def test_of_two_at_once_the_second_is_told(session: Session, seminar: Seminar) -> None:
    with pytest.raises(ChangedMeanwhile):
        change(session, seminar, None, version=seminar.version + 1)
    with pytest.raises(NotFound):
        change(session, Seminar(public_id="nowhere"), None)
