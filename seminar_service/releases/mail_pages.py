"""The mails of a release as its pages list them: as many queries whatever their number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.registrations.model import Registration
from seminar_service.releases.changes import Change
from seminar_service.releases.mail_list import Audience, ReleaseMail, mail_to_person, mails_of
from seminar_service.releases.people_told import people_told
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.preview import Comparison

PAGE_SIZE: Final = 50
"""Mails on one page of the list."""


@dataclass(frozen=True)
class MailPage:
    """Some mails of a release to one kind of readers; `pages` count from 1."""

    mails: list[ReleaseMail]
    page: int
    pages: int


@dataclass(frozen=True)
class LeftOut:
    """Somebody whom a release has not written to, with the name as the staff knows it."""

    row: PreparedMail
    name: str


def count_mails(compared: Comparison) -> Mapping[Audience, int]:
    """How many mails a release sends, by who gets them. No query."""
    counts = Counter(mail.audience for mail in mails_of(compared))
    counts[Audience.PARTICIPANT] = compared.written_participants
    return counts


def mail_page(
    session: Session, compared: Comparison, audience: Audience, page: int, *, now: datetime
) -> MailPage:
    """The mails on one page of the list; on the last one where there are fewer. One query."""
    pages = max(1, -(-count_mails(compared)[audience] // PAGE_SIZE))
    page = min(max(page, 1), pages)
    begin = (page - 1) * PAGE_SIZE
    if audience is not Audience.PARTICIPANT:
        found = [mail for mail in mails_of(compared) if mail.audience is audience]
        return MailPage(found[begin : begin + PAGE_SIZE], page, pages)
    people = people_told(session, compared.told_in, now=now, offset=begin, limit=PAGE_SIZE)
    return MailPage([mail_to_person(compared, each) for each in people], page, pages)


def left_out_mails(session: Session, plan_id: int) -> list[LeftOut]:
    """Whom the release of a plan has not written to. Four queries."""
    rows = session.scalars(
        select(PreparedMail)
        .where(PreparedMail.plan_id == plan_id, PreparedMail.left_out_at.is_not(None))
        .options(joinedload(PreparedMail.maker))
        .order_by(PreparedMail.id)
    ).all()
    names = {
        Audience.HOST: _names(session, rows, Audience.HOST),
        Audience.ADVISER: _names(session, rows, Audience.ADVISER),
        Audience.PARTICIPANT: _names(session, rows, Audience.PARTICIPANT),
    }
    return [LeftOut(row, names[Audience(row.audience)].get(row.about_id, "")) for row in rows]


def spoken_of(
    session: Session, changes: Iterable[Change]
) -> tuple[Mapping[int, Bid], Mapping[int, Adviser]]:
    """The bids and advisers that some changes speak of, by number. Two queries."""
    told = list(changes)
    bids = session.scalars(select(Bid).where(Bid.id.in_({each.bid_id for each in told})))
    teams = {
        adviser_id
        for each in told
        for appointment in (each.before, each.after)
        if appointment
        for adviser_id in appointment.team
    }
    advisers = session.scalars(select(Adviser).where(Adviser.id.in_(teams)))
    return {bid.id: bid for bid in bids}, {adviser.id: adviser for adviser in advisers}


def _names(session: Session, rows: Iterable[PreparedMail], audience: Audience) -> Mapping[int, str]:
    wanted = {row.about_id for row in rows if row.audience == audience}
    if not wanted:
        return {}
    if audience is Audience.HOST:
        found = session.execute(select(Bid.id, Bid.host_name).where(Bid.id.in_(wanted)))
    elif audience is Audience.ADVISER:
        found = session.execute(select(Adviser.id, Adviser.name).where(Adviser.id.in_(wanted)))
    else:
        found = session.execute(
            select(Registration.id, Registration.name).where(Registration.id.in_(wanted))
        )
    return dict(found.all())
