"""Registrations: one person's place, or wait, at one seminar."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.vocabulary import EmployeeBand, Industry, ParticipantKind
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base, enum_column

_HOLDS_OR_WAITS = text("state IN ('provisional', 'confirmed', 'waiting', 'offered')")


class Registration(Base):
    """A person's registration for a seminar.

    `queue_number` is drawn from the seminar and never given twice: the lowest one that waits
    is next. `email_key` and `name_key` are the folded forms; together they keep one person
    from holding two places of one seminar. `idempotency_key` makes a form that is sent twice
    one registration. `withdrawn_at` is set where the person gave up the place or the wait, and
    not where the seminar was cancelled. `held_until` is when a place or a wait lapses unless the
    button in the mail is pressed; None where none is needed, or once it was. `calendar_sequence`
    rises with every change of the person's own place that calendars show, on top of the
    seminar's.
    """

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint(
            "state <> 'provisional' OR held_until IS NOT NULL", name="provisional_for_a_while"
        ),
        UniqueConstraint("seminar_id", "queue_number"),
        Index(
            "uq_registration_person_at_seminar",
            "seminar_id",
            "email_key",
            "name_key",
            unique=True,
            sqlite_where=_HOLDS_OR_WAITS,
            postgresql_where=_HOLDS_OR_WAITS,
        ),
        Index(None, "seminar_id", "state", "queue_number"),
        Index(None, "held_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    state: Mapped[RegistrationState] = mapped_column(enum_column(RegistrationState, "state"))
    queue_number: Mapped[int]
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    name_kana: Mapped[str] = mapped_column(String(80), default="")
    name_key: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    company: Mapped[str] = mapped_column(String(120), default="")
    department: Mapped[str] = mapped_column(String(120), default="")
    employees: Mapped[EmployeeBand | None] = mapped_column(enum_column(EmployeeBand, "employees"))
    industry: Mapped[Industry | None] = mapped_column(enum_column(Industry, "industry"))
    participant_kind: Mapped[ParticipantKind] = mapped_column(
        enum_column(ParticipantKind, "participant_kind")
    )
    wishes_consultation: Mapped[bool] = mapped_column(default=False)
    consented_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    seminar: Mapped[Seminar] = relationship()

    @hybrid_property
    def is_live(self) -> bool:
        """Whether the person holds a place of a seminar ahead, or waits for one."""
        return self.state in LIVE_REGISTRATIONS

    @is_live.inplace.expression
    @classmethod
    def _is_live(cls) -> ColumnElement[bool]:
        return cls.state.in_(LIVE_REGISTRATIONS)
