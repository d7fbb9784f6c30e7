"""Writing pages: versions, when they go live, taking them off."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.history import services as history
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.pages.model import Page, PageText
from seminar_service.pages.values import Placement, Words
from seminar_service.storage.transaction import transaction


class PageNameTaken(DomainError):  # noqa: N818 (named after the rule)
    """Another page has this name."""

    code = "page_name_taken"
    category = Category.CONFLICT


@dataclass(frozen=True)
class PageDetails:
    """Where the front page leads to a page from, and in which order (the lowest first)."""

    placement: Placement
    position: int


def add_page(
    session: Session,
    name: str,
    details: PageDetails,
    words: Words,
    live_from: datetime | None,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Add a page with its first version; its number.

    Args:
        session: The database.
        name: By which addresses call it, for good.
        details: Where it is led to from.
        words: What it says.
        live_from: From when on everybody sees it; None for a draft.
        actor: Who does it.
        now: The present instant.

    Raises:
        PageNameTaken: Another page has the name.
    """
    with transaction(session):
        if session.scalar(select(Page.id).where(Page.name == name)) is not None:
            raise PageNameTaken
        page = Page(name=name, placement=details.placement, position=details.position)
        session.add(page)
        session.flush()
        _add_text(session, page, words, live_from, actor=actor, now=now)
        subject = Subject(SubjectKind.PAGE, page.id)
        history.record(session, HistoryKind.PAGE_ADDED, subject, actor, now, live=_told(live_from))
        return page.id


def write_page(
    session: Session,
    page_id: int,
    details: PageDetails,
    words: Words,
    live_from: datetime | None,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Write a page anew: another version, if it says something else than the newest one.

    Where it says the same, and is to go live, the newest version does.

    Raises:
        NotFound: There is no such page.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        page = _locked(session, page_id)
        require_version(page, version)
        page.placement, page.position = details.placement, details.position
        text = _newest(session, page_id)
        if text is None or text.words != words:
            text = _add_text(session, page, words, live_from, actor=actor, now=now)
        elif live_from is not None and not _is_live(text, page, now):
            text.live_from = live_from
        kind = HistoryKind.PAGE_PUBLISHED if live_from else HistoryKind.EDITED
        mark_edited(
            session,
            page,
            kind,
            actor=actor,
            now=now,
            number=text.number,
            live=_told(live_from),
        )


def restore(
    session: Session, page_id: int, number: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Make a draft that says what an earlier version said. What is live stays.

    Raises:
        NotFound: There is no such version.
        ChangedMeanwhile: Somebody has edited the page since `version`.
    """
    with transaction(session):
        page = _locked(session, page_id)
        require_version(page, version)
        words = _text(session, page_id, number).words
        made = _add_text(session, page, words, None, actor=actor, now=now)
        mark_edited(
            session,
            page,
            HistoryKind.PAGE_RESTORED,
            actor=actor,
            now=now,
            number=made.number,
            of=number,
        )


def publish(
    session: Session, page_id: int, number: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Let a version go live at once, also one that waits for its time.

    Raises:
        NotFound: There is no such version.
        ChangedMeanwhile: Somebody has edited the page since `version`.
    """
    with transaction(session):
        page = _locked(session, page_id)
        require_version(page, version)
        _text(session, page_id, number).live_from = now
        kind = HistoryKind.PAGE_PUBLISHED
        mark_edited(session, page, kind, actor=actor, now=now, number=number, live=_told(now))


def call_off(
    session: Session, page_id: int, number: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Let a version that waits for its time be a draft again; one that is live stays so.

    Raises:
        NotFound: There is no such version.
        ChangedMeanwhile: Somebody has edited the page since `version`.
    """
    with transaction(session):
        page = _locked(session, page_id)
        require_version(page, version)
        text = _text(session, page_id, number)
        if text.live_from is None or text.live_from <= now:
            return
        text.live_from = None
        mark_edited(session, page, HistoryKind.PAGE_CALLED_OFF, actor=actor, now=now, number=number)


def withdraw(
    session: Session, page_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Take a page off: nobody sees it until a version goes live again. What waits is called off.

    Raises:
        NotFound: There is no such page.
        ChangedMeanwhile: Somebody has edited it since `version`.
    """
    with transaction(session):
        page = _locked(session, page_id)
        require_version(page, version)
        page.withdrawn_at = now
        waiting = update(PageText).where(PageText.page_id == page_id, PageText.live_from > now)
        session.execute(waiting.values(live_from=None))
        mark_edited(session, page, HistoryKind.PAGE_WITHDRAWN, actor=actor, now=now)


def _add_text(
    session: Session,
    page: Page,
    words: Words,
    live_from: datetime | None,
    *,
    actor: Actor,
    now: datetime,
) -> PageText:
    before = _newest(session, page.id)
    text = PageText(
        page_id=page.id,
        number=before.number + 1 if before else 1,
        written_at=now,
        user_id=actor.user_id,
        live_from=live_from,
        **asdict(words),
    )
    session.add(text)
    session.flush()
    return text


def _is_live(text: PageText, page: Page, now: datetime) -> bool:
    if text.live_from is None or text.live_from > now:
        return False
    return page.withdrawn_at is None or text.live_from > page.withdrawn_at


def _newest(session: Session, page_id: int) -> PageText | None:
    newest = select(PageText).where(PageText.page_id == page_id).order_by(PageText.number.desc())
    return session.scalar(newest.limit(1))


def _text(session: Session, page_id: int, number: int) -> PageText:
    of_number = PageText.page_id == page_id, PageText.number == number
    text = session.scalar(select(PageText).where(*of_number))
    if text is None:
        raise NotFound("page_text")
    return text


def _locked(session: Session, page_id: int) -> Page:
    page = session.get(Page, page_id, with_for_update={"key_share": True})
    if page is None:
        raise NotFound("page")
    return page


def _told(live_from: datetime | None) -> str | None:
    return live_from.isoformat(timespec="minutes") if live_from else None
