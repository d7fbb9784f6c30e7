"""Why nothing is known of a calendar file."""

from seminar_service.domain.errors import Category, DomainError


class CalendarUnreadable(DomainError):  # noqa: N818 (named after the rule)
    """It is no iCalendar file, or nothing can be made of it."""

    code = "calendar_unreadable"
    category = Category.INVALID


class CalendarTooLarge(DomainError):  # noqa: N818 (named after the rule)
    """It has more bytes, entries or repetitions than are read, or takes too long."""

    code = "calendar_too_large"
    category = Category.INVALID


class ReadersBusy(DomainError):  # noqa: N818 (named after what happened)
    """As many files are being read as this process reads at a time."""

    code = "readers_busy"
    category = Category.CONFLICT
