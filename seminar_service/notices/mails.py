"""The mails of a notice. Each is part of the caller's transaction."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.notices.model import Notice
from seminar_service.notices.values import Letter, Placeholder, filled, placeholders_in
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.rendering import format_mail_day, format_mail_times, render
from seminar_service.outbox.services import Recipient
from seminar_service.registrations import mailing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import about

LONGEST_FILLED_SUBJECT = 300
"""Letters of a subject once names and titles are in it."""


def send(
    session: Session, notice: Notice, registration: Registration, *, office: Office, now: datetime
) -> Message:
    """Write a notice to one person, in the language of the registration if it has that."""
    locale, letter = letter_for(notice, registration)
    link = ""
    if Placeholder.LINK in placeholders_in(letter.body):
        token = mailing.mint(session, LinkPurpose.REGISTRATION, registration, now=now)
        link = office.addresses(locale).registration(token)
    return outbox.enqueue(
        session,
        "notice",
        Recipient(registration.email, registration.name, locale),
        _context(letter, registration, locale, link, office),
        about=about(registration),
        now=now,
        replies_to=notice.tour.mail_replies_to,
    )


def send_test(
    session: Session,
    notice: Notice,
    registration: Registration,
    tester: Recipient,
    *,
    office: Office,
    now: datetime,
) -> None:
    """Write to one of the staff what somebody would get, in each language that there is."""
    for locale, letter in notice.letters.items():
        context = _context(letter, registration, locale, sample_link(office, locale), office)
        recipient = Recipient(tester.address, tester.name, locale)
        outbox.enqueue(
            session, "notice_test", recipient, context, about=f"notice:{notice.id}", now=now
        )


def preview(
    letter: Letter, registration: Registration, locale: Locale, *, office: Office
) -> tuple[str, str]:
    """Subject and text as somebody would get them, but for the secret link."""
    link = sample_link(office, locale)
    written = render("notice", locale, _context(letter, registration, locale, link, office))
    return written.subject, written.body


def sample_link(office: Office, locale: Locale) -> str:
    """What stands for somebody's own page where others read the text: it opens nothing."""
    return office.addresses(locale).registration("XXXXXXXX")


def letter_for(notice: Notice, registration: Registration) -> tuple[Locale, Letter]:
    """The language in which somebody gets a notice, and what it says."""
    letters = notice.letters
    own = Locale(registration.locale)
    locale = own if own in letters else next(iter(letters))
    return locale, letters[locale]


def _context(
    letter: Letter, registration: Registration, locale: Locale, link: str, office: Office
) -> dict[str, object]:
    values = {**_values(registration, locale), Placeholder.LINK: link}
    subject = " ".join(filled(letter.subject, values).split())
    return {
        "subject_line": subject[:LONGEST_FILLED_SUBJECT],
        "text": filled(letter.body, values),
        "home_address": office.addresses(locale).home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
    }


def _values(registration: Registration, locale: Locale) -> Mapping[Placeholder, str]:
    seminar = registration.seminar
    times = format_mail_times(seminar.starts_at, seminar.ends_at, locale)
    return {
        Placeholder.NAME: registration.name,
        Placeholder.SEMINAR: seminar.title(locale),
        Placeholder.DAY: f"{format_mail_day(seminar.day, locale)} {times}",
        Placeholder.PLACE: f"{prefecture(seminar.place).name(locale)} {seminar.venue_name}".strip(),
    }
