"""The mails of a release before they are written: the list by which they are shown and sent."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from seminar_service.advisers.links import LOCALE as ADVISERS_LOCALE
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.registrations.model import Registration
from seminar_service.releases.changes import Change, ChangeKind
from seminar_service.releases.people_told import PERSON_MAILS
from seminar_service.releases.preview import Comparison
from seminar_service.rounds.mails import asked_kind
from seminar_service.rounds.values import Who

ASKED: Final = (ChangeKind.NEW, ChangeKind.MOVED)
"""What hosts are asked to confirm, in one mail for all bids of one contact."""

HOST_MAILS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.TEAM: "seminar_team_changed",
    ChangeKind.CANCELLED: "seminar_cancelled",
}
"""What hosts are told without being asked, bid by bid."""

REFUSAL: Final = "bid_declined"
ADVISER_MAIL: Final = "adviser_asked"


class Audience(StrEnum):
    """Who gets a mail of a release."""

    HOST = "host"
    ADVISER = "adviser"
    PARTICIPANT = "participant"


@dataclass(frozen=True)
class ReleaseMail:
    """One mail that a release sends.

    Attributes:
        key: Names it within the release, as long as it goes to the same reader: of a host who is
            asked the first of its bids, else the bid, the adviser, or the registration.
        audience: Who gets it.
        about_id: The bid, adviser or registration that it is written to.
        kind: The kind of the mail.
        locale: In which language it is.
        name: Whom it addresses.
        address: Where it goes.
        changes: What it tells of.
        reason: The reason of a refusal or cancellation that it gives.
    """

    key: str
    audience: Audience
    about_id: int
    kind: str
    locale: str
    name: str = field(compare=False)
    address: str = field(compare=False)
    changes: tuple[Change, ...]
    reason: str = ""

    @property
    def mark(self) -> str:
        """Changes whenever the mail would say something else."""
        said = repr((self.kind, self.locale, self.changes, self.reason))
        return hashlib.sha256(said.encode()).hexdigest()


def mails_of(compared: Comparison) -> Iterator[ReleaseMail]:
    """The mails to hosts and advisers, in the order in which they are written."""
    yield from _to_asked_hosts(compared)
    for change in compared.of_kind(*HOST_MAILS):
        yield _to_host(compared, compared.bids[change.bid_id], HOST_MAILS[change.kind], change)
    had_seminar = {change.bid_id for change in compared.of_kind(*ASKED, *HOST_MAILS)}
    for bid_id in sorted({row.bid_id for row in compared.new_declines} - had_seminar):
        yield _to_host(compared, compared.bids[bid_id], REFUSAL)
    yield from _to_advisers(compared)


def mail_to_person(compared: Comparison, registration: Registration) -> ReleaseMail:
    """The mail to one of those who are told (`people_told`)."""
    change = next(
        change
        for change in compared.of_kind(*PERSON_MAILS)
        if compared.seminars[change.bid_id].id == registration.seminar_id
    )
    return ReleaseMail(
        key=person_key(registration.id),
        audience=Audience.PARTICIPANT,
        about_id=registration.id,
        kind=PERSON_MAILS[change.kind],
        locale=registration.locale,
        name=registration.name,
        address=registration.email,
        changes=(change,),
    )


def person_key(registration_id: int) -> str:
    """What the mail to somebody registered is called."""
    return f"person-{registration_id}"


def _to_asked_hosts(compared: Comparison) -> Iterator[ReleaseMail]:
    asked = defaultdict[Who, list[Change]](list)
    for change in compared.of_kind(*ASKED):
        asked[Who.host(compared.bids[change.bid_id].contact_email)].append(change)
    first = dict[Who, int]()
    if asked:
        for bid in sorted(compared.bids.values(), key=lambda bid: bid.id):
            first.setdefault(Who.host(bid.contact_email), bid.id)
    for who, changes in asked.items():
        bid = compared.bids[max(change.bid_id for change in changes)]
        yield ReleaseMail(
            key=f"asked-{first[who]}",
            audience=Audience.HOST,
            about_id=bid.id,
            kind=asked_kind([change.before for change in changes]),
            locale=bid.locale,
            name=bid.contact_name,
            address=bid.contact_email,
            changes=tuple(changes),
        )


def _to_host(
    compared: Comparison, bid: Bid, kind: str, change: Change | None = None
) -> ReleaseMail:
    told = compared.refusals.get(bid.id)
    return ReleaseMail(
        key=f"told-{bid.id}",
        audience=Audience.HOST,
        about_id=bid.id,
        kind=kind,
        locale=bid.locale,
        name=bid.contact_name,
        address=bid.contact_email,
        changes=() if change is None else (change,),
        reason="" if told is None else told[Locale(bid.locale)],
    )


def _to_advisers(compared: Comparison) -> Iterator[ReleaseMail]:
    """One to each adviser of whose year something comes, moves or goes."""
    touched = defaultdict[int, list[Change]](list)
    for change in compared.changes:
        for adviser_id in change.joining | change.leaving:
            touched[adviser_id].append(change)
    for adviser_id in sorted(touched):
        adviser = compared.advisers[adviser_id]
        off = [each.bid_id for each in touched[adviser_id] if each.kind is ChangeKind.CANCELLED]
        told = [compared.refusals[each][Locale.JA] for each in off if each in compared.refusals]
        yield ReleaseMail(
            key=f"adviser-{adviser_id}",
            audience=Audience.ADVISER,
            about_id=adviser_id,
            kind=ADVISER_MAIL,
            locale=ADVISERS_LOCALE,
            name=adviser.name,
            address=adviser.email,
            changes=tuple(touched[adviser_id]),
            reason="\n".join(told),
        )
