"""What hosts and the organiser read of refusals and of runs that found no plan."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.errors import NotFound
from seminar_service.domain.locales import Locale
from seminar_service.planning.model import Plan, PlannedDecline, PlanningRun
from seminar_service.planning.queries.naming import read_names
from seminar_service.planning.refusals import Breach, Failure, Grounds, Reason, Remedy, names_money
from seminar_service.planning.wording import BothLanguages, Names, Wording

BothLanguageLists = Mapping[Locale, Sequence[str]]
"""Several texts in each language."""


def host_texts(session: Session, declines: Iterable[PlannedDecline]) -> dict[int, BothLanguages]:
    """Return what each host is told of a refusal, by the key of the bid. At most one query.

    What the office has written in the host's language stands in both.
    """
    grounds = {each.bid_id: (each, Grounds.read(each.grounds)) for each in declines}
    topics = {code for _, found in grounds.values() for code in found.topics}
    names = read_names(session, topics=topics)
    return {bid_id: _host_text(each, found, names) for bid_id, (each, found) in grounds.items()}


def refusal_of(session: Session, plan_id: int, bid_id: int) -> PlannedDecline:
    """A plan's refusal of a bid, with its plan, tour and bid.

    Raises:
        NotFound: The plan does not refuse this bid.
    """
    refusal = session.scalar(
        select(PlannedDecline)
        .where(PlannedDecline.plan_id == plan_id, PlannedDecline.bid_id == bid_id)
        .options(
            joinedload(PlannedDecline.plan).joinedload(Plan.tour), joinedload(PlannedDecline.bid)
        )
    )
    if refusal is None:
        raise NotFound("refusal")
    return refusal


def own_words(session: Session, refusal: PlannedDecline) -> BothLanguages:
    """Return what a host is told as long as the office has written nothing. At most one query."""
    grounds = Grounds.read(refusal.grounds)
    return _service_text(refusal, grounds, read_names(session, topics=set(grounds.topics)))


def hindrance_texts(
    session: Session, declines: Iterable[PlannedDecline]
) -> dict[int, BothLanguageLists]:
    """Return for the office what stood in the way of refused bids, by their keys. No query."""
    wordings = _wordings(read_names(session))
    return {
        each.bid_id: {
            locale: words.hindrances(Grounds.read(each.grounds))
            for locale, words in wordings.items()
        }
        for each in declines
    }


def remedy_texts(
    session: Session, declines: Iterable[PlannedDecline]
) -> dict[int, Sequence[BothLanguages] | None]:
    """Return what would have won each refused bid, by its key. At most one query.

    They name advisers and are for the organiser alone. None where nobody has looked for any.
    """
    remedies = {
        each.bid_id: None if each.remedies is None else list(map(Remedy.read, each.remedies))
        for each in declines
    }
    advisers = {one.adviser_id for those in remedies.values() for one in those or ()}
    names = read_names(session, advisers={each for each in advisers if each is not None})
    wordings = _wordings(names)
    return {
        bid_id: None if those is None else [_each(wordings, one) for one in those]
        for bid_id, those in remedies.items()
    }


def failure_text(session: Session, run: PlanningRun) -> BothLanguages | None:
    """Return why a run found no plan; None where it says nothing of it. At most three queries."""
    if run.failure is None:
        told = {Locale.JA: run.failure_ja, Locale.EN: run.failure_en}
        return told if run.failure_ja else None
    failure = Failure.read(run.failure)
    names = _names_of(
        session,
        failure.broken,
        advisers={one for each in failure.locks for one in each.team},
        bids={each.bid_id for each in failure.locks},
    )
    return {locale: words.failure(failure) for locale, words in _wordings(names).items()}


def breach_texts(session: Session, breaches: Sequence[Breach]) -> list[BothLanguages]:
    """Return what the organiser is told of each broken rule. At most three queries."""
    wordings = _wordings(_names_of(session, breaches))
    return [{locale: words.breach(each) for locale, words in wordings.items()} for each in breaches]


def _names_of(
    session: Session,
    broken: Iterable[Breach],
    advisers: Collection[int] = (),
    bids: Collection[int] = (),
) -> Mapping[Locale, Names]:
    """Read what broken rules speak of, and some more."""
    broken = tuple(broken)
    return read_names(
        session,
        topics={code for each in broken for code in each.topics},
        advisers={one for each in broken for one in each.adviser_ids}.union(advisers),
        bids={one for each in broken for one in each.bid_ids}.union(bids),
    )


def _host_text(
    decline: PlannedDecline, grounds: Grounds, names: Mapping[Locale, Names]
) -> BothLanguages:
    """Return what the office has written, else the service's own words."""
    if decline.office_text:
        return dict.fromkeys(Locale, decline.office_text)
    return _service_text(decline, grounds, names)


def _service_text(
    decline: PlannedDecline, grounds: Grounds, names: Mapping[Locale, Names]
) -> BothLanguages:
    """Return the service's own words: those kept of old, unless they speak of money."""
    kept = {Locale.JA: decline.text_ja, Locale.EN: decline.text_en}
    if decline.text_ja and not any(map(names_money, kept.values())):
        return kept
    reason = Reason.OUTBID if decline.text_ja else decline.reason
    return {locale: words.refusal(reason, grounds) for locale, words in _wordings(names).items()}


def _each(wordings: Mapping[Locale, Wording], remedy: Remedy) -> BothLanguages:
    return {locale: words.remedy(remedy) for locale, words in wordings.items()}


def _wordings(names: Mapping[Locale, Names]) -> Mapping[Locale, Wording]:
    return {locale: Wording(locale, names[locale]) for locale in Locale}
