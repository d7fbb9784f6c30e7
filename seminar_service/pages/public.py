"""Pages as everybody sees them: plain values, read by a connection alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from seminar_service.pages.model import Page, PageText
from seminar_service.pages.values import Placement, Words
from seminar_service.storage.reading import Reader, read_rows


@dataclass(frozen=True)
class PublicPage:
    """What a page says now, and since when."""

    name: str
    placement: Placement
    words: Words
    live_from: datetime


def page_called(reader: Reader, name: str, *, now: datetime) -> PublicPage | None:
    """A page by its name; None where nobody sees one. One query."""
    rows = read_rows(
        reader,
        select(*_COLUMNS)
        .join(PageText, PageText.page_id == Page.id)
        .where(Page.name == name, _is_shown(now))
        .order_by(PageText.live_from.desc(), PageText.number.desc())
        .limit(1),
    )
    if not rows:
        return None
    row = rows[0]
    words = Words(row.title_ja, row.text_ja, row.title_en, row.text_en)
    return PublicPage(row.name, row.placement, words, row.live_from)


def placed_pages(reader: Reader, *, now: datetime) -> Sequence[PublicPage]:
    """The pages to which the front page leads, in their order; without their texts. One query."""
    ranked = ranked_pages(now).subquery()
    shown = ranked.c
    rows = read_rows(
        reader,
        select(shown.name, shown.placement, shown.title_ja, shown.title_en, shown.live_from)
        .where(shown.rank == 1)
        .order_by(shown.position, shown.name),
    )
    return [
        PublicPage(
            row.name,
            Placement(row.placement),
            Words(title_ja=row.title_ja, title_en=row.title_en),
            row.live_from,
        )
        for row in rows
    ]


def ranked_pages(now: datetime) -> Select[*tuple[Any, ...]]:
    """Select the versions that were or are live of placed pages; those of `rank` 1 are now."""
    return (
        select(
            Page.name,
            Page.placement,
            Page.position,
            PageText.title_ja,
            PageText.title_en,
            PageText.live_from,
            func.row_number()
            .over(
                partition_by=Page.id,
                order_by=(PageText.live_from.desc(), PageText.number.desc()),
            )
            .label("rank"),
        )
        .join(PageText, PageText.page_id == Page.id)
        .where(Page.placement != Placement.NOWHERE, _is_shown(now))
    )


_COLUMNS = (
    Page.name,
    Page.placement,
    PageText.title_ja,
    PageText.text_ja,
    PageText.title_en,
    PageText.text_en,
    PageText.live_from,
)


def _is_shown(now: datetime) -> ColumnElement[bool]:
    """Whether a version has gone live, and was not taken off since."""
    stays = or_(Page.withdrawn_at.is_(None), PageText.live_from > Page.withdrawn_at)
    return and_(PageText.live_from <= now, stays)
