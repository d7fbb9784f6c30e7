"""Cases of the consultation desk, what they are about, who works on them, and what was said."""

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.consultations.states import OPEN_CASES, CaseState
from seminar_service.consultations.values import (
    Channel,
    ClientKind,
    CompanySize,
    ContactWay,
    Result,
    size_of,
)
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.uploads import UploadKind
from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned

SEALED: Final = "sealed"
"""What the `info` of a column says whose values lie under the desk's seal."""
IS_OPEN = text("state <> 'closed'")


def sealed_text() -> Any:  # noqa: ANN401 (as `mapped_column` has it)
    """A column of texts under the desk's seal; empty for nothing."""
    return mapped_column(Text, default="", info={SEALED: True})


case_subject = Table(
    "consultation_case_subject",
    Base.metadata,
    Column("case_id", ForeignKey("consultation_case.id", ondelete="CASCADE"), primary_key=True),
    Column("subject_id", ForeignKey("desk_subject.id"), primary_key=True),
    Index(None, "subject_id"),
)

case_expert = Table(
    "consultation_case_expert",
    Base.metadata,
    Column("case_id", ForeignKey("consultation_case.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", ForeignKey("user.id", ondelete="CASCADE"), primary_key=True),
    Index(None, "user_id"),
)


class DeskSubject(Versioned, Base):
    """What cases can be about; one that is retired is offered no more, and stays where it is."""

    __tablename__ = "desk_subject"
    subject_kind = SubjectKind.DESK_SUBJECT

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_ja: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    retired: Mapped[bool] = mapped_column(default=False, server_default=false())

    def name(self, locale: str) -> str:
        """What it is called in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


class CaseNumber(Base):
    """The last number that a case of a fiscal year was given."""

    __tablename__ = "consultation_case_number"

    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Case(Versioned, Base):
    """One matter at the desk.

    What names its client or tells of the matter lies under seal (`sealed_text`); the rest is
    counted, and stays when that is forgotten (`forgotten_at`). The keys are digests of the
    client's addresses under the desk's key: by them alone a client who calls again is found.
    `due_on` is by when the next step is to be done. `registration_id` names the registration for
    a seminar from which the case came, as long as there is one.
    """

    __tablename__ = "consultation_case"
    __table_args__ = (
        UniqueConstraint("fiscal_year", "number"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_when"),
        CheckConstraint(
            "forgotten_at IS NULL OR (client = '' AND matter = '' AND next_step = '')",
            name="forgotten_says_nothing",
        ),
        Index(None, "state", "due_on"),
        Index(None, "opened_on"),
        Index(None, "email_key"),
        Index(None, "telephone_key"),
        Index(None, "company_key"),
    )
    subject_kind = SubjectKind.CASE

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    number: Mapped[int]
    state: Mapped[CaseState] = mapped_column(enum_column(CaseState, "state"), default=CaseState.NEW)
    channel: Mapped[Channel] = mapped_column(enum_column(Channel, "channel"))
    client_kind: Mapped[ClientKind] = mapped_column(enum_column(ClientKind, "client_kind"))
    user_kind: Mapped[ParticipantKind | None] = mapped_column(
        enum_column(ParticipantKind, "user_kind")
    )
    employees: Mapped[EmployeeBand | None] = mapped_column(enum_column(EmployeeBand, "employees"))
    industry: Mapped[Industry | None] = mapped_column(enum_column(Industry, "industry"))
    prefecture: Mapped[str] = mapped_column(String(2), default="")
    client: Mapped[str] = sealed_text()
    matter: Mapped[str] = sealed_text()
    next_step: Mapped[str] = sealed_text()
    email_key: Mapped[str] = mapped_column(String(64), default="")
    telephone_key: Mapped[str] = mapped_column(String(64), default="")
    company_key: Mapped[str] = mapped_column(String(64), default="")
    due_on: Mapped[date | None]
    result: Mapped[Result | None] = mapped_column(enum_column(Result, "result"))
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    form_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), unique=True
    )
    opened_on: Mapped[date]
    opened_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]

    subjects: Mapped[list[DeskSubject]] = relationship(
        secondary=case_subject, order_by=DeskSubject.position
    )

    @property
    def reference(self) -> str:
        """The number by which everybody names it, such as `2026-0012`."""
        return f"{self.fiscal_year}-{self.number:04}"

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.state in OPEN_CASES

    @property
    def size(self) -> CompanySize | None:
        """Large or small, where that is known."""
        return size_of(self.employees)


class CaseContact(Base):
    """One time that an expert worked on a case: when, how, for how many minutes, and a note."""

    __tablename__ = "consultation_contact"
    __table_args__ = (
        CheckConstraint("minutes >= 0", name="minutes_from_0"),
        Index(None, "case_id", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("consultation_case.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    form_key: Mapped[str] = mapped_column(String(64), unique=True)
    at: Mapped[datetime]
    way: Mapped[ContactWay] = mapped_column(enum_column(ContactWay, "way"))
    minutes: Mapped[int]
    note: Mapped[str] = sealed_text()


class CaseFile(Base):
    """A file that belongs to a case; its name and its content lie under seal."""

    __tablename__ = "consultation_file"
    __table_args__ = (Index(None, "case_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("consultation_case.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    name: Mapped[str] = sealed_text()
    kind: Mapped[UploadKind] = mapped_column(enum_column(UploadKind, "kind"))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, info={SEALED: True})
    added_at: Mapped[datetime]
