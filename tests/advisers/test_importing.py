"""Advisers from a file come into a tour together, once."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import AdviserDetails, Limits
from seminar_service.advisers.importing import AdviserFate, AdviserLine, bring_in, fates
from seminar_service.advisers.model import Adviser
from seminar_service.advisers.queries import engagements
from seminar_service.domain.errors import NotFound
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import BROUGHT_IN, keep
from tests.bids.support import NOW, STAFF
from tests.factories import make_adviser, make_tour

DAY = date(2026, 10, 6)


def line(email: str, name: str = "見本 太郎") -> AdviserLine:
    details = AdviserDetails(name, "", "", email, "13", "", "", [])
    return AdviserLine(details, Limits(5, 2, 1), {DAY})


def test_new_advisers_known_ones_and_those_who_take_part_are_told_apart(session: Session) -> None:
    tour, other = make_tour(session), make_tour(session, 2027)
    there = make_adviser(session, tour, email="there@example.jp")
    known = make_adviser(session, other, email="Known@example.jp", name="前から")
    lines = [line("new@example.jp"), line("known@EXAMPLE.jp"), line("there@example.jp")]

    assert fates(session, tour.id, lines) == [
        AdviserFate.NEW,
        AdviserFate.ENGAGED,
        AdviserFate.THERE,
    ]
    number = keep(session, SheetPurpose.ADVISERS, tour.id, [["x"]], now=NOW)
    for _ in range(2):
        assert bring_in(session, number, lines, actor=STAFF, now=NOW).outcome[BROUGHT_IN] == 2

    session.expire_all()
    parts = {each.adviser.email: each for each in engagements(session, tour.id)}
    assert set(parts) == {"new@example.jp", "Known@example.jp", "there@example.jp"}
    assert known.name == "前から"
    assert parts["new@example.jp"].max_seminars == 5
    assert [each.day for each in parts["Known@example.jp"].unavailable_days] == [DAY]
    assert parts["there@example.jp"].unavailable_days == []
    assert there.id in {each.adviser_id for each in parts.values()}
    assert len(session.scalars(select(Adviser)).all()) == 3


def test_a_file_that_is_gone_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        bring_in(session, 99, [], actor=STAFF, now=NOW)
