"""Advisers, and what each can do for one tour."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from seminar_service.domain.history import SubjectKind
from seminar_service.revisions.raising import Published
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Topic, Tour

if TYPE_CHECKING:
    from seminar_service.seminars.model import Seminar

adviser_topic = Table(
    "adviser_topic",
    Base.metadata,
    Column("adviser_id", ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
)


class AdviserKind(StrEnum):
    """Whether an adviser is a person, or one whom a scenario of planning assumes."""

    PERSON = "adviser"
    ASSUMED = "assumed"


class AnyAdviser(Versioned, Base):
    """Whom plans can name: a person, or one whom a scenario assumes.

    `home` is the prefecture's code ("01" to "47"). `renamed_at` is when what calendar entries show
    of somebody was last changed by a form; their own feed's time of change is
    `calendar_changed_at`. Whoever asks for an `Adviser` gets people alone.
    """

    __tablename__ = "adviser"
    subject_kind = SubjectKind.ADVISER

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[AdviserKind] = mapped_column(
        enum_column(AdviserKind, "kind"), server_default=AdviserKind.PERSON.value
    )
    name: Mapped[str] = mapped_column(String(80))
    name_kana: Mapped[str] = mapped_column(String(80), default="")
    name_en: Mapped[str] = mapped_column(String(80), default="")
    email: Mapped[str] = mapped_column(String(254))
    home: Mapped[str] = mapped_column(String(2))
    profile_ja: Mapped[str] = mapped_column(String(1000), default="")
    profile_en: Mapped[str] = mapped_column(String(1000), default="")
    calendar_changed_at: Mapped[datetime]
    renamed_at: Mapped[datetime | None]

    __mapper_args__ = {"polymorphic_on": "kind"}  # noqa: RUF012 (as the library has it)

    def display_name(self, locale: str) -> str:
        """The name as readers of `locale` know it; the Japanese one where no other is known."""
        return self.name_en if locale == "en" and self.name_en else self.name


class Adviser(Published, AnyAdviser):
    """A person who gives seminars."""

    __mapper_args__ = {"polymorphic_identity": AdviserKind.PERSON}  # noqa: RUF012 (as the library has it)

    topics: Mapped[list[Topic]] = relationship(secondary=adviser_topic, order_by=Topic.position)
    engagements: Mapped[list["Engagement"]] = relationship(
        back_populates="adviser", cascade="all, delete-orphan"
    )
    seminars: Mapped[list["Seminar"]] = relationship(
        secondary="team_member", viewonly=True, order_by="Seminar.id"
    )

    @classmethod
    def of_nobody(cls) -> frozenset[str]:
        """When the own feed changed is told by that alone, which looks at it."""
        return frozenset({"calendar_changed_at"})


class AssumedAdviser(AnyAdviser):
    """One more adviser, whom a scenario assumes: nobody who can be engaged or written to."""

    __mapper_args__ = {"polymorphic_identity": AdviserKind.ASSUMED}  # noqa: RUF012 (as the library has it)


class Engagement(Versioned, Base):
    """An adviser's part in one tour: limits and the days that are taken.

    `max_per_month` counts calendar months, `max_nights_away` the nights of one trip. `answered_at`
    is when the adviser last said anything of the days; `asked_at` when they were last asked to.
    """

    __tablename__ = "engagement"
    subject_kind = SubjectKind.ENGAGEMENT
    __table_args__ = (
        UniqueConstraint("tour_id", "adviser_id"),
        CheckConstraint(
            "max_seminars >= 0 AND max_per_month >= 0 AND max_nights_away >= 0",
            name="limits_not_negative",
        ),
        Index(None, "adviser_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id", ondelete="CASCADE"))
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    max_seminars: Mapped[int]
    max_per_month: Mapped[int]
    max_nights_away: Mapped[int]
    answered_at: Mapped[datetime | None]
    asked_at: Mapped[datetime | None]

    tour: Mapped[Tour] = relationship()
    adviser: Mapped[Adviser] = relationship(back_populates="engagements")
    unavailable_days: Mapped[list["UnavailableDay"]] = relationship(
        cascade="all, delete-orphan", order_by="UnavailableDay.day"
    )
    leanings: Mapped[list["RegionLeaning"]] = relationship(cascade="all, delete-orphan")


class DaySource(StrEnum):
    """How it is known that a day is unavailable.

    Somebody marked it, a calendar file says so, or a calendar that is fetched every night.
    """

    HAND = "hand"
    CALENDAR = "calendar"
    SUBSCRIPTION = "subscription"


class UnavailableDay(Base):
    """A day on which an adviser can neither speak nor travel."""

    __tablename__ = "unavailable_day"

    engagement_id: Mapped[int] = mapped_column(
        ForeignKey("engagement.id", ondelete="CASCADE"), primary_key=True
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    source: Mapped[DaySource] = mapped_column(
        enum_column(DaySource, "source"),
        default=DaySource.HAND,
        server_default=DaySource.HAND.value,
    )


class Leaning(StrEnum):
    """Whether an adviser gladly goes to a region, or rather not."""

    GLADLY = "gladly"
    RATHER_NOT = "rather_not"


class RegionLeaning(Base):
    """What an adviser says of a region (its key) in a tour; a region without a row is neither.

    It is told beside the ways to hold a bid. The planner does not weigh it: the format of its
    problems knows no price of an adviser in a place.
    """

    __tablename__ = "region_leaning"

    engagement_id: Mapped[int] = mapped_column(
        ForeignKey("engagement.id", ondelete="CASCADE"), primary_key=True
    )
    region: Mapped[str] = mapped_column(String(20), primary_key=True)
    leaning: Mapped[Leaning] = mapped_column(enum_column(Leaning, "leaning"))
