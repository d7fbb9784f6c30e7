"""Registrations from a file: what would become of each line, and bringing them in, all or none.

They follow the rules of registering by hand. A file is kept from the time it is looked at until it
is brought in, so that what is brought in is what was seen; brought in twice, it counts once.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM, Actor
from seminar_service.domain.errors import Category, DomainError
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.names import name_key
from seminar_service.domain.vocabulary import AttendanceMode
from seminar_service.history import services as history
from seminar_service.outbox.office import Office
from seminar_service.registrations import mails as registration_mails
from seminar_service.registrations import waiting_list
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.entering import add, key_of, live_registration, takes
from seminar_service.registrations.history import tell
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant
from seminar_service.seminars.model import Seminar
from seminar_service.sheets.model import SheetUpload
from seminar_service.sheets.uploads import locked_upload, mark_done
from seminar_service.storage.transaction import transaction


class Fate(StrEnum):
    """What becomes of a line: a place, a wait, nothing because the person is registered."""

    SEATED = "seated"
    WAITING = "waiting"
    KNOWN = "known"


class LinesHindered(DomainError):  # noqa: N818 (named after the rule)
    """Some lines cannot be brought in, so that none is.

    Attributes:
        lines: The numbers of these lines, whose seminars take nobody any more.
    """

    code = "lines_hindered"
    category = Category.CONFLICT

    def __init__(self, lines: Sequence[int]) -> None:
        super().__init__(f"lines {', '.join(map(str, lines))}")
        self.lines = lines


@dataclass(frozen=True)
class Line:
    """One line of a file: its number, for which seminar, who, how, and what they answer."""

    number: int
    public_id: str
    applicant: Applicant
    mode: AttendanceMode = AttendanceMode.ON_SITE
    answers: tuple[GivenAnswer, ...] = ()

    @property
    def person(self) -> tuple[str, str, str]:
        """What is the same for two lines of one person at one seminar."""
        return self.public_id, key_of(self.applicant), name_key(self.applicant.name)


@dataclass(frozen=True)
class Forecast:
    """What would become of lines, by their numbers; `closed` are those that nobody would take."""

    fates: Mapping[int, Fate]
    closed: Sequence[int]

    def count(self, fate: Fate) -> int:
        """How many lines would become that."""
        return Counter(self.fates.values())[fate]


def forecast(session: Session, lines: Sequence[Line], *, now: datetime) -> Forecast:
    """What would become of lines if they were brought in now. Two queries; nothing is written."""
    seminars = {row.public_id: row for row in session.scalars(_seminars(lines))}
    known = _known(session, seminars)
    left = {
        (public_id, mode): row.places_left_in(mode)
        for public_id, row in seminars.items()
        for mode in row.modes
    }
    fates: dict[int, Fate] = {}
    closed = []
    for line in lines:
        seminar = seminars.get(line.public_id)
        if not _is_taken(seminar, line, now):
            closed.append(line.number)
            continue
        fates[line.number] = _fate(line, known, left)
    return Forecast(fates, closed)


def bring_in(
    session: Session,
    upload_id: int,
    lines: Sequence[Line],
    *,
    tell_them: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> SheetUpload:
    """Register all people of a file, in its order, or nobody; the numbers stand in the upload.

    Whoever is registered already stays so, and is not written to. Brought in once more, it changes
    nothing more.

    Args:
        session: The database.
        upload_id: The file.
        lines: What its rows say.
        tell_them: Whether they get the mail that a registration brings.
        office: The office.
        actor: Who does it.
        now: The present instant.

    Raises:
        NotFound: there is no such file.
        LinesHindered: the seminars of some lines take nobody any more.
    """
    with transaction(session):
        seminars = _locked(session, lines)
        upload = locked_upload(session, upload_id)
        if upload.done_at is not None:
            return upload
        hindered = [
            each.number for each in lines if not _is_taken(seminars.get(each.public_id), each, now)
        ]
        if hindered:
            raise LinesHindered(hindered)
        for seminar in seminars.values():
            waiting_list.lapse_overdue(session, seminar, office=office, actor=SYSTEM, now=now)
            waiting_list.fill_free_places(session, seminar, office=office, now=now)
        fates = Counter(
            _register(
                session,
                seminars[line.public_id],
                line,
                upload.mark,
                tell_them=tell_them,
                office=office,
                actor=actor,
                now=now,
            )
            for line in lines
        )
        mark_done(upload, {fate.value: fates[fate] for fate in Fate}, now=now)
        _record(session, upload, told=tell_them, actor=actor, now=now)
        return upload


def _seminars(lines: Iterable[Line]) -> Select[Seminar]:
    return (
        select(Seminar)
        .where(Seminar.public_id.in_({line.public_id for line in lines}))
        .order_by(Seminar.id)
    )


def _locked(session: Session, lines: Sequence[Line]) -> dict[str, Seminar]:
    """The seminars of lines, locked in one order."""
    rows = session.scalars(_seminars(lines).with_for_update(key_share=True))
    return {row.public_id: row for row in rows}


def _is_taken(seminar: Seminar | None, line: Line, now: datetime) -> bool:
    if seminar is None or not seminar.is_public or line.mode not in seminar.modes:
        return False
    return takes(seminar, line.applicant, now)


def _known(session: Session, seminars: Mapping[str, Seminar]) -> set[tuple[str, str, str]]:
    numbers = {row.id: public_id for public_id, row in seminars.items()}
    found = session.execute(
        select(Registration.seminar_id, Registration.email_key, Registration.name_key).where(
            Registration.seminar_id.in_(numbers), Registration.is_live
        )
    )
    return {(numbers[seminar], email, name) for seminar, email, name in found}


def _fate(
    line: Line,
    known: set[tuple[str, str, str]],
    left: dict[tuple[str, AttendanceMode], int],
) -> Fate:
    if line.person in known:
        return Fate.KNOWN
    known.add(line.person)
    where = line.public_id, line.mode
    left[where] -= 1
    return Fate.SEATED if left[where] >= 0 else Fate.WAITING


def _register(
    session: Session,
    seminar: Seminar,
    line: Line,
    mark: str,
    *,
    tell_them: bool,
    office: Office,
    actor: Actor,
    now: datetime,
) -> Fate:
    if live_registration(session, seminar, line.applicant) is not None:
        return Fate.KNOWN
    row = add(
        session,
        seminar,
        line.applicant,
        line.mode,
        form_key=f"{mark}-{line.number}",
        held_until=None,
        now=now,
    )
    write_answers(session, row, line.answers)
    tell(session, row, HistoryKind.REGISTERED, actor=actor, now=now, told=tell_them)
    if tell_them:
        registration_mails.send_state(session, row, office=office, now=now)
    return Fate.WAITING if row.state is RegistrationState.WAITING else Fate.SEATED


def _record(
    session: Session, upload: SheetUpload, *, told: bool, actor: Actor, now: datetime
) -> None:
    subject = Subject(SubjectKind.TOUR, upload.tour_key)
    if upload.seminar_id is not None:
        subject = Subject(SubjectKind.SEMINAR, upload.seminar_id)
    kind, outcome = HistoryKind.REGISTRATIONS_IMPORTED, upload.outcome
    rows, known = outcome[Fate.SEATED] + outcome[Fate.WAITING], outcome[Fate.KNOWN]
    history.record(session, kind, subject, actor, now, rows=rows, known=known, told=told)
