"""Preparing the mails of a release."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound, TransitionNotAllowed
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.outbox.model import Message
from seminar_service.releases.prepared_model import EVERYBODY
from seminar_service.releases.preparing import (
    MailChanged,
    PreparationOutdated,
    prepare_all,
    prepare_mail,
    prepared_row,
)
from seminar_service.releases.preview import comparison
from seminar_service.releases.services import PreviewOutdated, release
from seminar_service.rounds.model import Asking
from tests import histories
from tests.factories import NOW, OFFICE
from tests.releases.releasing import Year, lay_year, mail_of, prepare


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def letters(session: Session) -> dict[str, Message]:
    return {each.about: each for each in session.scalars(select(Message))}


def release_it(session: Session, year: Year, **values: Any) -> None:
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW, **values)


def test_the_release_adds_what_was_prepared_and_leaves_out_who_is_left_out(
    session: Session, year: Year
) -> None:
    prepare(session, year, f"asked-{year.new[0].id}", words="会場は2階です。")
    prepare(session, year, f"adviser-{year.one.id}", reason="電話で伝えた")
    prepare(session, year, f"person-{year.of_gone.id}", reason="電話で伝えた")
    prepare(session, year, f"person-{year.of_moved.id}", words="申し訳ありません。")
    words = {Locale.JA: "皆様へ", Locale.EN: "To all"}
    prepare_all(session, year.plan.id, words, version=1, actor=SYSTEM, now=NOW)

    release_it(session, year)

    found = letters(session)
    assert "会場は2階です。\n\n皆様へ" in found[f"bid:{year.new[1].id}"].body
    assert "申し訳ありません。\n\n皆様へ" in found[f"registration:{year.of_moved.id}"].body
    assert "Dear Ann Lee,\n\nTo all\n\n" in found[f"registration:{year.english.id}"].body
    assert f"adviser:{year.one.id}" not in found
    assert f"registration:{year.of_gone.id}" not in found
    rows = [
        prepared_row(session, year.plan.id, f"{kind}")
        for kind in (f"adviser-{year.one.id}", f"person-{year.of_gone.id}")
    ]
    assert [(row.left_out_at, row.stood_as) for row in rows if row] == [
        (NOW, ""),
        (NOW, "confirmed"),
    ]
    lines = histories.lines(session, HistoryKind.MAIL_LEFT_OUT)
    assert {line.subject_kind for line in lines} == {"adviser", "registration"}
    assert "電話" not in str([line.data for line in lines])


def test_who_is_left_out_is_not_reminded_of_what_was_never_asked(
    session: Session, year: Year
) -> None:
    prepare(session, year, f"adviser-{year.other.id}", reason="電話で伝えた")

    release_it(session, year)

    asked = set(session.scalars(select(Asking.adviser_id)))
    assert year.other.id not in asked
    assert year.one.id in asked


def test_a_plan_is_not_released_while_something_prepared_fits_no_more(
    session: Session, year: Year
) -> None:
    prepare(session, year, f"person-{year.of_moved.id}", words="x")
    planned = next(each for each in year.plan.seminars if each.bid_id == year.moved.id)
    planned.day += timedelta(days=1)
    session.commit()

    with pytest.raises(PreparationOutdated):
        release_it(session, year)
    assert letters(session) == {}
    prepare(session, year, f"person-{year.of_moved.id}", words="x")
    release_it(session, year)


def test_what_another_prepares_after_the_preview_stops_the_release(
    session: Session, year: Year
) -> None:
    shown = comparison(session, year.plan.id, now=NOW).fingerprint
    prepare(session, year, f"adviser-{year.one.id}", reason="x")

    with pytest.raises(PreviewOutdated):
        release_it(session, year, shown=shown)


def test_two_who_prepare_one_mail_do_not_overwrite_each_other(session: Session, year: Year) -> None:
    key = f"adviser-{year.one.id}"
    prepare(session, year, key, words="first")
    mark = mail_of(session, year, key).mark

    with pytest.raises(ChangedMeanwhile):
        prepare_mail(
            session, year.plan.id, key, "second", "", mark=mark, version=1, actor=SYSTEM, now=NOW
        )
    row = prepared_row(session, year.plan.id, key)
    assert row is not None
    assert row.words_ja == "first"
    line = histories.lines(session)[-1]
    assert (line.subject_kind, line.subject_id) == (SubjectKind.PREPARED_MAIL.value, row.id)


def test_a_mail_that_tells_something_else_than_was_shown_is_not_prepared(
    session: Session, year: Year
) -> None:
    with pytest.raises(MailChanged):
        prepare_mail(
            session,
            year.plan.id,
            f"adviser-{year.one.id}",
            "x",
            "",
            mark="other",
            version=1,
            actor=SYSTEM,
            now=NOW,
        )
    assert prepared_row(session, year.plan.id, f"adviser-{year.one.id}") is None


@pytest.mark.parametrize("key", ["person-0", "person-x", "told-0", "nonsense", EVERYBODY])
def test_what_the_release_does_not_send_is_not_found(
    session: Session, year: Year, key: str
) -> None:
    with pytest.raises(NotFound):
        mail_of(session, year, key)


def test_after_the_release_nothing_is_prepared(session: Session, year: Year) -> None:
    release_it(session, year)
    words = {Locale.JA: "x", Locale.EN: ""}

    with pytest.raises(TransitionNotAllowed):
        prepare_all(session, year.plan.id, words, version=1, actor=SYSTEM, now=NOW)
    with pytest.raises(NotFound):
        prepare_all(session, 0, words, version=1, actor=SYSTEM, now=NOW)
