"""Days as sentences list them, each with its weekday: those in a row as a span."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from babel.dates import format_date

from seminar_service.domain.locales import Locale

ONE_DAY = timedelta(days=1)


def list_days(days: Sequence[date], locale: Locale) -> str:
    """Return days in rising order, several in a row as a span."""
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == ONE_DAY:
            spans[-1].append(day)
        else:
            spans.append([day])
    show = _span_ja if locale is Locale.JA else _span_en
    return ("・" if locale is Locale.JA else ", ").join(show(each[0], each[-1]) for each in spans)


def name_day(day: date, locale: Locale) -> str:
    """Return one day as pages write it: 2026年10月6日（火）, Tue 6 Oct 2026."""
    return _written(day, "y年M月d日（E）" if locale is Locale.JA else "EEE d MMM y", locale)


def name_month(day: date, locale: Locale) -> str:
    """Return the month of a day as pages write it: 2026年10月, October 2026."""
    return _written(day, "y年M月" if locale is Locale.JA else "MMMM y", locale)


def _span_en(first: date, last: date) -> str:
    if first == last:
        return name_day(first, Locale.EN)
    return f"{name_day(first, Locale.EN)} – {name_day(last, Locale.EN)}"


def _span_ja(first: date, last: date) -> str:
    shown = name_day(first, Locale.JA)
    if first == last:
        return shown
    if (first.year, first.month) == (last.year, last.month):
        return f"{shown}〜{_written(last, 'd日（E）', Locale.JA)}"
    return f"{shown}〜{name_day(last, Locale.JA).removeprefix(f'{first.year}年')}"


@lru_cache(maxsize=4096)
def _written(day: date, pattern: str, locale: Locale) -> str:
    """Lists name the same days again and again, and to write one takes longer than to find it."""
    return str(format_date(day, pattern, locale=locale.value))
