"""Invitations as hosts would get them, to be looked at before any is sent."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from seminar_service.bids.model import Bid
from seminar_service.inviting.earlier_hosts import EarlierHost
from seminar_service.inviting.mails import example
from seminar_service.outbox.office import Office
from seminar_service.outbox.rendering import Written
from seminar_service.tours.model import Tour


def examples(
    session: Session,
    tour: Tour,
    hosts: Sequence[EarlierHost],
    notes: Mapping[str, str],
    *,
    office: Office,
) -> dict[str, Written]:
    """The mail to the first host of each language, by language; without a secret link."""
    first: dict[str, EarlierHost] = {}
    for host in hosts:
        first.setdefault(host.locale, host)
    return {
        locale: example(
            session,
            session.get_one(Bid, host.bid_id),
            tour,
            notes.get(locale, ""),
            office=office,
        )
        for locale, host in sorted(first.items())
    }
