"""News as everybody reads it: plain values, read by a connection alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Select, and_, func, select

from seminar_service.domain.locales import Locale
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Words
from seminar_service.storage.reading import Reader, read_rows

NEWS_ROWS: Final = 20
"""So much news stands on a page of the list."""
FEED_ROWS: Final = 30
"""So much news is in the feed."""

_COLUMNS: Final = (
    NewsItem.public_id,
    NewsItem.uid,
    NewsItem.title_ja,
    NewsItem.text_ja,
    NewsItem.title_en,
    NewsItem.text_en,
    NewsItem.live_from,
    NewsItem.changed_at,
)


@dataclass(frozen=True)
class PublicNews:
    """A piece of news.

    Attributes:
        public_id: Its name in addresses.
        uid: Its UUID.
        words: What it says.
        live_from: Since when everybody sees it.
        updated_at: When it last became what it is: with its publication, or a later change.
    """

    public_id: str
    uid: str
    words: Words
    live_from: datetime
    updated_at: datetime

    def urn(self, locale: Locale) -> str:
        """What programs know it by in a language; the same for good."""
        return f"urn:uuid:{uuid5(UUID(self.uid), locale.value)}"


def news_page(reader: Reader, *, page: int, now: datetime) -> tuple[Sequence[PublicNews], int]:
    """News, the newest first, and how many pages there are; `page` counts from 1. Two queries."""
    counted = select(func.count()).select_from(NewsItem).where(_is_shown(now))
    pages = max(1, -(-read_rows(reader, counted)[0][0] // NEWS_ROWS))
    return _newest(reader, now, NEWS_ROWS, offset=(min(page, pages) - 1) * NEWS_ROWS), pages


def newest_news(reader: Reader, most: int, *, now: datetime) -> Sequence[PublicNews]:
    """The newest news. One query."""
    return _newest(reader, now, most)


def shown_news(now: datetime, most: int) -> Select[*tuple[Any, ...]]:
    """Select the newest news."""
    listed = select(*_COLUMNS).where(_is_shown(now))
    return listed.order_by(NewsItem.live_from.desc(), NewsItem.id.desc()).limit(most)


def news_called(reader: Reader, public_id: str, *, now: datetime) -> PublicNews | None:
    """One piece of news; None where nobody sees it. One query."""
    wanted = select(*_COLUMNS).where(NewsItem.public_id == public_id, _is_shown(now))
    rows = read_rows(reader, wanted)
    return _news(rows[0]) if rows else None


def feed_news(
    reader: Reader, locale: Locale, *, now: datetime
) -> tuple[Sequence[PublicNews], datetime]:
    """News in a language for its feed, the newest first, and when the feed last changed.

    What was withdrawn counts as a change, too; where nothing was ever published, the feed is of the
    beginning of 2015. Two queries.
    """
    title = NewsItem.title_ja if locale is Locale.JA else NewsItem.title_en
    found = _newest(reader, now, FEED_ROWS, where=title != "")
    withdrawn = read_rows(reader, select(func.max(NewsItem.withdrawn_at)))[0][0]
    instants = [each.updated_at for each in found]
    return found, max([_BEGINNING, *instants, *([withdrawn] if withdrawn else [])])


_BEGINNING: Final = datetime.fromisoformat("2015-02-02T00:00:00+00:00")


def _newest(
    reader: Reader,
    now: datetime,
    most: int,
    *,
    offset: int = 0,
    where: ColumnElement[bool] | None = None,
) -> Sequence[PublicNews]:
    shown = _is_shown(now) if where is None else and_(_is_shown(now), where)
    listed = select(*_COLUMNS).where(shown).order_by(NewsItem.live_from.desc(), NewsItem.id.desc())
    return [_news(row) for row in read_rows(reader, listed.offset(offset).limit(most))]


def _news(row: Any) -> PublicNews:  # noqa: ANN401 (a row of the columns above)
    words = Words(row.title_ja, row.text_ja, row.title_en, row.text_en)
    updated_at = max(row.live_from, row.changed_at)
    return PublicNews(row.public_id, row.uid, words, row.live_from, updated_at)


def _is_shown(now: datetime) -> ColumnElement[bool]:
    return and_(NewsItem.live_from <= now, NewsItem.withdrawn_at.is_(None))
