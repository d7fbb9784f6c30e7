"""Flyers as papers: what they say, and how each is made to fit on one page of A4.

A text that is too long is first set smaller, in steps, and then shortened; no flyer ever has a
second page, or words that nobody sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from flask import abort
from flask_babel import gettext as _

from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.flyers.model import Flyer
from seminar_service.flyers.services import flyer_of
from seminar_service.flyers.values import Part, shortened
from seminar_service.outbox.office import Office
from seminar_service.printing.values import Order, Printed
from seminar_service.seminars.model import Seminar
from seminar_service.web.drawing.qr_code import qr_code
from seminar_service.web.locale import reading_in
from seminar_service.web.papers import paper, printed
from seminar_service.web.templating import (
    format_day,
    format_instant,
    format_number,
    format_times,
    joined,
    settings,
)

MOST_KEPT: Final = 32
"""Files that a process keeps, of which none says anything that is not public."""


@dataclass(frozen=True)
class Setting:
    """How a flyer is set.

    Attributes:
        fit: How small, as `papers.FITS` counts.
        letters: To how many letters each of its texts is shortened; 0 where none is.
        lines: To how many lines likewise.
    """

    fit: int
    letters: int = 0
    lines: int = 0


SMALL: Final = 4
"""From this fit on the letters are so small that somebody should shorten the text."""
SMALLEST: Final = 6
"""The smallest that most people can read."""
SETTINGS: Final = (
    *(Setting(fit) for fit in range(SMALLEST + 1)),
    *(
        Setting(SMALLEST, letters, lines)
        for letters, lines in ((900, 24), (600, 16), (400, 11), (250, 7), (150, 4), (80, 2))
    ),
)
"""In the order in which they are tried."""


def usual_texts(seminar: Seminar, locale: Locale) -> Mapping[Part, str]:
    """What a flyer says where nobody has worded it, in a language."""
    with reading_in(locale):
        office = Office.of(settings())
        telephone = settings().contact_telephone
        return {
            Part.TITLE: seminar.title(locale),
            Part.LEAD: seminar.description(locale),
            Part.PROGRAMME: seminar.programme(locale) or _usual_programme(seminar, locale),
            Part.ACCESS: seminar.access(locale),
            Part.REGISTERING: _registering(seminar),
            Part.CONTACT: "\n".join(filter(None, (office.name(locale), telephone, office.contact))),
        }


def texts_of(seminar: Seminar, flyer: Flyer, locale: Locale) -> Mapping[Part, str]:
    """What a flyer says in a language: in the office's words, else in the usual ones."""
    return {**usual_texts(seminar, locale), **flyer.worded(locale)}


def flyer_page(seminar: Seminar, locale: Locale, back: tuple[str, str]) -> str:
    """A flyer as a page that prints; `back` is where its bar leads, and what that is called."""
    texts = texts_of(seminar, flyer_of(db.session(), seminar.id), locale)
    fit = min(_estimated(texts), SMALLEST)
    return _written(seminar, locale, Setting(fit), as_page=True, back=back)


def flyer_file(seminar: Seminar, locale: Locale) -> Printed:
    """A flyer as a PDF file of one page.

    Raises:
        NotPrinted: There is none; its subclass says why.
    """
    return _made(tuple(_written(seminar, locale, setting) for setting in SETTINGS))


def setting_of(file: Printed) -> Setting:
    """How a file had to be set."""
    return SETTINGS[file.version]


def open_flyer(seminar: Seminar | None) -> Seminar:
    """A seminar whose flyer may be handed out; 404 where it is not public, or was cancelled."""
    if seminar is None or not (seminar.is_public and seminar.stands):
        abort(404)
    return seminar


@lru_cache(maxsize=MOST_KEPT)
def _made(versions: tuple[str, ...]) -> Printed:
    return printed(Order(versions, most_pages=1))


def _written(seminar: Seminar, locale: Locale, setting: Setting, **values: Any) -> str:  # noqa: ANN401 (any value)
    texts = texts_of(seminar, flyer_of(db.session(), seminar.id), locale)
    if setting.letters:
        texts = {
            part: shortened(text, setting.letters, setting.lines) for part, text in texts.items()
        }
    address = Office.of(settings()).addresses(locale).seminar(seminar.public_id)
    with reading_in(locale):
        return paper(
            "flyer",
            fit=setting.fit,
            seminar=seminar,
            texts=texts,
            address=address,
            code=qr_code(address),
            **values,
        )


def _estimated(texts: Mapping[Part, str]) -> int:
    """How small a page is set, of which nobody knows how it will be printed."""
    lines = sum(len(line) // 40 + 1 for text in texts.values() for line in text.split("\n"))
    return max(0, (lines - 14) // 6)


def _usual_programme(seminar: Seminar, locale: Locale) -> str:
    """The times, topics and advisers, a line each."""
    topics = _(", ").join(topic.name(locale) for topic in seminar.topics)
    first = f"{format_times(seminar.starts_at, seminar.ends_at)} {topics or seminar.title(locale)}"
    return "\n".join([first, *(each.display_name(locale) for each in seminar.advisers)])


def _registering(seminar: Seminar) -> str:
    """How to register, and until when."""
    places = _("%(number)s places, free of charge.", number=format_number(seminar.capacity))
    way = _("Scan the QR code, or open the address below.")
    until = _("Registration until %(moment)s.", moment=_deadline(seminar))
    said = joined(joined(way, until), places)
    return joined(said, _("You can also take part online.")) if seminar.is_hybrid else said


def _deadline(seminar: Seminar) -> str:
    if seminar.registration_closes_on and not seminar.closes_with_start:
        return format_day(seminar.registration_closes_on)
    return format_instant(seminar.registration_ends_at)
