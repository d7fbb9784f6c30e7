"""Tours, their rules, topics and closed periods."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.domain.proof import ProofRule
from seminar_service.domain.tour_codes import TourCode
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.values import TourStage, WaitingRule, takes_bids

if TYPE_CHECKING:
    from seminar_service.seminars.model import Seminar


class Topic(Published, Versioned, Base):
    """A subject that seminars are about and advisers master.

    `renamed_at` is when what calendar entries show of it was last changed.
    """

    __tablename__ = "topic"
    subject_kind = SubjectKind.TOPIC

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name_ja: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int] = mapped_column(default=0)
    renamed_at: Mapped[datetime | None]

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en


class Tour(Published, Versioned, Base):
    """All seminars of one programme in one fiscal year, with the call for bids and the rules.

    `programme` counts the tours of a fiscal year, from 1 to 99; `code` names the tour in addresses.
    Amounts are integer yen; the rules are those of the planning problem, named alike.
    `choice_yen` columns say what holding a seminar on a host's first, second or third
    choice costs. Moving a seminar that is published costs `change_date_yen`; on top of it come
    `change_confirmed_yen` once host and advisers have agreed, `change_announced_yen` once it is
    announced, and `change_registered_yen` for each person registered (`planning.moving`).
    Registration closes `registration_closes_days` and `registration_closes_hours` before a seminar
    begins, and opens `registration_opens_days` before its day at 10:00 (0: with the announcement),
    where the seminar says nothing itself.
    `proof_rule` says when registrations need the button in their mail, `waiting_rule` how people on
    a waiting list get a place, and `offer_hours` how long an offered one is held.
    `mail_replies_to` is where answers to its mails go; empty for where all others go.
    `party_limit` is how many people one contact may register in one go; 1 where nobody may.
    `company_limit` is how many people of one company a seminar takes; None for any number.
    `sends_thanks` tells that those who came are thanked the day after, `tells_hosts_weekly` and
    `tells_hosts_last` that hosts are told how many have registered, weekly and the day before.
    `near_days` is how many days before a seminar a withdrawal is told to the office at once, and
    `few_days` how many days before it the office is told of few registrations. `days_due_on` is the
    last day on which advisers are to say when they cannot; None while nobody has asked them.
    `calendar_changed_at` moves whenever the tour's public calendar does.
    """

    __tablename__ = "tour"
    subject_kind = SubjectKind.TOUR
    __table_args__ = (
        UniqueConstraint("fiscal_year", "programme"),
        CheckConstraint("programme BETWEEN 1 AND 99", name="programmes_are_counted"),
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        CheckConstraint("day_end > day_start", name="day_in_order"),
        CheckConstraint("call_closes_on >= call_opens_on", name="call_in_order"),
        CheckConstraint("offer_hours >= 1", name="offers_last"),
        CheckConstraint("party_limit >= 1", name="parties_of_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    fiscal_year: Mapped[int]
    programme: Mapped[int] = mapped_column(default=1, server_default="1")
    stage: Mapped[TourStage] = mapped_column(
        enum_column(TourStage, "stage"), default=TourStage.PREPARATION
    )
    name_ja: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    first_day: Mapped[date]
    last_day: Mapped[date]
    call_opens_on: Mapped[date]
    call_closes_on: Mapped[date]
    days_due_on: Mapped[date | None]
    day_start: Mapped[time] = mapped_column(default=time(6))
    day_end: Mapped[time] = mapped_column(default=time(22))
    buffer_minutes: Mapped[int] = mapped_column(default=60)
    hotel_yen: Mapped[int] = mapped_column(default=11_000)
    max_seminars_per_day: Mapped[int | None] = mapped_column(default=2)
    same_place_gap_days: Mapped[int] = mapped_column(default=7)
    coverage_yen: Mapped[int] = mapped_column(default=150_000)
    workload_yen: Mapped[int] = mapped_column(default=500)
    change_date_yen: Mapped[int] = mapped_column(default=30_000)
    change_adviser_yen: Mapped[int] = mapped_column(default=10_000)
    change_confirmed_yen: Mapped[int] = mapped_column(default=10_000, server_default="10000")
    change_announced_yen: Mapped[int] = mapped_column(default=20_000, server_default="20000")
    change_registered_yen: Mapped[int] = mapped_column(default=500, server_default="500")
    travel_budget_yen: Mapped[int | None]
    first_choice_yen: Mapped[int] = mapped_column(default=0)
    second_choice_yen: Mapped[int] = mapped_column(default=2_000)
    third_choice_yen: Mapped[int] = mapped_column(default=5_000)
    decline_yen: Mapped[int] = mapped_column(default=400_000)
    registration_closes_days: Mapped[int] = mapped_column(default=0, server_default="0")
    registration_closes_hours: Mapped[int] = mapped_column(default=0, server_default="0")
    registration_opens_days: Mapped[int] = mapped_column(default=0, server_default="0")
    proof_rule: Mapped[ProofRule] = mapped_column(
        enum_column(ProofRule, "proof_rule"),
        default=ProofRule.USUAL,
        server_default=ProofRule.USUAL.value,
    )
    waiting_rule: Mapped[WaitingRule] = mapped_column(
        enum_column(WaitingRule, "waiting_rule"),
        default=WaitingRule.OFFER,
        server_default=WaitingRule.OFFER.value,
    )
    offer_hours: Mapped[int] = mapped_column(default=12, server_default="12")
    mail_replies_to: Mapped[str] = mapped_column(String(254), default="", server_default=text("''"))
    party_limit: Mapped[int] = mapped_column(default=5, server_default="5")
    company_limit: Mapped[int | None]
    sends_thanks: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    tells_hosts_weekly: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    tells_hosts_last: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    near_days: Mapped[int] = mapped_column(default=3, server_default="3")
    few_days: Mapped[int] = mapped_column(default=14, server_default="14")
    created_at: Mapped[datetime]
    calendar_changed_at: Mapped[datetime]

    closed_periods: Mapped[list["ClosedPeriod"]] = relationship(
        back_populates="tour", order_by="ClosedPeriod.first_day", cascade="all, delete-orphan"
    )

    seminars: Mapped[list["Seminar"]] = relationship(viewonly=True, order_by="Seminar.id")

    @classmethod
    def of_nobody(cls) -> frozenset[str]:
        """The time of the last change is told with what has changed; mails are no page."""
        return frozenset(
            {"calendar_changed_at", "mail_replies_to", "sends_thanks"}
            | {"tells_hosts_weekly", "tells_hosts_last", "near_days", "few_days"}
        )

    def name(self, locale: str) -> str:
        """The name in `locale` ("ja" or "en")."""
        return self.name_ja if locale == "ja" else self.name_en

    @property
    def code(self) -> TourCode:
        """The tour in addresses and in the numbers of its bids."""
        return TourCode(self.fiscal_year, self.programme)

    @classmethod
    def has_code(cls, code: TourCode) -> ColumnElement[bool]:
        """Select the tour of a code; there is one at most."""
        return and_(cls.fiscal_year == code.fiscal_year, cls.programme == code.programme)

    @property
    def is_archived(self) -> bool:
        """Whether it is kept as an earlier year, so that nothing of it is arranged any more."""
        return self.stage is TourStage.ARCHIVED

    @property
    def registration_closes_before(self) -> timedelta:
        """How long before a seminar begins its registration closes by default."""
        return timedelta(days=self.registration_closes_days, hours=self.registration_closes_hours)

    @property
    def offers_last(self) -> timedelta:
        """How long a place is held that is offered to somebody on a waiting list."""
        return timedelta(hours=self.offer_hours)

    def takes_bids(self, today: date) -> bool:
        """Whether hosts may bid on a day in Japan: from the first to the last of the call."""
        return takes_bids(self.stage, self.call_opens_on, self.call_closes_on, today)


class ClosedPeriod(Base):
    """Days on which no seminar is held though no holiday falls on them: Obon, the year's turn."""

    __tablename__ = "closed_period"
    __table_args__ = (
        CheckConstraint("last_day >= first_day", name="days_in_order"),
        Index(None, "tour_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    name_ja: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    first_day: Mapped[date]
    last_day: Mapped[date]

    tour: Mapped[Tour] = relationship(back_populates="closed_periods")
