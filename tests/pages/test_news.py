"""Writing news, publishing and withdrawing it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.pages import news
from seminar_service.pages.values import Standing, Words
from seminar_service.revisions.queries import revision_of_all
from tests import histories
from tests.factories import NOW
from tests.pages.support import STAFF, WORDS

LATER = NOW + timedelta(hours=2)
NEW = Words(title_ja="訂正", text_ja="訂正しました。")
Step = Callable[..., None]


def add(session: Session, live_from: object = NOW) -> int:
    return news.add_news(session, WORDS, live_from, actor=STAFF, now=NOW)  # type: ignore[arg-type]


def test_news_waits_is_live_and_is_withdrawn(session: Session) -> None:
    news_id = add(session, LATER)
    item = news.news_of(session, news_id)
    assert item.standing(NOW) is Standing.WAITING
    assert item.standing(LATER) is Standing.LIVE
    news.publish_news(session, news_id, version=1, actor=STAFF, now=NOW)
    news.publish_news(session, news_id, version=2, actor=STAFF, now=NOW)  # it is
    news.withdraw_news(session, news_id, version=2, actor=STAFF, now=NOW)
    news.withdraw_news(session, news_id, version=3, actor=STAFF, now=NOW)  # it is
    assert news.news_of(session, news_id).standing(LATER) is Standing.WITHDRAWN
    news.publish_news(session, news_id, version=3, actor=STAFF, now=LATER)
    assert news.news_of(session, news_id).live_from == LATER
    assert histories.kinds_told(session) == [
        HistoryKind.NEWS_ADDED,
        HistoryKind.NEWS_PUBLISHED,
        HistoryKind.NEWS_WITHDRAWN,
        HistoryKind.NEWS_PUBLISHED,
    ]


def test_news_that_waits_becomes_a_draft_again(session: Session) -> None:
    news_id = add(session, LATER)
    news.withdraw_news(session, news_id, version=1, actor=STAFF, now=NOW)
    assert news.news_of(session, news_id).standing(LATER) is Standing.DRAFT


def test_what_is_live_keeps_its_time_when_it_is_written_anew(session: Session) -> None:
    news_id = add(session)
    later = NOW + timedelta(minutes=5)
    news.write_news(session, news_id, NEW, None, version=1, actor=STAFF, now=later)
    item = news.news_of(session, news_id)
    assert (item.words, item.live_from, item.changed_at) == (NEW, NOW, later)


def test_a_draft_gets_a_time_when_it_is_written_anew(session: Session) -> None:
    news_id = add(session, None)
    news.write_news(session, news_id, NEW, LATER, version=1, actor=STAFF, now=NOW)
    assert news.news_of(session, news_id).live_from == LATER


def test_the_list_shows_the_latest_first(session: Session) -> None:
    numbers = [add(session) for _ in range(3)]
    assert [item.id for item in news.all_news(session, page=1)] == numbers[::-1]
    assert news.all_news(session, page=2) == []
    assert news.count_news(session) == 3


def test_each_change_raises_the_revision(session: Session) -> None:
    news_id = add(session, None)
    before = revision_of_all(session.connection()).pages
    news.publish_news(session, news_id, version=1, actor=STAFF, now=NOW)
    assert revision_of_all(session.connection()).pages > before


@pytest.mark.parametrize("step", [news.publish_news, news.withdraw_news])
def test_who_has_seen_an_earlier_state_changes_nothing(session: Session, step: Step) -> None:
    news_id = add(session)
    with pytest.raises(ChangedMeanwhile):
        step(session, news_id, version=9, actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        step(session, 99, version=1, actor=STAFF, now=NOW)


def test_of_two_who_write_at_once_one_is_told(
    session: Session, sessions: sessionmaker[Session]
) -> None:
    news_id = add(session)
    start = Barrier(2)

    def save(title: str) -> str:
        with sessions() as own:
            start.wait()
            words = Words(title_ja=title, text_ja="文")
            try:
                news.write_news(own, news_id, words, None, version=1, actor=STAFF, now=NOW)
            except DomainError as error:
                return error.code
        return "saved"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, ("一", "二"))) == ["changed_meanwhile", "saved"]
