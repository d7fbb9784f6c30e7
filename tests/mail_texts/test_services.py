"""Writing letters anew: by two at once, back to the original, over from an earlier tour."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.locales import Locale
from seminar_service.domain.placeholders import PlaceholderUnknown
from seminar_service.mail_texts import services as mail_texts
from seminar_service.outbox.letters import Letter, OpeningMissing
from seminar_service.outbox.rendering import original
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, make_tour
from tests.mail_texts.support import KIND, anew, rows, write


def test_a_text_is_kept_with_the_original_that_it_was_made_from(
    session: Session, tour: Tour
) -> None:
    write(session, tour.id, version=1)

    (row,) = rows(session)
    assert (row.letter("ja"), row.letter("en")) == (anew(), None)
    assert (row.original_ja, row.original_en) == (original(KIND, "ja").digest, "")
    assert row.version == 2
    assert histories.kinds_told(session) == [HistoryKind.EDITED]


def test_a_text_that_is_the_original_again_follows_it(session: Session, tour: Tour) -> None:
    write(session, tour.id)
    write(session, tour.id, ja=original(KIND, "ja"))

    (row,) = rows(session)
    assert not row.is_changed
    assert row.original_ja == ""


@pytest.mark.parametrize(
    ("letter", "error"),
    [
        (Letter("x", "{氏名}だけ"), OpeningMissing),
        (Letter("x", "{{ ''.__class__ }}"), PlaceholderUnknown),
        (Letter("{専用リンク}", original(KIND, "ja").body), PlaceholderUnknown),
    ],
)
def test_a_broken_text_is_refused_and_nothing_kept(
    session: Session, tour: Tour, letter: Letter, error: type[Exception]
) -> None:
    with pytest.raises(error):
        write(session, tour.id, ja=letter)

    assert rows(session) == []


def test_who_has_not_seen_the_newest_changes_nothing(session: Session, tour: Tour) -> None:
    write(session, tour.id, version=1)

    with pytest.raises(ChangedMeanwhile):
        write(session, tour.id, ja=anew(added="別の文です。"), version=1)
    with pytest.raises(ChangedMeanwhile):
        mail_texts.restore(session, tour.id, KIND, version=1, actor=SYSTEM, now=NOW)

    assert rows(session)[0].letter("ja") == anew()


def test_of_two_who_write_the_first_text_at_once_one_is_told(
    sessions: sessionmaker[Session], tour: Tour
) -> None:
    number = tour.id

    def first(added: str) -> bool:
        with sessions() as session:
            try:
                write(session, number, ja=anew(added=added), version=1)
            except ChangedMeanwhile:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(first, ["一つ目です。", "二つ目です。"])) == [False, True]


def test_the_original_comes_back_in_both_languages(session: Session, tour: Tour) -> None:
    write(session, tour.id, en=anew(locale=Locale.EN))

    mail_texts.restore(session, tour.id, KIND, version=2, actor=SYSTEM, now=NOW)
    mail_texts.restore(session, tour.id, KIND, version=3, actor=SYSTEM, now=NOW)

    assert not rows(session)[0].is_changed
    assert histories.kinds_told(session) == [HistoryKind.EDITED, HistoryKind.MAIL_TEXT_RESTORED]


def test_a_new_tour_takes_over_what_it_has_not_written_itself(session: Session, tour: Tour) -> None:
    next_tour = make_tour(session, 2027)
    write(session, tour.id)
    write(session, tour.id, kind="registration_moved")
    write(session, next_tour.id, ja=anew(added="自分で書いた文です。"))

    def take_over() -> int:
        return mail_texts.take_over(session, next_tour.id, tour.id, actor=SYSTEM, now=NOW)

    assert take_over() == 1
    assert take_over() == 0
    own, taken = (row for row in rows(session) if row.tour_id == next_tour.id)
    assert own.letter("ja") == anew(added="自分で書いた文です。")
    assert taken.letter("ja") == anew("registration_moved")


def test_what_would_be_refused_today_is_not_taken_over(session: Session, tour: Tour) -> None:
    next_tour = make_tour(session, 2027)
    write(session, tour.id)
    with transaction(session):
        rows(session)[0].body_ja = "{なくなった項目}"

    assert mail_texts.take_over(session, next_tour.id, tour.id, actor=SYSTEM, now=NOW) == 0


def test_what_is_not_there_is_not_written(session: Session, tour: Tour) -> None:
    with pytest.raises(NotFound):
        write(session, 987_654)
    with pytest.raises(NotFound):
        mail_texts.restore(session, tour.id, "x", version=None, actor=SYSTEM, now=NOW)
