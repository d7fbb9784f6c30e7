"""Who gets a notice: the registrations for which all that it asks for holds."""

from collections.abc import Mapping

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.locales import Locale
from seminar_service.notices.model import Notice
from seminar_service.notices.values import speaks_of_registrations
from seminar_service.outbox.model import FailingAddress
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar


def audience_of(notice: Notice) -> Select[int]:
    """Select the numbers of the registrations that get a notice.

    Where its text says the same for all registrations of one person, that person gets it once.
    """
    matching = _matching(notice)
    if speaks_of_registrations(notice.letters):
        return matching.with_only_columns(Registration.id)
    first = matching.with_only_columns(func.min(Registration.id))
    return first.group_by(Registration.email_key, Registration.name_key)


def counted(session: Session, notice: Notice) -> Mapping[Locale, int]:
    """How many people would get a notice now, by the language of their registration. One query."""
    rows = session.execute(
        select(Registration.locale, func.count())
        .where(Registration.id.in_(audience_of(notice)))
        .group_by(Registration.locale)
    )
    return {Locale(locale): number for locale, number in rows}


def unreachable(session: Session, notice: Notice) -> int:
    """To how many of them nothing would be sent, because mail there does not arrive. One query."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Registration)
            .join(FailingAddress, FailingAddress.key == Registration.email_key)
            .where(Registration.id.in_(audience_of(notice)), FailingAddress.is_lasting)
        )
        or 0
    )


def somebody(session: Session, notice: Notice, *, after: int = 0) -> Registration | None:
    """One of those who would get it, to look at: the one behind a number, or else the first."""
    behind = select(Registration).where(Registration.id.in_(audience_of(notice)))
    behind = behind.options(joinedload(Registration.seminar)).order_by(Registration.id).limit(1)
    found = session.scalar(behind.where(Registration.id > after))
    return found or session.scalar(behind)


def _matching(notice: Notice) -> Select[Registration]:
    wanted = notice.audience
    rows = (
        select(Registration)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .where(Seminar.tour_id == notice.tour_id, Registration.state.in_(wanted.states))
        .where(Registration.email != "")
    )
    if wanted.seminar_id is not None:
        rows = rows.where(Registration.seminar_id == wanted.seminar_id)
    if wanted.place:
        rows = rows.where(Seminar.place == wanted.place)
    if wanted.kind is not None:
        rows = rows.where(Registration.participant_kind == wanted.kind)
    return rows
