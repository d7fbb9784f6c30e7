"""The mails of a release: one to each host, one to each adviser. Part of the release itself."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.locales import Locale
from seminar_service.outbox.office import Office
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.preview import Comparison
from seminar_service.seminars.mails import Cancelled, team_names, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar

HOST_MAILS = {
    ChangeKind.NEW: "seminar_proposed",
    ChangeKind.MOVED: "seminar_moved",
    ChangeKind.TEAM: "seminar_team_changed",
    ChangeKind.CANCELLED: "seminar_cancelled",
}


def send(session: Session, compared: Comparison, *, office: Office, now: datetime) -> None:
    """Tell hosts and advisers what the plan makes of their bids and their year."""
    told = compared.of_kind(*HOST_MAILS)
    for change in told:
        _tell_host(session, compared, change, office=office, now=now)
    had_seminar = {change.bid_id for change in told}
    for bid_id in {row.bid_id for row in compared.new_declines} - had_seminar:
        bid = compared.bids[bid_id]
        reason = _reason(compared, bid)
        write_to_host(session, "bid_declined", bid, office=office, now=now, reason=reason)
    for adviser in compared.asked_advisers:
        _ask_adviser(session, compared, adviser, office=office, now=now)


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
    session: Session, compared: Comparison, adviser: Adviser, *, office: Office, now: datetime
) -> None:
    def seminars(changes: Iterable[Change]) -> list[Seminar]:
        found = [compared.seminars[change.bid_id] for change in changes]
        return sorted(found, key=lambda seminar: (seminar.day, seminar.starts_at))

    lost = [change for change in compared.changes if adviser.id in change.leaving]
    off = [change for change in lost if change.kind is ChangeKind.CANCELLED]
    write_to_adviser(
        session,
        adviser,
        joining=seminars(each for each in compared.changes if adviser.id in each.joining),
        leaving=seminars(change for change in lost if change not in off),
        cancelled=[Cancelled(each, _reason_for_advisers(compared, each)) for each in seminars(off)],
        office=office,
        now=now,
    )


def _reason_for_advisers(compared: Comparison, seminar: Seminar) -> Written | None:
    """Why the plan cancels a seminar: what its host is told, which names nobody."""
    told = compared.refusals.get(seminar.bid_id)
    if told is None:
        return None
    return written_for(ADVISERS_LOCALE, ja=told[Locale.JA], en=told[Locale.EN])
