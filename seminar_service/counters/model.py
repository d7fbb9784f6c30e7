"""Support counters."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.accounts.model import User
from seminar_service.counters.months import ConsultationKind
from seminar_service.counters.values import Tongue, in_language, tongues_of
from seminar_service.domain.history import SubjectKind
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned


class Counter(Published, Versioned, Base):
    """A counter that advises on intellectual property; a prefecture may have several.

    `prefecture` is its code ("01" to "47"). `tongues` are codes of languages with a space between.
    `email` is where the counter's staff is written to; nobody else reads it. A sample (`is_sample`)
    was made up, says so wherever it is shown, and has no telephone number: somebody would call it.

    From the month of `reports_from` (its first day) on it reports its consultations; None where it
    does not. `reminded_on` is the day on which it was last reminded of reports that are late.
    """

    __tablename__ = "counter"
    subject_kind = SubjectKind.COUNTER
    __table_args__ = (
        UniqueConstraint("prefecture", "name_ja"),
        CheckConstraint("NOT is_sample OR telephone = ''", name="samples_without_telephone"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    prefecture: Mapped[str] = mapped_column(String(2))
    name_ja: Mapped[str] = mapped_column(String(100))
    name_en: Mapped[str] = mapped_column(String(100), default="")
    postal_code: Mapped[str] = mapped_column(String(8), default="")
    address_ja: Mapped[str] = mapped_column(String(200))
    address_en: Mapped[str] = mapped_column(String(200), default="")
    hours_ja: Mapped[str] = mapped_column(String(200))
    hours_en: Mapped[str] = mapped_column(String(200), default="")
    telephone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    tongues: Mapped[str] = mapped_column(String(40), default=Tongue.JA.value)
    expert_days_ja: Mapped[str] = mapped_column(String(500), default="")
    expert_days_en: Mapped[str] = mapped_column(String(500), default="")
    is_sample: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_listed: Mapped[bool] = mapped_column(default=True, server_default=true())
    added_at: Mapped[datetime]
    reports_from: Mapped[date | None]
    reminded_on: Mapped[date | None]

    @classmethod
    def of_nobody(cls) -> frozenset[str]:
        """No page of the public shows what is between the office and the counter's staff."""
        return frozenset({"email", "version", "reports_from", "reminded_on"})

    def name(self, locale: str) -> str:
        """The name in the reader's language; the Japanese one where no other is known."""
        return in_language(self.name_ja, self.name_en, locale)

    @property
    def spoken(self) -> tuple[Tongue, ...]:
        """The languages in which it advises."""
        return tongues_of(self.tongues)


class CounterStaff(Base):
    """Which counter an account of counter staff belongs to; one at most.

    It counts only while the account has that role.
    """

    __tablename__ = "counter_staff"
    __table_args__ = (Index(None, "counter_id"),)

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user.id", ondelete="CASCADE"), primary_key=True
    )
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))

    user: Mapped[User] = relationship()


class CounterReport(Versioned, Base):
    """How many consultations a counter had in one month (its first day), by kind.

    `reported_at` is when the first report came; who changed it when stands in the history.
    """

    __tablename__ = "counter_report"
    subject_kind = SubjectKind.COUNTER_REPORT
    __table_args__ = (UniqueConstraint("counter_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    month: Mapped[date]
    reported_at: Mapped[datetime]

    counter: Mapped[Counter] = relationship()
    numbers: Mapped[list["ReportNumber"]] = relationship(
        cascade="all, delete-orphan", order_by="ReportNumber.kind"
    )

    @property
    def by_kind(self) -> dict[ConsultationKind, int]:
        """How many of each kind; kinds without any are missing."""
        return {each.kind: each.number for each in self.numbers}

    @property
    def total(self) -> int:
        """How many of all kinds together."""
        return sum(each.number for each in self.numbers)


class ReportNumber(Base):
    """How many consultations of one kind a report counts."""

    __tablename__ = "report_number"
    __table_args__ = (CheckConstraint("number > 0", name="some"),)

    report_id: Mapped[int] = mapped_column(
        ForeignKey("counter_report.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[ConsultationKind] = mapped_column(
        enum_column(ConsultationKind, "kind"), primary_key=True
    )
    number: Mapped[int]
