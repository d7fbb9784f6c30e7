"""Forgetting what was told, once it is no longer needed; what is counted stays."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.history import tell
from seminar_service.consultations.model import CaseContact, CaseFile
from seminar_service.consultations.reading import locked_case
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import require_version
from seminar_service.storage.transaction import transaction


class CaseStillOpen(DomainError):  # noqa: N818 (named after the rule)
    """Somebody works on the case still; it is closed first."""

    code = "case_still_open"
    category = Category.CONFLICT


def forget(
    session: Session, case_id: int, *, version: int | None, actor: Actor, now: datetime
) -> None:
    """Delete who asked, the matter, notes, sheets and files of a closed case, for good.

    What stays names nobody: channel, kinds, bands, subjects, times, and to whom it was handed over.
    The second time nothing happens.

    Raises:
        NotFound: There is no such case.
        CaseStillOpen: It is not closed.
        ChangedMeanwhile: Somebody has changed it since `version`.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        if case.forgotten_at is not None:
            return
        require_version(case, version)
        if case.is_open:
            raise CaseStillOpen
        case.client = case.matter = case.next_step = ""
        case.email_key = case.telephone_key = case.company_key = ""
        case.registration_id = None
        case.forgotten_at = case.changed_at = now
        case.version += 1
        session.execute(update(CaseContact).where(CaseContact.case_id == case_id).values(note=""))
        session.execute(update(Handover).where(Handover.case_id == case_id).values(sheet=""))
        session.execute(delete(CaseFile).where(CaseFile.case_id == case_id))
        tell(session, case, HistoryKind.CASE_FORGOTTEN, actor=actor, now=now)
