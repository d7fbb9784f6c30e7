"""Bids from a file: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from seminar_service.bids import mails as bid_mails
from seminar_service.bids.arriving import locked_tour, new_bid, tell
from seminar_service.bids.details import BidDetails, OfficeDetails, write_slots
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor
from seminar_service.domain.vocabulary import BidSource
from seminar_service.outbox.office import Office
from seminar_service.sheets.model import SheetUpload
from seminar_service.sheets.uploads import BROUGHT_IN, locked_upload, mark_done
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.stages import hold_unarchived

MOST_BIDS: Final = 300
"""Bids of one file."""


@dataclass(frozen=True)
class BidLine:
    """One bid of a file, and the language in which its host is written to."""

    details: BidDetails
    office_details: OfficeDetails
    locale: str


def bring_in(
    session: Session,
    upload_id: int,
    lines: Sequence[BidLine],
    *,
    tell_hosts: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> SheetUpload:
    """Enter all bids of a file, in its order; brought in once more, it changes nothing.

    They are entered as bids on paper are, whatever the call says.

    Args:
        session: The database.
        upload_id: The file.
        lines: What its rows say.
        tell_hosts: Whether each host gets the mail that a bid brings.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: There is no such file any more.
        TourArchived: Its tour is kept as an earlier year.
    """
    with transaction(session):
        upload = locked_upload(session, upload_id)
        if upload.done_at is not None:
            return upload
        tour = locked_tour(session, upload.tour_key)
        hold_unarchived(session, tour.id)
        for line in lines:
            bid = _entered(session, tour, line, actor=actor, now=now)
            if tell_hosts:
                bid_mails.send(session, "bid_received", bid, office=office, now=now)
        mark_done(upload, {BROUGHT_IN: len(lines)}, now=now)
        return upload


def _entered(session: Session, tour: Tour, line: BidLine, *, actor: Actor, now: datetime) -> Bid:
    bid = new_bid(session, tour, line.details, now)
    bid.source, bid.locale = BidSource.PAPER, line.locale
    bid.decline_yen = line.office_details.decline_yen
    write_slots(session, bid, line.office_details.slots)
    session.flush()
    tell(session, bid, note="", actor=actor, now=now)
    return bid
