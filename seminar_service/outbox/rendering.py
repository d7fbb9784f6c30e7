"""Mails as texts: one template per kind, rendered in the recipient's language."""

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Final

import structlog
from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from seminar_service import paths
from seminar_service.domain.placeholders import PlaceholderUnknown, filled, gaps_in
from seminar_service.domain.postal_addresses import full_address
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.text_folding import without_controls
from seminar_service.outbox import letters, marks
from seminar_service.outbox.free_words import with_words
from seminar_service.outbox.html import html_of
from seminar_service.outbox.letters import LETTER_KINDS, Letter, Opening

LONGEST_FILLED_SUBJECT: Final = 300
"""Letters of a subject once names and titles are in it."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Written:
    """A mail as its reader gets it: one line, plain text, and the same as HTML."""

    subject: str
    body: str
    html: str


def render(
    kind: str,
    locale: str,
    context: dict[str, object],
    letter: Letter | None = None,
    *,
    words: str = "",
) -> Written:
    """A mail of some kind; `letter` is what it says where somebody wrote it anew.

    `words` are paragraphs that the office adds to this one mail (`outbox/free_words.py`).

    The template's block `subject` becomes one line, its block `body` the text and the HTML. None
    keeps control characters or noncharacters, whatever somebody's name or words hold. No two blank
    lines follow each other, whatever parts of a template were empty.

    Raises:
        jinja2.UndefinedError: the context lacks a name that the template uses.
    """
    if kind not in LETTER_KINDS:
        subject, marked = _blocks(kind, locale, context)
        return written(subject, _worded(marked, words, context), locale)
    if letter is not None:
        try:
            return _filled(kind, locale, context, letter, words)
        except Exception:  # a text that an earlier release took must keep nobody from the mail
            log.exception("letter_not_filled", kind=kind)
    return _filled(kind, locale, context, original(kind, locale), words)


@cache
def original(kind: str, locale: str) -> Letter:
    """What a letter says where nobody wrote it anew, with its openings as placeholders."""
    openings = {each.value: letters.written(each, locale) for each in Opening}
    addressed = {"name": openings[Opening.NAME]}
    subject, body = _blocks(kind, locale, {"open": openings, "recipient": addressed})
    return Letter(" ".join(subject.split()), marks.tidy(body))


def as_test(letter: Letter, locale: str) -> Letter:
    """A letter whose subject says that it is only tried out."""
    said = _translations(locale).gettext("Test: %(subject)s") % {"subject": letter.subject}
    return Letter(said, letter.body)


def _blocks(kind: str, locale: str, context: dict[str, object]) -> tuple[str, str]:
    template = _environment(locale).get_template(f"mail/{kind}.txt")
    values = template.new_context({**context, "locale": locale})
    return "".join(template.blocks["subject"](values)), "".join(template.blocks["body"](values))


def _worded(marked: str, words: str, context: dict[str, object]) -> str:
    name = getattr(context.get("recipient"), "name", "")
    return with_words(marked, words, name) if words else marked


def _filled(
    kind: str, locale: str, context: dict[str, object], letter: Letter, words: str
) -> Written:
    """A letter with its parts. What is alone in its line keeps its marks."""

    @cache
    def part(name: str) -> str:
        opening = letters.opening_of(name)
        if opening is None:
            raise PlaceholderUnknown(name)
        return _part(kind, opening, locale, context)

    def in_line(name: str) -> str:
        return plain_text(part(name), locale)

    lines = list[str]()
    for line in without_controls(letter.body, keep="\n").split("\n"):
        gaps = list(gaps_in(line))
        alone = len(gaps) == 1 and line.strip() == gaps[0].written
        said = filled(line, part if alone else in_line)
        if said.strip() or not gaps:
            lines.append(said)
    subject = filled(without_controls(letter.subject, keep=""), in_line)
    marked = _worded(marks.tidy("\n".join(lines)), words, context)
    return written(subject[:LONGEST_FILLED_SUBJECT], marked, locale)


def _part(kind: str, opening: Opening, locale: str, context: dict[str, object]) -> str:
    """What stands for an opening: of this kind of mail alone, of its family, or of all."""
    family = kind.partition("_")[0]
    names = [f"mail/parts/{each}{opening}.txt" for each in (f"{kind}.", f"{family}.", "")]
    template = _environment(locale).select_template(names)
    return marks.tidy(template.render({**context, "locale": locale})).strip("\n")


def written(subject: str, marked: str, locale: str) -> Written:
    """A mail of a subject and lines with marks."""
    line = " ".join(subject.split())
    lines = marks.tidy(marked)
    return Written(line, plain_text(lines, locale), html_of(lines, line, locale))


def plain_text(marked: str, locale: str) -> str:
    """Lines with marks as plain text."""
    joined = _translations(locale).gettext("%(label)s: %(value)s")
    return marks.plain_of(marked, lambda label, said: joined % {"label": label, "value": said})


@cache
def _environment(locale: str) -> Environment:
    environment = Environment(  # noqa: S701 (plain text: nothing is markup)
        loader=FileSystemLoader(paths.templates()),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=marks.cleaned,
    )
    environment.install_gettext_translations(_translations(locale), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.globals.update(
        fact=marks.fact,
        button=marks.button,
        heading=marks.heading,
        format_day=lambda day: format_mail_day(day, locale),
        format_iso_day=lambda text: format_mail_day(date.fromisoformat(text), locale),
        format_month=lambda first: format_mail_month(first, locale),
        format_moment=lambda moment: format_mail_moment(moment, locale),
        format_time=lambda moment: moment.strftime("%H:%M"),
        format_times=lambda start, end: format_mail_times(start, end, locale),
        format_yen=lambda yen: format_mail_yen(yen, locale),
        full_address=lambda address, code, postal_code: full_address(
            address, code, postal_code, locale
        ),
        place_name=lambda code: prefecture(code).name(locale),
    )
    return environment


@cache
def _translations(locale: str) -> NullTranslations:
    return Translations.load(paths.TRANSLATIONS, [locale])


def format_mail_day(day: date, locale: str) -> str:
    """A day with its weekday, in the recipient's language."""
    return format_date(day, "y年M月d日（E）" if locale == "ja" else "EEE d MMM y", locale=locale)


def format_mail_month(first: date, locale: str) -> str:
    """The month that begins on a day, in the recipient's language."""
    return format_date(first, "y年M月" if locale == "ja" else "MMMM y", locale=locale)


def format_mail_moment(moment: datetime, locale: str) -> str:
    """A day and a time on the clock that the moment carries."""
    return f"{format_mail_day(moment, locale)} {moment:%H:%M}"


def format_mail_times(start: time, end: time, locale: str) -> str:
    """From when until when, on the 24-hour clock."""
    dash = "〜" if locale == "ja" else "–"
    return f"{start:%H:%M}{dash}{end:%H:%M}"


def format_mail_yen(yen: int, locale: str) -> str:
    """An amount of money."""
    number = format_decimal(yen, locale=locale)
    return f"{number}円" if locale == "ja" else f"¥{number}"
