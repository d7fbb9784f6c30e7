"""A released seminar is described anew by hand. Everybody concerned is told."""

from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.outbox.office import Office
from seminar_service.registrations import gathering, offers, waiting_list
from seminar_service.releases.amendment_news import is_ahead, tell_of_changes
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.facts import changed_facts, facts_of
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.services import locked_seminar
from seminar_service.storage.transaction import transaction


class CapacityBelowTaken(DomainError):  # noqa: N818 (named after the rule)
    """More places are taken or kept back already than the new capacity would allow.

    Attributes:
        taken: How many places are taken or kept back.
    """

    code = "capacity_below_taken"
    category = Category.CONFLICT

    def __init__(self, taken: int) -> None:
        super().__init__(f"{taken} places are taken or kept back")
        self.taken = taken


class OnlineCapacityBelowTaken(CapacityBelowTaken):
    """More people attend online already than the new capacity would allow.

    Attributes:
        taken: How many do, with those who wait where there would be no online places at all.
    """

    code = "online_capacity_below_taken"


class RegistrationClosesTooLate(DomainError):  # noqa: N818 (named after the rule)
    """The last day of registration would lie after the seminar's day."""

    code = "registration_closes_too_late"
    category = Category.INVALID


class RegistrationClosesTwice(DomainError):  # noqa: N818 (named after the rule)
    """Registration closes on a day, or so many hours before the start, and not by both."""

    code = "registration_closes_twice"
    category = Category.INVALID


class RegistrationOpensTooLate(DomainError):  # noqa: N818 (named after the rule)
    """Registration would open when it is over already."""

    code = "registration_opens_too_late"
    category = Category.INVALID


@dataclass(frozen=True)
class Description:
    """What the staff says about a seminar; what it does not say stays with the plan.

    `registration_closes_on`, `registration_closes_hours` and `registration_opens_on` are `None`
    where the tour's rules hold. `company_limit` is how many people of one company it
    takes: 0 for any number, `None` for as many as the tour says.
    """

    title_ja: str
    title_en: str
    description_ja: str
    description_en: str
    venue_name: str
    venue_postal_code: str
    venue_address: str
    capacity: int
    programme_ja: str = ""
    programme_en: str = ""
    access_ja: str = ""
    access_en: str = ""
    registration_closes_on: date | None = None
    registration_closes_time: time | None = None
    registration_closes_hours: int | None = None
    registration_opens_on: date | None = None
    registration_opens_time: time | None = None
    online_capacity: int = 0
    venue_position: str = ""
    company_limit: int | None = None


def describe(
    session: Session,
    public_id: str,
    description: Description,
    *,
    version: int | None,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Change what is said about a seminar.

    Host, advisers and participants are told what of it concerns them (`amendment_news`), unless
    the seminar is over; places that come free go to those who wait.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        CapacityBelowTaken: the places would not suffice for those who hold one.
        OnlineCapacityBelowTaken: those online would not; or somebody waits for one, and there
            would be none at all.
        RegistrationClosesTooLate: people could register after its day.
        RegistrationClosesTwice: it closes by a day and by hours before the start.
        RegistrationOpensTooLate: nobody could ever register.
    """
    with transaction(session):
        seminar = locked_seminar(session, public_id)
        require_version(seminar, version)
        mark_edited(session, seminar, actor=actor, now=now)
        waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
        gathering.let_go(session, seminar)
        if description.capacity < (bound := seminar.taken + seminar.kept_back):
            raise CapacityBelowTaken(bound)
        _require_room_online(seminar, description.online_capacity)
        last_day = description.registration_closes_on
        if last_day is not None and last_day > seminar.day:
            raise RegistrationClosesTooLate
        if last_day is not None and description.registration_closes_hours is not None:
            raise RegistrationClosesTwice
        before = facts_of(seminar)
        if not description.online_capacity:  # nobody attends there any more
            seminar.online_url = seminar.online_words = ""
        for name, value in vars(description).items():
            setattr(seminar, name, value)
        touch(seminar, now=now)
        changes = changed_facts(before, facts_of(seminar))
        session.flush()
        if description.registration_opens_on is not None and _never_opens(seminar):
            raise RegistrationOpensTooLate
        offers.fit_to(session, seminar, office=office, now=now)
        if is_ahead(seminar, now):
            tell_of_changes(session, seminar, changes, office=office, now=now)
        session.flush()
        waiting_list.fill_free_places(session, seminar, office=office, now=now)
        return seminar


def _require_room_online(seminar: Seminar, capacity: int) -> None:
    """Who waits online waits for nothing where there are no such places any more."""
    bound = seminar.online_taken if capacity else seminar.people_online
    if capacity < bound:
        raise OnlineCapacityBelowTaken(bound)


def _never_opens(seminar: Seminar) -> bool:
    opens = seminar.registration_opens_at
    return opens is not None and opens >= seminar.registration_ends_at
