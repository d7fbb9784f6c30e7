"""The code of a seminar for members of its host alone: made, renewed and taken away."""

from datetime import datetime
from secrets import randbelow

from sqlalchemy.orm import Session

from seminar_service.domain.access_codes import is_fit, new_access_code
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Audience
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.seminars.services import locked_seminar
from seminar_service.storage.transaction import transaction


class AccessCodeUnfit(DomainError):  # noqa: N818 (named after the rule)
    """A code has letters and digits, six at least."""

    code = "access_code_unfit"
    category = Category.INVALID


class NotForMembers(DomainError):  # noqa: N818 (named after the rule)
    """The seminar is for everybody, so that nobody needs a code."""

    code = "not_for_members"
    category = Category.CONFLICT


def change_access_code(
    session: Session,
    public_id: str,
    code: str | None,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> str:
    """Set the code of a seminar; the earlier one opens nothing from then on.

    Who has registered stays registered, and is not written to. The history does not say the code.

    Args:
        session: The database.
        public_id: The seminar.
        code: The code; None to draw one, empty to ask for none.
        version: The seminar's version that was shown; not looked at where None.
        actor: Who does it.
        now: The present instant.

    Returns:
        The code as it is now.

    Raises:
        NotFound: there is no such seminar.
        ChangedMeanwhile: somebody has edited it since `version`.
        NotForMembers: it is for everybody.
        AccessCodeUnfit: too short, too long, or with other signs than letters and digits.
    """
    wanted = new_access_code(randbelow) if code is None else code.strip()
    if wanted and not is_fit(wanted):
        raise AccessCodeUnfit
    with transaction(session):
        seminar = locked_seminar(session, public_id)
        require_version(seminar, version)
        if seminar.audience is not Audience.MEMBERS:
            raise NotForMembers
        if seminar.access_code != wanted:
            seminar.access_code = wanted
            kind = HistoryKind.ACCESS_CODE_CHANGED
            mark_edited(session, seminar, kind, actor=actor, now=now)
        return wanted
