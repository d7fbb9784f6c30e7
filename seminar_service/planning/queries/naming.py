"""What the advisers, bids and topics are called of which planning keeps keys and codes alone."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import AnyAdviser
from seminar_service.bids.model import Bid
from seminar_service.calendars.wording import catalogue
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
        session.scalars(select(AnyAdviser).where(AnyAdviser.id.in_(advisers))) if advisers else ()
    )
    found_topics, found_advisers = list(named_topics), list(named_advisers)
    found_bids = _bids(session, bids) if bids else ()
    return {
        locale: Names(
            topics={each.code: each.name(locale) for each in found_topics},
            advisers={each.id: each.display_name(locale) for each in found_advisers},
            bids={key: _bid_name(host, number, locale) for key, host, number in found_bids},
        )
        for locale in Locale
    }


def _bids(session: Session, bids: Collection[int]) -> Sequence[Row[int, str, int]]:
    wanted = select(Bid.id, Bid.host_name, Bid.number).where(Bid.id.in_(bids))
    return session.execute(wanted).all()


def _bid_name(host_name: str, number: int, locale: Locale) -> str:
    return host_name + catalogue(locale).gettext(" (%(aside)s)") % {"aside": number}
