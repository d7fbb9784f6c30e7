"""A plan whose release has mails of every kind."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import SYSTEM
from seminar_service.planning.model import Plan
from seminar_service.registrations.model import Registration
from seminar_service.releases.mail_list import ReleaseMail
from seminar_service.releases.preparing import find_mail, prepare_mail, prepared_row
from seminar_service.releases.preview import comparison
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_plan,
    make_registration,
    make_seminar,
    make_tour,
    unlock,
)

DAY = date(2026, 10, 6)
LATER = DAY + timedelta(days=1)


@dataclass(frozen=True)
class Year:
    """A plan that is to be released, and whom its release concerns."""

    plan: Plan
    one: Adviser
    other: Adviser
    new: tuple[Bid, Bid]
    moved: Bid
    team: Bid
    gone: Bid
    refused: Bid
    of_moved: Registration
    english: Registration
    of_team: Registration
    of_gone: Registration


def lay_year(session: Session) -> Year:
    """Two new bids of one contact; a seminar that moves, one with another team, one that goes."""
    tour = make_tour(session, same_place_gap_days=0, max_seminars_per_day=9)
    one, other = make_adviser(session, tour), make_adviser(session, tour)
    days = {DAY + timedelta(days=number): "first" for number in range(50)}
    first = make_bid(session, tour, days=days)
    second = make_bid(session, tour, days=days, contact_email=first.contact_email)
    moved, team, gone, refused = (make_bid(session, tour, days=days) for _ in range(4))
    held = {
        bid: make_seminar(session, bid, team=[one], day=DAY + timedelta(days=7 * place))
        for place, bid in enumerate((moved, team, gone))
    }
    people = [
        make_registration(session, held[moved]),
        make_registration(session, held[moved], locale="en", name="Ann Lee"),
        make_registration(session, held[team]),
        make_registration(session, held[gone]),
    ]
    for seminar in held.values():
        unlock(session, seminar)
    plan = make_plan(
        session,
        tour,
        {
            first: (DAY + timedelta(days=30), [other]),
            second: (DAY + timedelta(days=40), [other]),
            moved: (LATER, [one]),
            team: (DAY + timedelta(days=7), [other]),
        },
        [gone, refused],
    )
    return Year(plan, one, other, (first, second), moved, team, gone, refused, *people)


def mail_of(session: Session, year: Year, key: str) -> ReleaseMail:
    """One mail of the release as it is now."""
    return find_mail(session, comparison(session, year.plan.id, now=NOW), key, now=NOW)


def prepare(session: Session, year: Year, key: str, *, words: str = "", reason: str = "") -> None:
    """Prepare a mail as somebody does who sees how it is."""
    mark, row = mail_of(session, year, key).mark, prepared_row(session, year.plan.id, key)
    prepare_mail(
        session,
        year.plan.id,
        key,
        words,
        reason,
        mark=mark,
        version=row.version if row else 1,
        actor=SYSTEM,
        now=NOW,
    )
