"""What the advisers, bids and topics are called of which planning keeps keys and codes alone."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.planning.wording import Names
from seminar_service.tours.model import Topic


def read_names(
    session: Session,
    *,
    topics: Collection[str] = (),
    advisers: Collection[int] = (),
    bids: Collection[int] = (),
) -> Mapping[Locale, Names]:
    """Read what is asked for, at most one query each; nothing asked for, nothing read."""
    named_topics = session.scalars(select(Topic).where(Topic.code.in_(topics))) if topics else ()
    named_advisers = (
        session.scalars(select(Adviser).where(Adviser.id.in_(advisers))) if advisers else ()
    )
    found_topics, found_advisers = list(named_topics), list(named_advisers)
    found_bids = _bid_names(session, bids) if bids else {}
    return {
        locale: Names(
            topics={each.code: each.name(locale) for each in found_topics},
            advisers={each.id: each.display_name(locale) for each in found_advisers},
            bids=found_bids,
        )
        for locale in Locale
    }


def _bid_names(session: Session, bids: Collection[int]) -> dict[int, str]:
    rows = session.execute(select(Bid.id, Bid.host_name, Bid.number).where(Bid.id.in_(bids)))
    return {key: f"{host_name} ({number})" for key, host_name, number in rows}
