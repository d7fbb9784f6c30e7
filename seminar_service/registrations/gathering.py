"""Places that gather for a party whose people would rather come together than in part.

Once the first who waits belongs to such a party, places that come free are kept for it, and given
to nobody behind it, until there are as many as its people need. So that none idles for long,
gathering ends after the time that the tour's offers last: from then on the party is split for
good. A party that the seminar could never take as a whole is split from the beginning.

Parts of the callers' transactions, which hold the lock on the seminar's row.
"""

from collections.abc import Sequence
from datetime import datetime
from itertools import takewhile

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.offer_ends import offer_ends
from seminar_service.registrations.queries import waiting_order
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at


def waits_together(
    session: Session, seminar: Seminar, people: int, mode: AttendanceMode, *, now: datetime
) -> bool:
    """Whether people who would rather come together all wait: not all fit, and they could later."""
    session.refresh(seminar)
    left = seminar.places_left_in(mode)
    return left < people <= seminar.places_for_all_in(mode) and _end(seminar, now) is not None


def next_together(
    session: Session, seminar: Seminar, first: Registration
) -> Sequence[Registration]:
    """Who is offered a place together with the first who waits, this one included.

    They stand one behind the other in the queue, so that nobody is passed by. Those of the party
    who have still to press the button are among them.
    """
    party = first.party
    if party is None or not _gathers_here(party, seminar):
        return [first]
    waiting = session.scalars(
        select(Registration)
        .where(
            Registration.seminar_id == seminar.id,
            Registration.state == RegistrationState.WAITING,
            Registration.mode == first.mode,
            or_(Registration.held_until.is_(None), Registration.party_id == party.id),
        )
        .order_by(*waiting_order())
    )
    return list(takewhile(lambda row: row.party_id == party.id, waiting))


def must_gather(
    session: Session, seminar: Seminar, rows: Sequence[Registration], *, now: datetime
) -> bool:
    """Whether places gather for these people, who are next; where not, they get what there is.

    Begins the time of gathering with the first place that is free.
    """
    party, mode = rows[0].party, rows[0].mode
    if party is None or not _gathers_here(party, seminar):
        return False
    session.refresh(seminar)
    left = seminar.places_left_in(mode)
    unproven = any(row.held_until is not None for row in rows)
    if left >= len(rows) and not unproven:
        party.gathers_until = None
        return False
    if left and party.gathers_until is None:
        party.gathers_until = _end(seminar, now)
    ended = left > 0 and (party.gathers_until is None or party.gathers_until <= now)
    if len(rows) > seminar.places_for_all_in(mode) or ended:
        split(party)
        return False
    return True


def split_overdue(session: Session, seminar: Seminar, *, now: datetime) -> None:
    """Split the parties of a seminar for which places have gathered long enough."""
    overdue = select(Party).where(
        Party.seminar_id == seminar.id, Party.goes_together, Party.gathers_until <= now
    )
    for party in session.scalars(overdue):
        split(party)
    session.flush()


def split(party: Party) -> None:
    """Let the people of a party get places one by one from now on."""
    party.goes_together, party.gathers_until = False, None


def let_go(session: Session, seminar: Seminar) -> None:
    """Let all places that gather be free again, before whoever is next gets them."""
    if not seminar.gathered and not seminar.online_gathered:
        return
    for mode in AttendanceMode:
        seminar_counters.let_go(session, seminar.id, mode)
    session.refresh(seminar)


def _gathers_here(party: Party, seminar: Seminar) -> bool:
    """Whether a party waits together at this seminar; who was moved to another waits alone."""
    return party.goes_together and party.seminar_id == seminar.id


def _end(seminar: Seminar, now: datetime) -> datetime | None:
    """Until when places gather that begin to do so now; None where the seminar is too near."""
    return offer_ends(
        now,
        hold=seminar.tour.offers_last,
        begins_at=begins_at(seminar.day, seminar.starts_at),
        registration_ends=seminar.registration_ends_at,
    )
