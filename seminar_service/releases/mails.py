"""The mails of a release: one to each host, one to each adviser. Part of the release itself."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy.orm import Session

from seminar_service.accounts.mails import ABOUT
from seminar_service.accounts.model import User
from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.locales import Locale
from seminar_service.outbox import services as outbox
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.preview import Comparison
from seminar_service.releases.schedule_model import ScheduledRelease
from seminar_service.rounds import services as rounds
from seminar_service.rounds.mails import Proposal, ask_host
from seminar_service.rounds.values import Who
from seminar_service.seminars.mails import Cancelled, team_names, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar

ASKED = (ChangeKind.NEW, ChangeKind.MOVED)
"""What hosts are asked to confirm, in one mail for all bids of one contact."""

HOST_MAILS = {
    ChangeKind.TEAM: "seminar_team_changed",
    ChangeKind.CANCELLED: "seminar_cancelled",
}
"""What hosts are told without being asked, bid by bid."""


def send(
    session: Session, compared: Comparison, due_on: date, *, office: Office, now: datetime
) -> None:
    """Tell hosts and advisers what the plan makes of their bids and their year.

    Those who have something to confirm are asked to answer until `due_on`.
    """
    _ask_hosts(session, compared, due_on, office=office, now=now)
    for change in compared.of_kind(*HOST_MAILS):
        _tell_host(session, compared, change, office=office, now=now)
    had_seminar = {change.bid_id for change in compared.of_kind(*ASKED, *HOST_MAILS)}
    for bid_id in {row.bid_id for row in compared.new_declines} - had_seminar:
        bid = compared.bids[bid_id]
        reason = _reason(compared, bid)
        write_to_host(session, "bid_declined", bid, office=office, now=now, reason=reason)
    for adviser in compared.asked_advisers:
        _ask_adviser(session, compared, adviser, due_on, office=office, now=now)


def tell_scheduler(
    session: Session, scheduled: ScheduledRelease, user: User, *, office: Office, now: datetime
) -> None:
    """Tell who wanted a plan released at a set time that this has not taken place."""
    context: dict[str, object] = {
        "plan": scheduled.plan.number,
        "tour": scheduled.plan.tour.name(user.locale),
        "release_at": scheduled.release_at,
        "failure": scheduled.failure,
        "staff_address": office.addresses(user.locale).login(),
        "home_address": office.addresses(user.locale).home(),
        "office_name": office.name(user.locale),
        "office_contact": office.ways_to_ask,
    }
    recipient = Recipient(user.email, user.name or user.email.split("@")[0], user.locale)
    about = f"{ABOUT}:{user.id}"
    outbox.enqueue(session, "release_not_done", recipient, context, about=about, now=now)


def _ask_hosts(
    session: Session, compared: Comparison, due_on: date, *, office: Office, now: datetime
) -> None:
    asked = defaultdict[Who, list[Proposal]](list)
    for change in compared.of_kind(*ASKED):
        bid, seminar = compared.bids[change.bid_id], compared.seminars[change.bid_id]
        asked[Who.host(bid.contact_email)].append(Proposal(bid, seminar, change.before))
    for who, proposals in asked.items():
        rounds.note_asked(session, compared.plan.tour_id, who, due_on, now=now)
        ask_host(session, proposals, due_on, office=office, now=now)


def _tell_host(
    session: Session, compared: Comparison, change: Change, *, office: Office, now: datetime
) -> None:
    bid = compared.bids[change.bid_id]
    seminar = compared.seminars[bid.id]
    write_to_host(
        session,
        HOST_MAILS[change.kind],
        bid,
        office=office,
        now=now,
        seminar=seminar,
        before=change.before,
        advisers=team_names(seminar, bid.locale),
        reason=_reason(compared, bid),
    )


def _reason(compared: Comparison, bid: Bid) -> str:
    """Why the plan refuses a bid, in its host's language; empty where it does not."""
    told = compared.refusals.get(bid.id)
    return "" if told is None else told[Locale(bid.locale)]


def _ask_adviser(
    session: Session,
    compared: Comparison,
    adviser: Adviser,
    due_on: date,
    *,
    office: Office,
    now: datetime,
) -> None:
    def seminars(changes: Iterable[Change]) -> list[Seminar]:
        found = [compared.seminars[change.bid_id] for change in changes]
        return sorted(found, key=lambda seminar: (seminar.day, seminar.starts_at))

    lost = [change for change in compared.changes if adviser.id in change.leaving]
    off = [change for change in lost if change.kind is ChangeKind.CANCELLED]
    joining = seminars(each for each in compared.changes if adviser.id in each.joining)
    if joining:
        rounds.note_asked(session, compared.plan.tour_id, Who(adviser.id), due_on, now=now)
    write_to_adviser(
        session,
        adviser,
        joining=joining,
        leaving=seminars(change for change in lost if change not in off),
        cancelled=[Cancelled(each, _reason_for_advisers(compared, each)) for each in seminars(off)],
        due_on=due_on if joining else None,
        office=office,
        now=now,
    )


def _reason_for_advisers(compared: Comparison, seminar: Seminar) -> Written | None:
    """Why the plan cancels a seminar: what its host is told, which names nobody."""
    told = compared.refusals.get(seminar.bid_id)
    if told is None:
        return None
    return written_for(ADVISERS_LOCALE, ja=told[Locale.JA], en=told[Locale.EN])
