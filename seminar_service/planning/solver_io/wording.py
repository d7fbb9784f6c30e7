"""The planner's sentences in the words of readers: names instead of ids and codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.locales import Locale
from seminar_service.planning.solver_io.names import adviser_name, bid_name
from seminar_service.tours.model import Topic


@dataclass(frozen=True, slots=True)
class Wording:
    """What ids and codes are called, by language."""

    names_ja: Mapping[str, str]
    names_en: Mapping[str, str]

    def ja(self, text: str) -> str:
        """Return a Japanese sentence of the planner with names in it."""
        return _named(text, self.names_ja)

    def en(self, text: str) -> str:
        """Return an English sentence of the planner with names in it."""
        return _named(text, self.names_en)


def wording(session: Session, tour_id: int) -> Wording:
    """Return the names of a tour's bids, and of all topics and advisers.

    The planner speaks of advisers by their ids, and in some sentences by the Japanese names that
    `instance_document` gives it; English readers know them by others.
    """
    bids = {
        bid_name(key): f"{host_name} ({number})"
        for key, host_name, number in session.execute(
            select(Bid.id, Bid.host_name, Bid.number).where(Bid.tour_id == tour_id)
        )
    }
    advisers = list(session.scalars(select(Adviser)))
    topics = list(session.scalars(select(Topic)))

    def names(locale: Locale) -> dict[str, str]:
        called = {
            known: each.display_name(locale)
            for each in advisers
            for known in (adviser_name(each.id), each.name)
        }
        return bids | called | {each.code: each.name(locale) for each in topics}

    return Wording(names_ja=names(Locale.JA), names_en=names(Locale.EN))


def _named(text: str, names: Mapping[str, str]) -> str:
    """Put names for ids and codes where they stand alone, the longest first."""
    if not names:
        return text
    codes = "|".join(re.escape(code) for code in sorted(names, key=len, reverse=True))
    alone = rf"(?<![A-Za-z0-9_-])(?:{codes})(?![A-Za-z0-9_-])"
    return re.sub(alone, lambda found: names[found[0]], text)
