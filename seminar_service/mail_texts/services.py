"""Writing a tour's letters anew, taking that back, taking an earlier tour's over."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.locales import Locale
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.mail_texts.model import FIRST_VERSION, MailText
from seminar_service.mail_texts.queries import require_kind
from seminar_service.outbox.letters import Letter, check_body, check_subject
from seminar_service.outbox.rendering import original
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour


def write(
    session: Session,
    tour_id: int,
    kind: str,
    letters: Mapping[Locale, Letter],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what a letter of a tour says. What is the original again follows it from then on.

    Raises:
        NotFound: there is no such tour or kind.
        ChangedMeanwhile: it is not the version that was shown.
        PlaceholderUnknown: a text leaves something open that such a mail does not fill in.
        OpeningMissing: a text lacks what its readers cannot do without.
    """
    require_kind(kind)
    check(kind, letters)
    with transaction(session):
        row = _locked(session, tour_id, kind, now)
        require_version(row, version)
        _fill(row, letters)
        row.changed_at = now
        mark_edited(session, row, actor=actor, now=now)


def restore(
    session: Session,
    tour_id: int,
    kind: str,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Go back to the original of a letter in both languages.

    Raises:
        NotFound: there is no such tour or kind.
        ChangedMeanwhile: it is not the version that was shown.
    """
    require_kind(kind)
    with transaction(session):
        row = _locked(session, tour_id, kind, now)
        require_version(row, version)
        if not row.is_changed:
            return
        _fill(row, {locale: original(kind, locale) for locale in Locale})
        row.changed_at = now
        mark_edited(session, row, HistoryKind.MAIL_TEXT_RESTORED, actor=actor, now=now)


def take_over(
    session: Session, tour_id: int, earlier_id: int, *, actor: Actor, now: datetime
) -> int:
    """Let a tour's letters say what an earlier tour's did, unless they were written; how many.

    Raises:
        NotFound: there is no such tour.
    """
    with transaction(session):
        _lock(session, tour_id)
        taken = 0
        rows = session.scalars(select(MailText).where(MailText.tour_id == earlier_id)).all()
        for found in rows:
            row = _locked(session, tour_id, found.kind, now)
            if row.is_changed or not found.is_changed or not _still_right(found):
                continue
            for name in _COPIED:
                setattr(row, name, getattr(found, name))
            row.changed_at = now
            mark_edited(session, row, HistoryKind.MAIL_TEXT_TAKEN_OVER, actor=actor, now=now)
            taken += 1
        return taken


_COPIED = ("subject_ja", "body_ja", "original_ja", "subject_en", "body_en", "original_en")


def check(kind: str, letters: Mapping[Locale, Letter]) -> None:
    """Make sure that texts can stand in place of their originals.

    Raises:
        PlaceholderUnknown: one leaves something open that such a mail does not fill in.
        OpeningMissing: one lacks what its readers cannot do without.
    """
    for locale, letter in letters.items():
        first = original(kind, locale)
        check_subject(letter.subject, first)
        check_body(letter.body, first)


def _still_right(row: MailText) -> bool:
    """Whether an earlier year's text would be taken today."""
    letters = {locale: row.letter(locale) for locale in Locale}
    try:
        check(row.kind, {locale: letter for locale, letter in letters.items() if letter})
    except DomainError:
        return False
    return True


def _lock(session: Session, tour_id: int) -> None:
    if session.get(Tour, tour_id, with_for_update={"key_share": True}) is None:
        raise NotFound("tour")


def _locked(session: Session, tour_id: int, kind: str, now: datetime) -> MailText:
    """The row of a letter; made where there is none, under the lock of its tour."""
    _lock(session, tour_id)
    row = session.scalar(select(MailText).where(MailText.tour_id == tour_id, MailText.kind == kind))
    if row is None:
        row = MailText(tour_id=tour_id, kind=kind, version=FIRST_VERSION, changed_at=now)
        session.add(row)
        session.flush()
    return row


def _fill(row: MailText, letters: Mapping[Locale, Letter]) -> None:
    for locale, letter in letters.items():
        first = original(row.kind, locale)
        own = letter != first
        for name, value in (
            ("subject", letter.subject if own else ""),
            ("body", letter.body if own else ""),
            ("original", first.digest if own else ""),
        ):
            setattr(row, f"{name}_{locale.value}", value)
