"""What templates can say: dates, money, languages, addresses."""

from datetime import date, datetime, time
from functools import lru_cache
from typing import Literal

from babel import numbers
from babel.dates import format_date
from flask import Flask, current_app, request
from flask_babel import format_percent, gettext

from seminar_service.calendars.wording import catalogue
from seminar_service.config import Settings
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.japan_time import JAPAN, day_of
from seminar_service.domain.mail_addresses import mailto
from seminar_service.domain.postal_addresses import from_town_on, full_address
from seminar_service.domain.prefectures import prefecture
from seminar_service.seminars.places_left import places_left
from seminar_service.web.assets import asset
from seminar_service.web.locale import current_locale, other_locale_url
from seminar_service.web.mail_errors import mail_error
from seminar_service.web.own_addresses import own_address

EN_DASH = "–"
_WRITTEN_DAYS = 8192
"""Days of several years, as all pages write them in both languages."""


def format_day(day: date) -> str:
    """A day with its weekday: 2027年5月14日（金）, Fri 14 May 2027."""
    return _date(day, "y年M月d日（E）" if current_locale() == "ja" else "EEE d MMM y")


def format_iso_day(text: str) -> str:
    """A day that is kept as an ISO date, as `format_day` says it."""
    return format_day(date.fromisoformat(text))


def format_day_short(day: date) -> str:
    """A day without its year: 5月14日（金）, Fri 14 May."""
    return _date(day, "M月d日（E）" if current_locale() == "ja" else "EEE d MMM")


def format_month(first: date, *, short: bool = False) -> str:
    """The month that begins on a day: 2027年4月, April 2027; short: 4月, Apr."""
    if short:
        return _date(first, "M月" if current_locale() == "ja" else "MMM")
    return _date(first, "y年M月" if current_locale() == "ja" else "MMMM y")


def format_weekday(day: date, width: Literal["narrow", "wide"]) -> str:
    """The name of a day of the week: 金曜日, Friday; narrow: 金, F."""
    return _date(day, "EEEEE" if width == "narrow" else "EEEE")


def format_time(moment: time) -> str:
    """A time of day on the 24-hour clock: 13:30."""
    return moment.strftime("%H:%M")


def format_times(start: time, end: time) -> str:
    """From when until when: 13:30〜16:30, 13:30–16:30."""
    dash = "〜" if current_locale() == "ja" else EN_DASH
    return f"{format_time(start)}{dash}{format_time(end)}"


def format_day_range(first: date, last: date) -> str:
    """From which day to which; one day alone stands alone."""
    if first == last:
        return format_day(first)
    dash = "〜" if current_locale() == "ja" else f" {EN_DASH} "
    return f"{format_day(first)}{dash}{format_day(last)}"


def format_days_in_month(first: date, last: date) -> str:
    """Days under the name of their month: 5日, 5日〜9日, 30日〜5月2日; 5, 5–9, 30 – 2 May."""
    is_japanese = current_locale() == "ja"
    day = f"{first.day}日" if is_japanese else str(first.day)
    if first == last:
        return day
    if (first.year, first.month) == (last.year, last.month):
        return f"{day}〜{last.day}日" if is_japanese else f"{day}{EN_DASH}{last.day}"
    end = format_date(last, "M月d日" if is_japanese else "d MMM")
    return f"{day}〜{end}" if is_japanese else f"{day} {EN_DASH} {end}"


def format_instant(instant: datetime) -> str:
    """An instant on the clock of Japan, with day and time."""
    local = instant.astimezone(JAPAN)
    return f"{format_day(local.date())} {local:%H:%M}"


def format_yen(amount: int) -> str:
    """An amount of money: 1,234円, ¥1,234."""
    number = format_number(amount)
    return f"{number}円" if current_locale() == "ja" else f"¥{number}"


def format_share(share: float) -> str:
    """A share in per cent with one decimal: 12.3%."""
    return str(format_percent(share, "0.0%"))


def format_number(number: int) -> str:
    """A whole number with separators for thousands."""
    return _grouped(number, current_locale())


@lru_cache(maxsize=_WRITTEN_DAYS)
def _grouped(number: int, locale: str) -> str:
    return str(numbers.format_decimal(number, locale=locale))


def place_name(code: str) -> str:
    """The name of a prefecture by its code."""
    return str(prefecture(code).name(current_locale()))


def whole_address(address: str, code: str, postal_code: str) -> str:
    """An address with prefecture and postal code, each once: `domain.postal_addresses`."""
    return full_address(address, code, postal_code, current_locale())


def joined(first: object, second: object) -> str:
    """Two sentences side by side; only the catalogue knows what stands between them."""
    return str(gettext("%(first)s %(second)s", first=first, second=second))


def gap() -> str:
    """What stands between two sentences: a space, in Japanese nothing."""
    return joined("", "")


def era_year(fiscal_year: int) -> str:
    """The name of a fiscal year in the reader's language: 令和9年度, Fiscal year 2027."""
    return FiscalYear(fiscal_year).label(current_locale())


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.config["SETTINGS"]
    return found


def site_name(locale: str | None = None) -> str:
    """What the site calls itself, in `locale` ("ja" or "en") or else the reader's language."""
    return catalogue(locale or current_locale()).gettext("Intellectual Property Seminar Tour")


def words_of_reader() -> dict[str, object]:
    """What every part of a page sees beside its own values: all about the reader's language."""
    locale = current_locale()
    return {
        "locale": locale,
        "other_locale": "en" if locale == "ja" else "ja",
        "site_name": site_name(),
    }


def _date(day: date, pattern: str) -> str:
    return _date_in(day, pattern, current_locale())


@lru_cache(maxsize=_WRITTEN_DAYS)
def _date_in(day: date, pattern: str, locale: str) -> str:
    """Lists show the same days again and again, and to write one takes longer than to find it."""
    return str(format_date(day, pattern, locale))


def is_for_staff() -> bool:
    """Whether the page is one of the office, whose forms save rather than send."""
    return bool(request.blueprint == "organisers")


def init_app(app: Flask) -> None:
    """Make the functions above known to all templates."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=asset,
        day_in_japan=day_of,
        era_year=era_year,
        format_day=format_day,
        format_day_range=format_day_range,
        format_days_in_month=format_days_in_month,
        format_day_short=format_day_short,
        format_instant=format_instant,
        format_iso_day=format_iso_day,
        format_month=format_month,
        format_number=format_number,
        format_share=format_share,
        format_time=format_time,
        format_times=format_times,
        format_weekday=format_weekday,
        format_yen=format_yen,
        from_town_on=from_town_on,
        gap=gap,
        is_for_staff=is_for_staff,
        full_address=whole_address,
        mail_error=mail_error,
        mailto=mailto,
        other_locale_url=other_locale_url,
        own_address=own_address,
        place_name=place_name,
        plentiful=places_left,
    )

    app.context_processor(lambda: words_of_reader() | {"settings": settings()})
