"""Pages as the staff works on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.pages.model import Page, PageText
from seminar_service.pages.values import Standing

PAGE_SIZE: Final = 30
"""So many pages, or versions of one, stand in a list."""


@dataclass(frozen=True)
class PageLine:
    """A page in the list: its newest version, whether one is live, and when the next goes live."""

    page: Page
    newest: PageText
    is_live: bool
    next_at: datetime | None


@dataclass(frozen=True)
class VersionLine:
    """A version in the list of its page."""

    text: PageText
    standing: Standing


def count(session: Session) -> int:
    """How many pages there are. One query."""
    return session.scalar(select(func.count()).select_from(Page)) or 0


def pages(session: Session, *, page: int, now: datetime) -> list[PageLine]:
    """Pages by name; `page` counts from 1. One query."""
    of_page = aliased(PageText)
    mine = select(func.max(of_page.number)).where(of_page.page_id == Page.id)
    newest = mine.correlate(Page).scalar_subquery()
    gone = select(func.max(of_page.live_from)).where(of_page.page_id == Page.id)
    live = gone.where(of_page.live_from <= now).correlate(Page).scalar_subquery()
    coming = select(func.min(of_page.live_from)).where(of_page.page_id == Page.id)
    waiting = coming.where(of_page.live_from > now).correlate(Page).scalar_subquery()
    stays = Page.withdrawn_at.is_(None) | (live > Page.withdrawn_at)
    shown = case((live.is_(None), False), else_=stays)
    rows = session.execute(
        select(Page, PageText, shown, waiting)
        .join(PageText, (PageText.page_id == Page.id) & (PageText.number == newest))
        .order_by(Page.name)
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    )
    return [PageLine(row, text, bool(is_live), next_at) for row, text, is_live, next_at in rows]


def page_of(session: Session, page_id: int) -> Page:
    """A page by its number.

    Raises:
        NotFound: There is none.
    """
    page = session.get(Page, page_id)
    if page is None:
        raise NotFound("page")
    return page


def newest(session: Session, page_id: int) -> PageText:
    """The newest version of a page. One query."""
    return session.scalars(_texts(page_id).limit(1)).one()


def version_of(session: Session, page_id: int, number: int) -> PageText:
    """One version of a page. One query.

    Raises:
        NotFound: There is none.
    """
    text = session.scalar(_texts(page_id).where(PageText.number == number))
    if text is None:
        raise NotFound("page_text")
    return text


def live(session: Session, page: Page, *, now: datetime) -> PageText | None:
    """The version that everybody sees; None where nobody sees any. One query."""
    shown = _texts(page.id).where(PageText.live_from <= now)
    if page.withdrawn_at is not None:
        shown = shown.where(PageText.live_from > page.withdrawn_at)
    return session.scalar(
        shown.order_by(None).order_by(PageText.live_from.desc(), PageText.number.desc()).limit(1)
    )


def count_versions(session: Session, page_id: int) -> int:
    """How many versions a page has. One query."""
    counted = select(func.count()).select_from(PageText).where(PageText.page_id == page_id)
    return session.scalar(counted) or 0


def versions(
    session: Session, row: Page, *, page: int, live_number: int, now: datetime
) -> Sequence[VersionLine]:
    """Versions of a page, the newest first; `page` counts from 1. One query.

    Args:
        session: The database.
        row: The page.
        page: Which part of the list.
        live_number: The version that everybody sees; 0 where nobody sees any.
        now: The present instant.
    """
    found = session.scalars(_texts(row.id).offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE))
    return [VersionLine(text, standing(text, live_number, now=now)) for text in found]


def standing(text: PageText, live_number: int, *, now: datetime) -> Standing:
    """How a version stands, where `live_number` is the one that everybody sees."""
    if text.number == live_number:
        return Standing.LIVE
    if text.live_from is None:
        return Standing.DRAFT
    return Standing.WAITING if text.live_from > now else Standing.PAST


def _texts(page_id: int) -> Select[PageText]:
    return (
        select(PageText)
        .options(joinedload(PageText.user))
        .where(PageText.page_id == page_id)
        .order_by(PageText.number.desc())
    )
