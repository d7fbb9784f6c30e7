"""Handing a case over: composed, read, handed over by a person, and kept as it went."""

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.history import tell
from seminar_service.consultations.model import Case
from seminar_service.consultations.reading import Reader, locked_case, require_reader
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.consultations.services import require_remembered
from seminar_service.consultations.values import ContactWay, Receiver
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.storage.transaction import transaction


class ConsentMissing(DomainError):  # noqa: N818 (named after the rule)
    """Nothing of a case goes to anybody before its client has agreed."""

    code = "consent_missing"
    category = Category.INVALID


class HandedOver(DomainError):  # noqa: N818 (named after the rule)
    """It has gone to its receiver, and stays as it went."""

    code = "handed_over"
    category = Category.CONFLICT


@dataclass(frozen=True)
class SheetDetails:
    """What is to go to whom, and the client's consent as far as it was given.

    Attributes:
        receiver: To whom.
        receiver_name: Which counter or office.
        sheet: The text of the sheet.
        consented_on: When the client agreed; None as long as not.
        consent_way: How; None as long as not.
    """

    receiver: Receiver
    receiver_name: str
    sheet: str = field(repr=False)
    consented_on: date | None = None
    consent_way: ContactWay | None = None


@dataclass(frozen=True)
class ReadHandover:
    """A hand-over with its sheet opened."""

    row: Handover
    sheet: str


def compose(
    session: Session,
    case_id: int,
    details: SheetDetails,
    *,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep a sheet to be read before it goes anywhere, and return its key.

    Raises:
        NotFound: There is no such case.
        NotAssigned: The reader may not.
        CaseForgotten: What was told is deleted.
    """
    with transaction(session):
        case = _own_case(session, case_id, reader)
        row = Handover(case_id=case_id, composed_at=now, user_id=reader.user_id)
        _write(row, details, seal)
        session.add(row)
        session.flush()
        receiver = details.receiver.value
        tell(session, case, HistoryKind.HANDOVER_COMPOSED, actor=actor, now=now, receiver=receiver)
        return row.id


def edit(
    session: Session,
    case_id: int,
    handover_id: int,
    details: SheetDetails,
    *,
    version: int | None,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> None:
    """Change a sheet that has not gone anywhere.

    Raises:
        NotFound: There is no such case or sheet.
        NotAssigned: The reader may not.
        ChangedMeanwhile: Somebody has edited it since `version`.
        HandedOver: It has gone to its receiver.
    """
    with transaction(session):
        case = _own_case(session, case_id, reader)
        row = _locked(session, case_id, handover_id)
        require_version(row, version)
        if row.handed_at is not None:
            raise HandedOver
        _write(row, details, seal)
        mark_edited(session, row, actor=actor, now=now, number=case.reference)


def hand_over(
    session: Session,
    case_id: int,
    handover_id: int,
    *,
    version: int | None,
    reader: Reader,
    actor: Actor,
    now: datetime,
) -> None:
    """Note that somebody has handed the sheet over, as it was shown. The second time is once.

    Raises:
        NotFound: There is no such case or sheet.
        NotAssigned: The reader may not.
        ChangedMeanwhile: Somebody has edited it since `version`.
        ConsentMissing: Nobody has noted when and how the client agreed.
    """
    with transaction(session):
        case = _own_case(session, case_id, reader)
        row = _locked(session, case_id, handover_id)
        if row.handed_at is not None:
            return
        require_version(row, version)
        if row.consented_on is None or row.consent_way is None:
            raise ConsentMissing
        row.handed_at, row.user_id = now, reader.user_id
        case.changed_at = now
        receiver = row.receiver.value
        tell(session, case, HistoryKind.HANDED_OVER, actor=actor, now=now, receiver=receiver)


def find(
    session: Session,
    case_id: int,
    handover_id: int,
    *,
    reader: Reader,
    seal: DeskSeal,
    actor: Actor,
    now: datetime,
) -> ReadHandover:
    """Open a sheet; that it was read stands in the history.

    Raises:
        NotFound: There is no such case or sheet.
        NotAssigned: The reader may not.
        SealBroken: The keys are not those under which it was kept.
    """
    with transaction(session):
        case = locked_case(session, case_id)
        require_reader(session, case_id, reader)
        row = _locked(session, case_id, handover_id)
        tell(session, case, HistoryKind.CASE_READ, actor=actor, now=now, handover=handover_id)
        return ReadHandover(row, seal.open(row.sheet))


def handovers_of(session: Session, case_id: int) -> list[Handover]:
    """The hand-overs of a case, the first composed first: nothing of them is opened. One query."""
    return list(
        session.scalars(select(Handover).where(Handover.case_id == case_id).order_by(Handover.id))
    )


def _own_case(session: Session, case_id: int, reader: Reader) -> Case:
    case = locked_case(session, case_id)
    require_reader(session, case_id, reader)
    require_remembered(case)
    return case


def _locked(session: Session, case_id: int, handover_id: int) -> Handover:
    row = session.get(Handover, handover_id, with_for_update={"key_share": True})
    if row is None or row.case_id != case_id:
        raise NotFound("handover")
    return row


def _write(row: Handover, details: SheetDetails, seal: DeskSeal) -> None:
    row.receiver, row.receiver_name = details.receiver, details.receiver_name
    row.sheet = seal.close(details.sheet)
    row.consented_on, row.consent_way = details.consented_on, details.consent_way
