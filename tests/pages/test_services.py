"""Writing pages: versions, going live, taking off; by two at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.pages import public, services
from seminar_service.pages.model import Page, PageText
from seminar_service.pages.values import Words
from seminar_service.revisions.queries import revision_of_all
from tests import histories
from tests.factories import NOW
from tests.pages.support import DETAILS, STAFF, WORDS, add, write

NEW = Words(title_ja="新しい題", text_ja="新しい文")
LATER = NOW + timedelta(hours=2)


def shown(session: Session, when: object = NOW) -> str | None:
    """The Japanese title that everybody sees."""
    found = public.page_called(session, "trade-secrets", now=when)  # type: ignore[arg-type]
    return found.words.title_ja if found else None


def numbers(session: Session) -> list[int]:
    return list(session.scalars(select(PageText.number).order_by(PageText.number)))


def test_a_page_is_added_written_anew_and_each_version_is_kept(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW)
    assert numbers(session) == [1, 2]
    assert shown(session) == WORDS.title_ja  # the second one is a draft

    write(session, page_id, NEW, live_from=NOW)
    assert numbers(session) == [1, 2]  # it says the same, and goes live
    assert shown(session) == NEW.title_ja
    assert histories.kinds_told(session) == [
        HistoryKind.PAGE_ADDED,
        HistoryKind.EDITED,
        HistoryKind.PAGE_PUBLISHED,
    ]


def test_a_version_goes_live_at_its_time(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW, live_from=LATER)

    assert shown(session, LATER - timedelta(seconds=1)) == WORDS.title_ja
    assert shown(session, LATER) == NEW.title_ja


def test_what_waits_is_called_off_and_published_at_once(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW, live_from=LATER)
    services.call_off(session, page_id, 2, version=2, actor=STAFF, now=NOW)
    assert shown(session, LATER) == WORDS.title_ja
    services.call_off(session, page_id, 2, version=3, actor=STAFF, now=NOW)  # nothing waits

    services.publish(session, page_id, 2, version=3, actor=STAFF, now=NOW + timedelta(minutes=1))
    assert shown(session, LATER) == NEW.title_ja


def test_what_is_live_is_not_called_off(session: Session) -> None:
    page_id = add(session)
    services.call_off(session, page_id, 1, version=1, actor=STAFF, now=NOW)
    assert shown(session) == WORDS.title_ja


def test_an_earlier_version_is_taken_up_as_a_draft(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW, live_from=NOW)
    services.restore(session, page_id, 1, version=2, actor=STAFF, now=NOW)

    assert numbers(session) == [1, 2, 3]
    assert shown(session) == NEW.title_ja
    assert session.scalars(select(PageText).where(PageText.number == 3)).one().words == WORDS


def test_a_page_that_is_taken_off_comes_back_with_what_is_published_then(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW, live_from=LATER)
    services.withdraw(session, page_id, version=2, actor=STAFF, now=NOW + timedelta(minutes=1))
    assert shown(session, LATER + timedelta(days=9)) is None

    again = NOW + timedelta(minutes=2)
    services.publish(session, page_id, 1, version=3, actor=STAFF, now=again)
    assert shown(session, again) == WORDS.title_ja


def test_a_name_is_given_once(session: Session) -> None:
    add(session)
    with pytest.raises(services.PageNameTaken):
        add(session)


def test_what_is_not_there_is_not_written(session: Session) -> None:
    page_id = add(session)
    with pytest.raises(NotFound):
        write(session, 99, NEW)
    for use_case in (services.publish, services.restore, services.call_off):
        with pytest.raises(NotFound):
            use_case(session, page_id, 9, version=1, actor=STAFF, now=NOW)


def test_who_has_seen_an_earlier_state_changes_nothing(session: Session) -> None:
    page_id = add(session)
    write(session, page_id, NEW)
    for use_case in (services.publish, services.restore, services.call_off):
        with pytest.raises(ChangedMeanwhile):
            use_case(session, page_id, 1, version=1, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        services.withdraw(session, page_id, version=1, actor=STAFF, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        write(session, page_id, WORDS, version=1)
    assert numbers(session) == [1, 2]


def test_all_that_changes_a_page_raises_the_revision(session: Session) -> None:
    before = revision_of_all(session.connection()).pages
    page_id = add(session)
    added = revision_of_all(session.connection()).pages
    services.withdraw(session, page_id, version=1, actor=STAFF, now=NOW)
    withdrawn = revision_of_all(session.connection()).pages
    assert before < added < withdrawn


def test_of_two_who_write_at_once_one_is_told(
    session: Session, sessions: sessionmaker[Session]
) -> None:
    page_id = add(session)
    start = Barrier(2)

    def save(title: str) -> str:
        with sessions() as own:
            start.wait()
            try:
                write(own, page_id, Words(title_ja=title, text_ja="文"), version=1)
            except DomainError as error:
                return error.code
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(save, ("一", "二")))

    assert told == ["changed_meanwhile", "saved"]
    session.rollback()
    assert numbers(session) == [1, 2]
    assert session.get_one(Page, page_id).placement is DETAILS.placement
