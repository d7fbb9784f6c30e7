"""News as everybody reads it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.pages import news, public_news
from seminar_service.pages.values import Words
from tests.factories import NOW
from tests.pages.support import STAFF, WORDS

JAPANESE = Words(title_ja="題", text_ja="文")


def add(session: Session, words: Words = WORDS, minutes: int = 0) -> int:
    live_from = NOW + timedelta(minutes=minutes)
    return news.add_news(session, words, live_from, actor=STAFF, now=NOW)


def test_a_list_has_pages_with_the_newest_first(session: Session) -> None:
    for minutes in range(-21, 1):
        add(session, Words(f"題{minutes}", "文"), minutes)
    add(session, minutes=1)  # not yet
    first, pages = public_news.news_page(session, page=1, now=NOW)
    last, _ = public_news.news_page(session, page=9, now=NOW)
    assert (len(first), len(last), pages) == (20, 2, 2)
    assert first[0].words.title_ja == "題0"
    assert public_news.newest_news(session, 3, now=NOW) == first[:3]


def test_a_piece_is_found_while_it_is_seen(session: Session) -> None:
    news_id = add(session)
    public_id = news.news_of(session, news_id).public_id
    assert public_news.news_called(session, public_id, now=NOW) is not None
    news.withdraw_news(session, news_id, version=1, actor=STAFF, now=NOW)
    assert public_news.news_called(session, public_id, now=NOW) is None


def test_a_feed_has_its_language_alone_and_tells_its_last_change(session: Session) -> None:
    both, _ = add(session), add(session, JAPANESE)
    japanese, _ = public_news.feed_news(session, Locale.JA, now=NOW)
    english, updated_at = public_news.feed_news(session, Locale.EN, now=NOW)
    assert (len(japanese), len(english), updated_at) == (2, 1, NOW)
    assert english[0].urn(Locale.EN) != english[0].urn(Locale.JA)

    later = NOW + timedelta(hours=1)
    news.write_news(session, both, WORDS, None, version=1, actor=STAFF, now=later)
    again, updated_at = public_news.feed_news(session, Locale.EN, now=later)
    assert updated_at == again[0].updated_at == later
    assert again[0].urn(Locale.EN) == english[0].urn(Locale.EN)

    news.withdraw_news(session, both, version=2, actor=STAFF, now=later + timedelta(hours=1))
    gone, updated_at = public_news.feed_news(session, Locale.EN, now=later + timedelta(hours=2))
    assert (gone, updated_at) == ([], later + timedelta(hours=1))
