"""Wording a flyer."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.services import flyer_of, word_flyer
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import make_bid, make_seminar

NOW = datetime(2026, 6, 10, 3, tzinfo=UTC)


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour))


def word(session: Session, seminar: Seminar, version: int | None, **texts: str | None) -> None:
    word_flyer(session, seminar.public_id, texts, version=version, actor=SYSTEM, now=NOW)


def test_nobody_has_worded_it_at_first(session: Session, seminar: Seminar) -> None:
    flyer = flyer_of(session, seminar.id)
    assert (flyer.version, flyer.title_ja) == (1, None)
    assert session.scalar(select(func.count()).select_from(Flyer)) == 0


def test_what_is_worded_is_kept_with_a_line_of_history(session: Session, seminar: Seminar) -> None:
    word(session, seminar, 1, title_ja="題名", lead_en="")
    word(session, seminar, 2, title_ja=None, lead_ja="説明")

    flyer = flyer_of(session, seminar.id)
    assert (flyer.title_ja, flyer.lead_en, flyer.lead_ja) == (None, "", "説明")
    assert flyer.version == 3
    lines = histories.lines(session, HistoryKind.EDITED)
    assert {line.subject_kind for line in lines} == {SubjectKind.FLYER}
    assert "題名" not in str([line.data for line in lines])


def test_who_is_late_changes_nothing(session: Session, seminar: Seminar) -> None:
    word(session, seminar, 1, title_ja="一")
    with pytest.raises(ChangedMeanwhile):
        word(session, seminar, 1, title_ja="二")
    assert flyer_of(session, seminar.id).title_ja == "一"


def test_of_two_who_begin_at_once_one_is_late(session: Session, seminar: Seminar) -> None:
    word(session, seminar, 1, title_ja="一")
    with pytest.raises(ChangedMeanwhile):
        word(session, seminar, 1, title_en="two")
    assert session.scalar(select(func.count()).select_from(Flyer)) == 1


def test_a_flyer_of_no_seminar_is_not_worded(session: Session) -> None:
    with pytest.raises(NotFound):
        word_flyer(session, "nothere1", {}, version=None, actor=SYSTEM, now=NOW)
