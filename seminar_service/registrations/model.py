"""Registrations: one person's place, or wait, at one seminar, and why the staff changed them."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    event,
    false,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.domain.vocabulary import (
    AttendanceMode,
    EmployeeBand,
    HeardOf,
    Industry,
    ParticipantKind,
    RegistrationSource,
    SharedWithHost,
)
from seminar_service.registrations.search_keys import LONGEST_KEY, search_keys
from seminar_service.registrations.states import LIVE_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.storage.base import Base, enum_column, sorted_text
from seminar_service.storage.versions import Versioned

if TYPE_CHECKING:
    from seminar_service.registrations.answer_model import Answer

_HOLDS_OR_WAITS = text("state IN ('provisional', 'confirmed', 'waiting', 'offered')")


class Party(Base):
    """Several people of one company whom one contact has registered in one go.

    The contact need not be one of them. `size` is how many people the form named. `goes_together`
    while they would rather wait together than come in part; `gathers_until` is until when places
    gather for them, None while none do.
    """

    __tablename__ = "party"
    __table_args__ = (
        CheckConstraint("size >= 1", name="of_somebody"),
        Index(None, "seminar_id"),
        Index(None, "contact_email_key"),
        Index(None, "gathers_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    contact_name: Mapped[str] = mapped_column(String(80))
    contact_email: Mapped[str] = mapped_column(String(254))
    contact_email_key: Mapped[str] = mapped_column(String(254))
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    size: Mapped[int]
    goes_together: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    gathers_until: Mapped[datetime | None]
    created_at: Mapped[datetime]

    seminar: Mapped[Seminar] = relationship()


class Registration(Versioned, Base):
    """A person's registration for a seminar.

    What the form of its seminar does not ask, or nobody answered, is empty or `None`. Answers to
    the organiser's own questions are rows (`Answer`).

    `queue_number` is drawn from the seminar and never given twice: the lowest one that waits
    is next. `email_key` and `name_key` are the folded forms; together they keep one person
    from holding two places of one seminar. `idempotency_key` makes a form that is sent twice
    one registration. `withdrawn_at` is set where the person gave up the place or the wait, and
    not where the seminar was cancelled. `held_until` is when a place or a wait lapses unless the
    button in the mail is pressed; None where none is needed, or once it was. `calendar_sequence`
    rises with every change of the person's own place that calendars show, on top of the
    seminar's. `reading_key`, `company_key` and `search_text` are `search_keys` of what stands
    beside them, and follow it by themselves.

    Who has no mail address, which the office alone takes, has an empty `email`; `email_key` is then
    what `who.contact_key` makes of telephone number and company. `call_since` is from when on such
    a person is to be told something by telephone or fax, and `call_about` the kind of the mail that
    stands for it.

    `waits_since` is when the person came on the waiting list, None for who never was;
    `moved_up_at` when a place was offered or given to them from there. `offered_until` is when an
    offered place lapses unless the person accepts it; it stays once the offer is over.

    Of those who wait, the highest `priority` is next, and of these who waits the longest; the lower
    `queue_number` tells two of one instant apart. The staff sets the priority; nobody has one by
    itself. `beyond` is somebody whom the office has let in beyond the last place: confirmed, and
    not among the places taken.

    `mode` is how the person attends, or would: the place, and the queue, is one of those at the
    venue or online.

    `shared_with_host` is what host and advisers may read of the person.

    `by_host` where the host of the seminar has registered the person. `host_place` where the place
    is one of those that are kept back for the host, and goes back among them until they are
    released.

    `stays_sequence` is the seminar's calendar revision at whose date somebody said they come.
    """

    subject_kind = SubjectKind.REGISTRATION

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint(
            "state <> 'provisional' OR held_until IS NOT NULL", name="provisional_for_a_while"
        ),
        CheckConstraint(
            "state <> 'offered' OR offered_until IS NOT NULL", name="offered_for_a_while"
        ),
        CheckConstraint("priority >= 0 AND priority <= 9", name="priority_in_range"),
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
        Index(None, "email_key"),
        Index(None, "name_key", "company_key"),
        Index(None, "offered_until"),
        Index(None, "call_since"),
        Index(None, "party_id"),
        Index(None, "seminar_id", "company_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id"))
    state: Mapped[RegistrationState] = mapped_column(enum_column(RegistrationState, "state"))
    mode: Mapped[AttendanceMode] = mapped_column(
        enum_column(AttendanceMode, "mode"),
        default=AttendanceMode.ON_SITE,
        server_default=AttendanceMode.ON_SITE.value,
    )
    queue_number: Mapped[int]
    priority: Mapped[int] = mapped_column(default=0, server_default=text("'0'"))
    beyond: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    idempotency_key: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    name_kana: Mapped[str] = mapped_column(String(80), default="")
    name_key: Mapped[str] = mapped_column(String(80))
    email: Mapped[str] = mapped_column(String(254))
    email_key: Mapped[str] = mapped_column(String(254))
    reading_key: Mapped[str] = mapped_column(sorted_text(LONGEST_KEY), server_default=text("''"))
    company_key: Mapped[str] = mapped_column(sorted_text(LONGEST_KEY), server_default=text("''"))
    search_text: Mapped[str] = mapped_column(Text, server_default=text("''"))
    company: Mapped[str] = mapped_column(String(120), default="")
    department: Mapped[str] = mapped_column(String(120), default="")
    employees: Mapped[EmployeeBand | None] = mapped_column(enum_column(EmployeeBand, "employees"))
    industry: Mapped[Industry | None] = mapped_column(enum_column(Industry, "industry"))
    participant_kind: Mapped[ParticipantKind | None] = mapped_column(
        enum_column(ParticipantKind, "participant_kind")
    )
    source: Mapped[RegistrationSource] = mapped_column(
        enum_column(RegistrationSource, "source"),
        default=RegistrationSource.FORM,
        server_default=RegistrationSource.FORM.value,
    )
    telephone: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    heard_of: Mapped[HeardOf | None] = mapped_column(enum_column(HeardOf, "heard_of"))
    needs_wheelchair: Mapped[bool] = mapped_column(default=False, server_default=false())
    needs_sign_language: Mapped[bool] = mapped_column(default=False, server_default=false())
    needs_large_print: Mapped[bool] = mapped_column(default=False, server_default=false())
    needs_other: Mapped[str] = mapped_column(String(200), default="", server_default=text("''"))
    wishes_consultation: Mapped[bool] = mapped_column(default=False)
    shared_with_host: Mapped[SharedWithHost] = mapped_column(
        enum_column(SharedWithHost, "shared_with_host"),
        default=SharedWithHost.NUMBER_ONLY,
        server_default=SharedWithHost.NUMBER_ONLY.value,
    )
    consented_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    held_until: Mapped[datetime | None]
    waits_since: Mapped[datetime | None]
    moved_up_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    call_about: Mapped[str] = mapped_column(String(40), default="", server_default=text("''"))
    call_since: Mapped[datetime | None]
    stays_sequence: Mapped[int | None]
    by_host: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    host_place: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    locale: Mapped[str] = mapped_column(String(2), default="ja")
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))

    seminar: Mapped[Seminar] = relationship()
    party: Mapped[Party | None] = relationship()
    answers: Mapped[list["Answer"]] = relationship(viewonly=True)

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time for the button, or for an answer to an offer, is over."""
        ends = self.offered_until if self.state is RegistrationState.OFFERED else self.held_until
        return self.is_live and ends is not None and ends <= now

    @hybrid_property
    def is_live(self) -> bool:
        """Whether the person holds a place of a seminar ahead, or waits for one."""
        return self.state in LIVE_REGISTRATIONS

    @is_live.inplace.expression
    @classmethod
    def _is_live(cls) -> ColumnElement[bool]:
        return cls.state.in_(LIVE_REGISTRATIONS)

    @property
    def stays(self) -> bool:
        """Whether somebody has said that they come at the seminar's present date."""
        return (
            self.stays_sequence is not None
            and self.is_live
            and (self.stays_sequence == self.seminar.calendar_sequence)
        )

    def is_live_at(self, now: datetime) -> bool:
        """Whether it is live, and the time for its button, or for an answer, is not over.

        What happens to a seminar ends those overdue first (`waiting_list.lapse_overdue`): whoever
        says beforehand who is told leaves them out.
        """
        return self.is_live and not self.is_overdue(now)

    @classmethod
    def are_live_at(cls, now: datetime) -> ColumnElement[bool]:
        """Select rows for which `is_live_at` holds."""
        answered = or_(cls.state != RegistrationState.OFFERED, cls.offered_until > now)
        return and_(cls.is_live, or_(cls.held_until.is_(None), cls.held_until > now), answered)


@event.listens_for(Registration, "before_insert")
@event.listens_for(Registration, "before_update")
def _keep_keys(_mapper: Any, _connection: Any, row: Registration) -> None:  # noqa: ANN401 (as the library has it)
    keys = search_keys(row.name, row.name_kana or "", row.company or "", row.email)
    for name, value in vars(keys).items():
        setattr(row, name, value)
