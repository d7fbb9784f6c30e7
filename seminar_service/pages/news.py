"""Writing news, publishing and withdrawing it; the list of the staff."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from secrets import randbelow
from typing import Final
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.public_ids import new_public_id
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Standing, Words
from seminar_service.storage.transaction import transaction

PAGE_SIZE: Final = 30
"""So much news stands in a list of the staff."""


def add_news(
    session: Session, words: Words, live_from: datetime | None, *, actor: Actor, now: datetime
) -> int:
    """Write a piece of news; its number.

    Args:
        session: The database.
        words: What it says.
        live_from: From when on everybody sees it; None for a draft.
        actor: Who does it.
        now: The present instant.
    """
    with transaction(session):
        item = NewsItem(
            public_id=new_public_id(randbelow),
            uid=str(uuid4()),
            changed_at=now,
            live_from=live_from,
            **asdict(words),
        )
        session.add(item)
        session.flush()
        subject = Subject(SubjectKind.NEWS, item.id)
        history.record(session, HistoryKind.NEWS_ADDED, subject, actor, now)
        return item.id


def write_news(
    session: Session,
    news_id: int,
    words: Words,
    live_from: datetime | None,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write a piece of news anew. What everybody sees changes at once, and keeps its time.

    Args:
        session: The database.
        news_id: Which.
        words: What it says.
        live_from: From when on everybody sees it, where nobody does yet; None for a draft.
        version: The version that was shown.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: There is none.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        item = _locked(session, news_id)
        require_version(item, version)
        for name, text in asdict(words).items():
            setattr(item, name, text)
        item.changed_at = now
        if item.standing(now) is not Standing.LIVE:
            item.live_from = live_from
            item.withdrawn_at = None if live_from else item.withdrawn_at
        mark_edited(session, item, actor=actor, now=now)


def publish_news(
    session: Session, news_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Let everybody see a piece of news at once, also one that waits or was withdrawn.

    Raises:
        NotFound: There is none.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        item = _locked(session, news_id)
        require_version(item, version)
        if item.standing(now) is Standing.LIVE:
            return
        item.live_from, item.withdrawn_at = now, None
        mark_edited(session, item, HistoryKind.NEWS_PUBLISHED, actor=actor, now=now)


def withdraw_news(
    session: Session, news_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Take a piece of news off; one that waits for its time becomes a draft again.

    Raises:
        NotFound: There is none.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        item = _locked(session, news_id)
        require_version(item, version)
        if item.standing(now) is Standing.WAITING:
            item.live_from = None
        elif item.standing(now) is Standing.LIVE:
            item.withdrawn_at = now
        else:
            return
        mark_edited(session, item, HistoryKind.NEWS_WITHDRAWN, actor=actor, now=now)


def news_of(session: Session, news_id: int) -> NewsItem:
    """A piece of news by its number.

    Raises:
        NotFound: There is none.
    """
    item = session.get(NewsItem, news_id)
    if item is None:
        raise NotFound("news")
    return item


def all_news(session: Session, *, page: int) -> Sequence[NewsItem]:
    """News of every standing, the latest written first; `page` counts from 1. One query."""
    listed = select(NewsItem).order_by(NewsItem.id.desc())
    return session.scalars(listed.offset((page - 1) * PAGE_SIZE).limit(PAGE_SIZE)).all()


def count_news(session: Session) -> int:
    """How much there is. One query."""
    return session.scalar(select(func.count()).select_from(NewsItem)) or 0


def _locked(session: Session, news_id: int) -> NewsItem:
    item = session.get(NewsItem, news_id, with_for_update={"key_share": True})
    if item is None:
        raise NotFound("news")
    return item
