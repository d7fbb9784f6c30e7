"""What all feeds share: their bytes with the time of the last change, their rows, their words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from seminar_service.calendars.wording import catalogue
from seminar_service.domain.locales import Locale
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember


@dataclass(frozen=True)
class Feed:
    """A calendar to be sent.

    Attributes:
        content: The iCalendar file.
        last_modified: When anything in it last changed, appeared or disappeared.
    """

    content: bytes
    last_modified: datetime


@dataclass(frozen=True)
class UnbuiltFeed:
    """A private feed that nobody needs to build who has it already.

    Attributes:
        revision: Another text after every change of what the feed shows. It was read before the
            feed is built.
        build: Builds it.
    """

    revision: str
    build: Callable[[], Feed]


def with_details() -> Select[Seminar]:
    """Seminars with all that an entry shows: one query, and two more for topics and teams."""
    return select(Seminar).options(
        selectinload(Seminar.topics),
        selectinload(Seminar.team).joinedload(TeamMember.adviser),
    )


def latest(first: datetime, others: Iterable[datetime]) -> datetime:
    """The latest of some instants."""
    return max((first, *others))


def each_language(say: Callable[[Locale], str]) -> dict[Locale, str]:
    """A text in every language."""
    return {locale: say(locale) for locale in Locale}


def site_name(locale: Locale) -> str:
    """What the site calls itself."""
    return catalogue(locale).gettext("Intellectual Property Seminar Tour")
