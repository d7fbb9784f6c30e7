"""The mails of a release: one to each host, one to each adviser. Part of the release itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Protocol

from sqlalchemy.orm import Session

from seminar_service.accounts.mails import ABOUT
from seminar_service.accounts.model import User
from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.locales import Locale
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import Message
from seminar_service.outbox.office import Office
from seminar_service.outbox.services import Recipient
from seminar_service.planning.wording import BothLanguages
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.mail_list import HOST_MAILS, REFUSAL, Audience, ReleaseMail
from seminar_service.releases.schedule_model import ScheduledRelease
from seminar_service.rounds import services as rounds
from seminar_service.rounds.mails import Proposal, ask_host
from seminar_service.rounds.values import Who
from seminar_service.seminars.mails import Cancelled, team_names, write_to_adviser, write_to_host
from seminar_service.seminars.model import Seminar


class Known(Protocol):
    """What the mails of a release are written of: a `Comparison`, or what is left of one."""

    @property
    def tour_id(self) -> int:
        """The tour that is released."""

    @property
    def bids(self) -> Mapping[int, Bid]:
        """The bids that the mails speak of."""

    @property
    def seminars(self) -> Mapping[int, Seminar]:
        """Their seminars, by bid, as they are after the release."""

    @property
    def advisers(self) -> Mapping[int, Adviser]:
        """The advisers that are written to."""

    @property
    def refusals(self) -> Mapping[int, BothLanguages]:
        """What the host of each refused bid is told."""


def write(
    session: Session,
    known: Known,
    mail: ReleaseMail,
    due_on: date,
    *,
    words: str,
    office: Office,
    now: datetime,
) -> Message:
    """Put a mail to a host or an adviser into the outbox, with `words` that the office adds.

    Who has something to confirm is asked to answer until `due_on`, which is kept.
    """
    if mail.audience is Audience.ADVISER:
        return _to_adviser(session, known, mail, due_on, words=words, office=office, now=now)
    if mail.kind in HOST_MAILS.values() or mail.kind == REFUSAL:
        return _to_host(session, known, mail, words=words, office=office, now=now)
    proposals = [
        Proposal(known.bids[change.bid_id], known.seminars[change.bid_id], change.before)
        for change in mail.changes
    ]
    who = Who.host(proposals[0].bid.contact_email)
    rounds.note_asked(session, known.tour_id, who, due_on, now=now)
    return ask_host(session, proposals, due_on, office=office, now=now, words=words)


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


def _to_host(
    session: Session,
    known: Known,
    mail: ReleaseMail,
    *,
    words: str,
    office: Office,
    now: datetime,
) -> Message:
    bid = known.bids[mail.about_id]
    told: dict[str, object] = {"reason": mail.reason}
    for change in mail.changes:
        seminar = known.seminars[bid.id]
        told |= {
            "seminar": seminar,
            "before": change.before,
            "advisers": team_names(seminar, bid.locale),
        }
    return write_to_host(session, mail.kind, bid, office=office, now=now, words=words, **told)


def _to_adviser(
    session: Session,
    known: Known,
    mail: ReleaseMail,
    due_on: date,
    *,
    words: str,
    office: Office,
    now: datetime,
) -> Message:
    adviser = known.advisers[mail.about_id]

    def seminars(changes: Iterable[Change]) -> list[Seminar]:
        found = [known.seminars[change.bid_id] for change in changes]
        return sorted(found, key=lambda seminar: (seminar.day, seminar.starts_at))

    lost = [change for change in mail.changes if adviser.id in change.leaving]
    off = [change for change in lost if change.kind is ChangeKind.CANCELLED]
    joining = seminars(each for each in mail.changes if adviser.id in each.joining)
    if joining:
        rounds.note_asked(session, known.tour_id, Who(adviser.id), due_on, now=now)
    return write_to_adviser(
        session,
        adviser,
        joining=joining,
        leaving=seminars(change for change in lost if change not in off),
        cancelled=[Cancelled(each, _reason_for_advisers(known, each)) for each in seminars(off)],
        due_on=due_on if joining else None,
        office=office,
        now=now,
        words=words,
    )


def _reason_for_advisers(known: Known, seminar: Seminar) -> Written | None:
    """Why the plan cancels a seminar: what its host is told, which names nobody."""
    told = known.refusals.get(seminar.bid_id)
    if told is None:
        return None
    return written_for(ADVISERS_LOCALE, ja=told[Locale.JA], en=told[Locale.EN])
