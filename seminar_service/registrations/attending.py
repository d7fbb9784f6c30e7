"""How somebody attends a seminar, and what those alone are told who have a place online."""

from dataclasses import dataclass

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState


@dataclass(frozen=True)
class Attending:
    """How somebody attends, as pages, mails and calendars say it.

    Attributes:
        is_online: Whether the person attends online, or would.
        has_choice: Whether the seminar can be attended in both ways.
        url: Where to attend online; empty for everybody else, and until the office has entered it.
        words: What is needed beside it, in lines; empty as `url` is.
        is_told_later: Whether the person is still to be told where.
    """

    is_online: bool
    has_choice: bool
    url: str
    words: str
    is_told_later: bool


def attending(registration: Registration) -> Attending:
    """How somebody attends. The one place that decides who learns where to attend online.

    Who is let in for good, and nobody else: no one who waits, is offered a place, has still to
    press the button, has given it up, or comes to the venue.
    """
    seminar, online = registration.seminar, registration.mode is AttendanceMode.ONLINE
    may_know = online and registration.state is RegistrationState.CONFIRMED and seminar.stands
    url = seminar.online_url if may_know else ""
    return Attending(
        is_online=online,
        has_choice=seminar.is_hybrid,
        url=url,
        words=seminar.online_words if url else "",
        is_told_later=online and registration.is_live and not url,
    )
