"""Alterations, and what they cost, as sentences for the office."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.planning.alteration_words import AlterationWords
from seminar_service.planning.alterations import Alteration
from seminar_service.planning.queries.naming import read_names
from seminar_service.planning.wording import BothLanguages, Names

NOBODY = Names({}, {}, {})


def alteration_texts(session: Session, alterations: Iterable[Alteration]) -> list[BothLanguages]:
    """Return alterations as sentences. At most two queries."""
    told: Sequence[Alteration] = list(alterations)
    names = read_names(
        session,
        advisers={one for each in told for one in each.advisers},
        bids={each.bid_id for each in told},
    )
    words = {locale: AlterationWords(locale, names[locale]) for locale in Locale}
    return [{locale: words[locale].sentence(each) for locale in Locale} for each in told]


def cost_text(differences: Mapping[str, int]) -> BothLanguages:
    """Return by how much each part of the cost differs; empty where none does. No query."""
    return {locale: AlterationWords(locale, NOBODY).costs(differences) for locale in Locale}
