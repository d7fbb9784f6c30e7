"""What must be there before people register: a tour with seminars that are announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from seminar_service.domain.locales import Locale
from seminar_service.domain.proof import ProofRule
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.browser.groundwork import lay_ground, rows_of
from tests.browser.service import Installation
from tests.factories import make_bid, make_seminar


@dataclass(frozen=True)
class Announced:
    """A seminar that people can register for, as strangers and the office see it."""

    public_id: str
    host: str
    day: date
    title: dict[Locale, str]
    uid: str


@dataclass(frozen=True)
class RegistrationGround:
    """A tour of a fiscal year, and its seminars by their days."""

    year: int
    seminars: tuple[Announced, ...]


def lay_seminars(
    installation: Installation, capacities: Sequence[int], *, proof_rule: ProofRule
) -> RegistrationGround:
    """Announce a seminar with each of these numbers of places; who waits is asked first."""
    ground = lay_ground(installation)
    with rows_of(installation) as session:
        tour = session.scalars(select(Tour)).one()
        tour.proof_rule = proof_rule
        seminars = [
            make_seminar(
                session,
                make_bid(session, tour),
                capacity=capacity,
                day=ground.day + timedelta(days=7 * week),
            )
            for week, capacity in enumerate(capacities)
        ]
        session.commit()
        return RegistrationGround(ground.year, tuple(_announced(each) for each in seminars))


def _announced(seminar: Seminar) -> Announced:
    title = {locale: seminar.title(locale) for locale in Locale}
    return Announced(seminar.public_id, seminar.host_name, seminar.day, title, str(seminar.uid))
