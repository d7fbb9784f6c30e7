"""Advisers of a tour from a file: all of them, or none."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.details import AdviserDetails, Limits
from seminar_service.advisers.entering import new_adviser, new_engagement
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import NotFound
from seminar_service.domain.mail_addresses import mail_key
from seminar_service.sheets.model import SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, locked_upload, mark_done
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

MOST_ADVISERS: Final = 300
"""Advisers of one file."""


class AdviserFate(StrEnum):
    """What becomes of a line: a new adviser, a known one who takes part now, or nothing."""

    NEW = "new"
    ENGAGED = "engaged"
    THERE = "there"


@dataclass(frozen=True)
class AdviserLine:
    """One adviser of a file: who, how much they take on in the tour, and when they cannot."""

    details: AdviserDetails
    limits: Limits
    unavailable: Collection[date]


def fates(session: Session, tour_id: int, lines: Sequence[AdviserLine]) -> list[AdviserFate]:
    """What would become of each line; advisers are known by their mail addresses. Two queries."""
    known = _known(session)
    there = _engaged(session, tour_id)
    return [_fate(known.get(mail_key(line.details.email)), there) for line in lines]


def bring_in(
    session: Session,
    upload_id: int,
    lines: Iterable[AdviserLine],
    *,
    actor: Actor,
    now: datetime,
) -> SheetUpload:
    """Let all advisers of a file take part in its tour; brought in once more, it changes nothing.

    Who is known already stays as they are known; whoever takes part already is left alone.

    Raises:
        NotFound: There is no such file any more, or its tour.
    """
    with transaction(session):
        upload = locked_upload(session, upload_id)
        if upload.done_at is not None:
            return upload
        if session.get(Tour, upload.tour_key, with_for_update={"key_share": True}) is None:
            raise NotFound("tour")
        known, there = _known(session), _engaged(session, upload.tour_key)
        number = 0
        for line in lines:
            adviser_id = known.get(mail_key(line.details.email))
            if adviser_id in there:
                continue
            if adviser_id is None:
                adviser_id = new_adviser(session, line.details, actor=actor, now=now).id
            _engage(session, upload.tour_key, adviser_id, line, actor=actor, now=now)
            known[mail_key(line.details.email)] = adviser_id
            there.add(adviser_id)
            number += 1
        mark_done(upload, {BROUGHT_IN: number}, now=now)
        return upload


def _engage(
    session: Session,
    tour_id: int,
    adviser_id: int,
    line: AdviserLine,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    engagement = new_engagement(session, tour_id, adviser_id, line.limits, actor=actor, now=now)
    for day in sorted(line.unavailable):
        engagement.unavailable_days.append(UnavailableDay(day=day))


def _fate(adviser_id: int | None, there: Collection[int]) -> AdviserFate:
    if adviser_id is None:
        return AdviserFate.NEW
    return AdviserFate.THERE if adviser_id in there else AdviserFate.ENGAGED


def _known(session: Session) -> dict[str, int]:
    """All advisers by mail address; of two with one, the one who was there first."""
    rows = session.execute(select(Adviser.email, Adviser.id).order_by(Adviser.id.desc()))
    return {mail_key(email): number for email, number in rows}


def _engaged(session: Session, tour_id: int) -> set[int]:
    rows = select(Engagement.adviser_id).where(Engagement.tour_id == tour_id)
    return set(session.scalars(rows))
