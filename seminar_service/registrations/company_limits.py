"""How many people of one company a seminar takes. Part of the caller's transaction.

Companies are compared by `company_key`, so that 株式会社例示 and 例示（株） are one.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.organisations import company_key
from seminar_service.registrations.model import Registration
from seminar_service.registrations.search_keys import LONGEST_KEY
from seminar_service.seminars.model import Seminar


class CompanyLimitReached(DomainError):  # noqa: N818 (named after the rule)
    """A company would have more people at a seminar than it takes of one company.

    Attributes:
        limit: How many people of one company take part or wait at most.
        room: How many more of this company can register.
    """

    code = "company_limit_reached"
    category = Category.CONFLICT

    def __init__(self, limit: int, room: int) -> None:
        super().__init__(f"{room} of {limit} people of one company can register")
        self.limit = limit
        self.room = room


def require_room(
    session: Session, seminar: Seminar, company: str, people: int = 1, *, besides: int | None = None
) -> None:
    """Check that so many more people of a company may register.

    Those who have a place, and those who wait, count alike. Who names no company is of none.

    Args:
        session: The database; the caller holds the lock on the seminar's row.
        seminar: The seminar.
        company: As it was entered.
        people: How many come in addition.
        besides: A registration that does not count, because it is what is being changed.

    Raises:
        CompanyLimitReached: they would be too many.
    """
    limit, key = seminar.people_of_one_company, company_key(company, longest=LONGEST_KEY)
    if limit is None or not key:
        return
    there = select(func.count()).where(
        Registration.seminar_id == seminar.id,
        Registration.company_key == key,
        Registration.is_live,
        Registration.id != (besides or 0),
    )
    room = max(0, limit - session.execute(there).scalar_one())
    if people > room:
        raise CompanyLimitReached(limit, room)
