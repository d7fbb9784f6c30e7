"""The staff's lists of registrations: of a tour or a seminar, a page at a time, and counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, selectinload

from seminar_service.overview.counted_pages import CountedPage, number_found
from seminar_service.overview.registration_filters import (
    RegistrationFilter,
    matching,
    order_by,
    undelivered,
)
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.waiting_list import MOVING_STATES
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import has_begun

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class RegistrationLine:
    """One registration with its seminar; `is_undelivered` where the last mail did not arrive.

    `answers` are those to own questions, by the keys of these, where somebody has read them.
    """

    registration: Registration
    is_undelivered: bool
    answers: Mapping[int, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class RegistrationList(CountedPage[RegistrationState]):
    """One page of a list, and how many there are of each state whatever state is asked for."""

    lines: Sequence[RegistrationLine]


def registration_list(
    session: Session, tour_id: int, wanted: RegistrationFilter, *, page: int
) -> RegistrationList:
    """Read one page of a tour's registrations; pages count from 1. Three queries."""
    counts = _counts(session, tour_id, wanted)
    shown = (  # sorting numbers alone is far less work than sorting whole rows
        matching(tour_id, wanted)
        .with_only_columns(Registration.id)
        .order_by(*order_by(wanted.order))
        .offset((page - 1) * PAGE_SIZE)
        .limit(PAGE_SIZE)
    )
    rows = session.scalars(
        select(Registration)
        .join(Registration.seminar)
        .options(contains_eager(Registration.seminar), selectinload(Registration.party))
        .where(Registration.id.in_(shown.subquery().select()))
        .order_by(*order_by(wanted.order))
    ).all()
    found = number_found(counts, wanted.state)
    return RegistrationList(counts, found, PAGE_SIZE, with_mails(session, rows))


def all_registrations(
    session: Session, tour_id: int, wanted: RegistrationFilter, *, most: int
) -> list[RegistrationLine]:
    """Read all registrations of a list, as many as `most`. One query."""
    rows = session.execute(
        matching(tour_id, wanted)
        .add_columns(undelivered())
        .options(contains_eager(Registration.seminar), selectinload(Registration.party))
        .order_by(*order_by(wanted.order))
        .limit(most)
    )
    return [RegistrationLine(row, failed) for row, failed in rows]


def with_mails(session: Session, rows: Sequence[Registration]) -> list[RegistrationLine]:
    """Registrations, each with whether its last mail did not arrive. One query.

    It is asked of these rows alone: of all, a database would look through the whole outbox.
    """
    numbers = [row.id for row in rows]
    failed = set(
        session.scalars(select(Registration.id).where(Registration.id.in_(numbers), undelivered()))
    )
    return [RegistrationLine(row, row.id in failed) for row in rows]


def seminars_to_choose(session: Session, tour_id: int) -> Sequence[Seminar]:
    """The seminars of a tour for which somebody has ever registered, by date. One query."""
    return session.scalars(
        select(Seminar)
        .where(Seminar.tour_id == tour_id, Seminar.last_queue_number > 0)
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    ).all()


def seminars_to_move_to(session: Session, tour_id: int, *, now: datetime) -> list[Seminar]:
    """The seminars of a tour that people can still be moved to, by date. One query."""
    rows = session.scalars(
        select(Seminar)
        .where(Seminar.tour_id == tour_id, Seminar.state.in_(MOVING_STATES))
        .order_by(Seminar.day, Seminar.starts_at, Seminar.id)
    )
    return [row for row in rows if not has_begun(row.day, row.starts_at, now)]


def _counts(
    session: Session, tour_id: int, wanted: RegistrationFilter
) -> dict[RegistrationState, int]:
    rows = matching(tour_id, wanted, in_any_state=True).with_only_columns(
        Registration.state, func.count().label("number")
    )
    counted = session.execute(rows.group_by(Registration.state))
    return {row.state: row.number for row in counted}
