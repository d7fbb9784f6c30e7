"""What letters say in a tour."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.mail_texts.model import FIRST_VERSION, MailText
from seminar_service.outbox.letters import LETTER_KINDS, Letter
from seminar_service.outbox.rendering import original
from seminar_service.tours.model import Tour

Letters = Mapping[Locale, Letter]


@dataclass(frozen=True)
class Text:
    """One kind of letter in a tour.

    Attributes:
        kind: A member of `LETTER_KINDS`.
        version: Of its row; `FIRST_VERSION` where there is none.
        letters: What it says, in both languages.
        changed: The languages in which that is not the original.
        outdated: Those of them whose original has become another since.
        changed_at: When it was last written; None where it never was.
    """

    kind: str
    version: int
    letters: Letters
    changed: Sequence[Locale]
    outdated: Sequence[Locale]
    changed_at: datetime | None


def letter_of(session: Session, tour_id: int, kind: str, locale: str) -> Letter | None:
    """What a letter says in a tour; None where the original holds. One query."""
    row = session.scalar(select(MailText).where(_is(tour_id, kind)))
    return row.letter(locale) if row else None


def texts(session: Session, tour_id: int) -> list[Text]:
    """All letters of a tour. One query."""
    rows = session.scalars(select(MailText).where(MailText.tour_id == tour_id))
    found = {row.kind: row for row in rows}
    return [_text(kind, found.get(kind)) for kind in LETTER_KINDS]


def text_of(session: Session, tour_id: int, kind: str) -> Text:
    """One letter of a tour. One query.

    Raises:
        NotFound: there is no such kind.
    """
    require_kind(kind)
    return _text(kind, session.scalar(select(MailText).where(_is(tour_id, kind))))


def row(session: Session, tour_id: int, kind: str) -> MailText:
    """The row of a letter that somebody has written anew. One query.

    Raises:
        NotFound: nobody has.
    """
    found = session.scalar(select(MailText).where(_is(tour_id, kind)))
    if found is None:
        raise NotFound("mail_text")
    return found


def earlier_with_texts(session: Session, tour: Tour) -> Tour | None:
    """The last tour before this one in which letters were written anew, if there is one."""
    return session.scalar(
        select(Tour)
        .join(MailText, MailText.tour_id == Tour.id)
        .where(
            Tour.fiscal_year < tour.fiscal_year, (MailText.body_ja != "") | (MailText.body_en != "")
        )
        .order_by(Tour.fiscal_year.desc(), Tour.programme)
        .limit(1)
    )


def require_kind(kind: str) -> None:
    """Make sure that there is such a letter.

    Raises:
        NotFound: there is not.
    """
    if kind not in LETTER_KINDS:
        raise NotFound("mail_text")


def _is(tour_id: int, kind: str) -> ColumnElement[bool]:
    return and_(MailText.tour_id == tour_id, MailText.kind == kind)


def _text(kind: str, row: MailText | None) -> Text:
    written = {locale: row.letter(locale) if row else None for locale in Locale}
    originals = {locale: original(kind, locale) for locale in Locale}
    changed = [locale for locale, letter in written.items() if letter]
    return Text(
        kind=kind,
        version=row.version if row else FIRST_VERSION,
        letters={locale: written[locale] or originals[locale] for locale in Locale},
        changed=changed,
        outdated=[
            locale
            for locale in changed
            if row and row.made_from(locale) != originals[locale].digest
        ],
        changed_at=row.changed_at if row else None,
    )
