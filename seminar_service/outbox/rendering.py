"""Mails as texts: one template per kind, rendered in the recipient's language."""

from datetime import date, datetime, time
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from seminar_service import paths
from seminar_service.domain.postal_addresses import full_address
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.text_folding import without_controls


def render(kind: str, locale: str, context: dict[str, object]) -> tuple[str, str]:
    """Subject and body of a mail.

    The template's block `subject` becomes one line, its block `body` the text. Neither keeps
    control characters or noncharacters, whatever somebody's name or words hold.

    Raises:
        jinja2.UndefinedError: the context lacks a name that the template uses.
    """
    template = _environment(locale).get_template(f"mail/{kind}.txt")
    values = template.new_context({**context, "locale": locale})
    subject = " ".join(without_controls("".join(template.blocks["subject"](values))).split())
    body = without_controls("".join(template.blocks["body"](values))).strip() + "\n"
    return subject, body


@cache
def _environment(locale: str) -> Environment:
    environment = Environment(  # noqa: S701 (plain text: nothing is markup)
        loader=FileSystemLoader(paths.templates()),
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.install_gettext_translations(_translations(locale), newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    environment.globals.update(
        format_day=lambda day: format_mail_day(day, locale),
        format_iso_day=lambda text: format_mail_day(date.fromisoformat(text), locale),
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


def _translations(locale: str) -> NullTranslations:
    return Translations.load(paths.TRANSLATIONS, [locale])


def format_mail_day(day: date, locale: str) -> str:
    """A day with its weekday, in the recipient's language."""
    return format_date(day, "y年M月d日(E)" if locale == "ja" else "EEE d MMM y", locale=locale)


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
