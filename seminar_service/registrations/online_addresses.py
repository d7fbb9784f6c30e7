"""Where people attend a seminar online: entered by the office, told to those who have a place."""

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import invitations as registration_calendars
from seminar_service.registrations import mailing
from seminar_service.registrations.kept_places import AHEAD, SeminarOver
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import NotOnline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.online_places import LONGEST_URL
from seminar_service.seminars.services import locked_seminar
from seminar_service.storage.transaction import transaction


class NoOnlineAddress(DomainError):  # noqa: N818 (named after the rule)
    """It is no address that a browser opens in safety, or none was given to the words beside it."""

    code = "no_online_address"
    category = Category.INVALID


def is_online_address(text: str) -> bool:
    """Whether a text is an https address with a host, without spaces and of no excessive length."""
    if len(text) > LONGEST_URL or any(sign.isspace() or not sign.isprintable() for sign in text):
        return False
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return False
    return parts.scheme == "https" and bool(host) and "." in str(host) and not parts.username


def change_online_address(
    session: Session,
    public_id: str,
    url: str,
    words: str,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> int:
    """Say where people attend online, or with nothing that it is no longer known.

    Everybody with a place online is written to once for each change, and their invitations and
    own feeds with it. What stays as it was is no change. The history does not say the address.
    Gives how many people were written to.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        SeminarOver: it is over or cancelled.
        NotOnline: nobody can attend it online.
        NoOnlineAddress: `url` is no https address, or empty where there are `words`.
    """
    if (url and not is_online_address(url)) or (words and not url):
        raise NoOnlineAddress
    with transaction(session):
        seminar = locked_seminar(session, public_id)
        require_version(seminar, version)
        if seminar.state not in AHEAD:
            raise SeminarOver
        if not seminar.is_hybrid:
            raise NotOnline
        if (seminar.online_url, seminar.online_words) == (url, words):
            return 0
        seminar.online_url, seminar.online_words = url, words
        kind = HistoryKind.ONLINE_ADDRESS_CHANGED
        mark_edited(session, seminar, kind, actor=actor, now=now)
        session.flush()
        return _tell(session, seminar, office=office, now=now)


def people_online(session: Session, seminar: Seminar) -> list[Registration]:
    """Those who have a place online for good, in the order in which they came. One query."""
    return list(
        session.scalars(
            select(Registration)
            .where(
                Registration.seminar_id == seminar.id,
                Registration.mode == AttendanceMode.ONLINE,
                Registration.state == RegistrationState.CONFIRMED,
            )
            .order_by(Registration.queue_number)
        )
    )


def _tell(session: Session, seminar: Seminar, *, office: Office, now: datetime) -> int:
    told = people_online(session, seminar)
    for row in told:
        row.changed_at = now
        registration_calendars.raise_revision(session, row)
        session.flush()
        calendar = registration_calendars.request(session, row, office=office)
        kind = "registration_online_address"
        mailing.send(session, kind, row, office, now, calendar=calendar)
    return len(told)
