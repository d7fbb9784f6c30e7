"""Days as sentences list them: those in a row as a span."""

from collections.abc import Sequence
from datetime import date, timedelta

from seminar_service.domain.locales import Locale

ONE_DAY = timedelta(days=1)


def list_days(days: Sequence[date], locale: Locale) -> str:
    """Return days in rising order, several in a row as a span.

    In English they stand as in ISO 8601, as everywhere where plans are told.
    """
    spans: list[list[date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == ONE_DAY:
            spans[-1].append(day)
        else:
            spans.append([day])
    show = _span_ja if locale is Locale.JA else _span_en
    return ("・" if locale is Locale.JA else ", ").join(show(each[0], each[-1]) for each in spans)


def name_day(day: date, locale: Locale) -> str:
    """Return one day."""
    return f"{day.year}年{day.month}月{day.day}日" if locale is Locale.JA else day.isoformat()


def _span_en(first: date, last: date) -> str:
    return first.isoformat() if first == last else f"{first} to {last}"


def _span_ja(first: date, last: date) -> str:
    shown = name_day(first, Locale.JA)
    if first == last:
        return shown
    if (first.year, first.month) == (last.year, last.month):
        return f"{shown}～{last.day}日"
    return f"{shown}～{name_day(last, Locale.JA).removeprefix(f'{first.year}年')}"
