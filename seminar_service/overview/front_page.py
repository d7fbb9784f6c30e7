"""What the front page leads to beside seminars, and the topics of its filter: read at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Select, String, literal, null, select, type_coerce, union_all

from seminar_service.pages.public import PublicPage, ranked_pages
from seminar_service.pages.public_news import PublicNews, shown_news
from seminar_service.pages.values import Placement, Words
from seminar_service.seminars.public_lists import TopicRow, offered
from seminar_service.storage.reading import Reader, read_rows
from seminar_service.tours.model import Topic

NEWS_ROWS: Final = 3
"""So much of the newest news stands on the front page."""

_STATEMENTS: Final = 4
_PAGE, _NEWS, _TOPIC = "page", "news", "topic"


@dataclass(frozen=True)
class FrontPage:
    """Pages by where they stand, the newest news, and the topics of the seminars on offer."""

    pages: Sequence[PublicPage]
    news: Sequence[PublicNews]
    topics: Sequence[TopicRow]

    def placed(self, placement: Placement) -> Sequence[PublicPage]:
        """The pages that stand in one place, in their order."""
        return [page for page in self.pages if page.placement is placement]


def front_page(reader: Reader, *, now: datetime) -> FrontPage:
    """Read all of it. One query.

    What was published within this minute has an instant of it; what waits has a later minute.
    """
    rows = read_rows(reader, _everything(now.replace(second=59, microsecond=999_999)))
    of_kind = {kind: [row for row in rows if row.kind == kind] for kind in (_PAGE, _NEWS, _TOPIC)}
    pages = sorted(of_kind[_PAGE], key=lambda row: (row.position, row.name))
    news = sorted(of_kind[_NEWS], key=lambda row: row.live_from, reverse=True)
    topics = sorted(of_kind[_TOPIC], key=lambda row: row.position)
    return FrontPage(
        [
            PublicPage(row.name, Placement(row.placement), _titles(row), row.live_from)
            for row in pages
        ],
        [PublicNews(row.name, "", _titles(row), row.live_from, row.live_from) for row in news],
        [TopicRow(row.name, row.title_ja, row.title_en) for row in topics],
    )


def _titles(row: Any) -> Words:  # noqa: ANN401 (a row of the union)
    return Words(title_ja=row.title_ja, title_en=row.title_en)


@lru_cache(maxsize=_STATEMENTS)
def _everything(now: datetime) -> Select[*tuple[Any, ...]]:
    page = ranked_pages(now).subquery().c
    item = shown_news(now, NEWS_ROWS).subquery().c
    taught = offered().subquery().c
    pages = select(
        literal(_PAGE).label("kind"),
        page.name.label("name"),
        type_coerce(page.placement, String).label("placement"),
        page.position.label("position"),
        page.title_ja.label("title_ja"),
        page.title_en.label("title_en"),
        page.live_from.label("live_from"),
    ).where(page.rank == 1)
    news = select(
        literal(_NEWS),
        item.public_id,
        literal(""),
        literal(0),
        item.title_ja,
        item.title_en,
        item.live_from,
    )
    topics = select(
        literal(_TOPIC),
        Topic.code,
        literal(""),
        Topic.position,
        Topic.name_ja,
        Topic.name_en,
        null(),
    ).where(Topic.code.in_(select(taught.code)))
    found = union_all(pages, news, topics).subquery()
    return select(found)
