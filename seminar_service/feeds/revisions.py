"""Whether a private feed has changed, told by one query and without building it.

A feed shows seminars, what these share with others (names of advisers and topics), and something of
its owner. So its revision is made of which seminars it shows, of how far each of them is, of how
far is what many share, and of the owner's own row. What is shown never returns to a revision that
it had before: numbers of `revisions` rise with every change, and so does what is read of the owner.
Whoever reads it before building the feed has, at worst, a feed that is newer than its revision.
"""

from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import ScalarSelect, Select, bindparam, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.errors import NotFound
from seminar_service.registrations.model import Registration
from seminar_service.revisions.model import SHARED, Revision
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import TeamMember

_ID = "owner_id"


def adviser_feed_revision(session: Session, adviser_id: int) -> str:
    """A text that is another one after every change of an adviser's feed. One query.

    Raises:
        NotFound: there is no such adviser.
    """
    return _digest(session, _of_adviser(), adviser_id, "adviser")


def host_feed_revision(session: Session, bid_id: int) -> str:
    """A text that is another one after every change of a host's feed. One query.

    Raises:
        NotFound: there is no such bid.
    """
    return _digest(session, _of_bid(), bid_id, "bid")


def registration_feed_revision(session: Session, registration_id: int) -> str:
    """A text that is another one after every change of a participant's feed. One query.

    Raises:
        NotFound: there is no such registration.
    """
    return _digest(session, _of_registration(), registration_id, "registration")


def _digest(session: Session, statement: Select[*tuple[Any, ...]], owner_id: int, kind: str) -> str:
    rows = session.execute(statement, {_ID: owner_id}).all()
    if not rows:
        raise NotFound(kind)
    told = sorted("|".join(str(value) for value in row) for row in rows)
    return sha256("\n".join([kind, str(owner_id), *told]).encode()).hexdigest()


# To make a statement takes as long as to run it; these are made once. A seminar is named whether
# it has a row among the revisions or not: who leaves one that never changed has another feed.


@cache
def _of_adviser() -> Select[*tuple[Any, ...]]:
    """The name of an adviser is among what many share."""
    return (
        select(Adviser.calendar_changed_at, _shared(), TeamMember.seminar_id, Revision.calendars)
        .outerjoin(TeamMember, TeamMember.adviser_id == Adviser.id)
        .outerjoin(Revision, Revision.seminar_id == TeamMember.seminar_id)
        .where(Adviser.id == bindparam(_ID))
    )


@cache
def _of_bid() -> Select[*tuple[Any, ...]]:
    """The host's name stands for itself beside the version, in case nobody raises that."""
    return (
        select(Bid.version, Bid.host_name, _shared(), Seminar.id, Revision.calendars)
        .outerjoin(Seminar, Seminar.bid_id == Bid.id)
        .outerjoin(Revision, Revision.seminar_id == Seminar.id)
        .where(Bid.id == bindparam(_ID))
    )


@cache
def _of_registration() -> Select[*tuple[Any, ...]]:
    """Whatever changes a place says when, and most of it raises the sequence."""
    return (
        select(
            Registration.state,
            Registration.withdrawn_at,
            Registration.calendar_sequence,
            Registration.changed_at,
            _shared(),
            Registration.seminar_id,
            Revision.calendars,
        )
        .outerjoin(Revision, Revision.seminar_id == Registration.seminar_id)
        .where(Registration.id == bindparam(_ID))
    )


def _shared() -> ScalarSelect[int]:
    return select(Revision.calendars).where(Revision.seminar_id == SHARED).scalar_subquery()
