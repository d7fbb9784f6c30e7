"""Seminars: what a released plan made of the bids."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    inspect,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship, validates

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.bilingual import Written, written_for
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.vocabulary import Audience, ConfirmationState
from seminar_service.revisions.raising import Published
from seminar_service.seminars.publicity import (
    PUBLIC_STATES,
    STATES_AHEAD,
    is_public,
    is_to_come,
    registration_ends,
    takes_registrations,
)
from seminar_service.seminars.states import CALENDAR_STATUS, SeminarState
from seminar_service.storage.base import Base, enum_column
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Topic, Tour

seminar_topic = Table(
    "seminar_topic",
    Base.metadata,
    Column("seminar_id", ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
)


_OF_POSITION = frozenset({"place", "venue_name", "venue_address"})
_LIVE = text("state <> 'cancelled'")


def _as_planned(value: object) -> object:
    """What people plan by: of a state only what calendars make of it."""
    return CALENDAR_STATUS[value] if isinstance(value, SeminarState) else value


def _later(
    day: InstrumentedAttribute[date], at: InstrumentedAttribute[time], now: datetime
) -> ColumnElement[bool]:
    """Whether an hour of a day in Japan lies after an aware instant."""
    local = now.astimezone(JAPAN)
    return or_(day > local.date(), and_(day == local.date(), at > local.time()))


class Seminar(Published, Versioned, Base):
    """One seminar. A bid has one at a time; a cancelled one stays, and another may follow it.

    `public_id` is what addresses show. `taken` counts the confirmed registrations and the
    places held by offers; the database refuses more than `capacity`. `last_queue_number` is
    the number that the newest registration drew: numbers tell who came first.

    `programme_…` says what happens when, `access_…` how to get to the venue: plain text in lines.
    `registration_closes_on` is the last day of registration, `None` where it ends with the start.

    For calendars: `uid` never changes, `calendar_sequence` rises by itself with the day, the times,
    the venue or the status, and `changed_at` is the time of the last change that readers can see
    (`calendar_changes.touch`).

    `venue_position` is where the venue itself stands (`domain.positions`), empty where nobody has
    entered it. Another venue has another position: it goes with place, name or address.
    """

    __tablename__ = "seminar"
    subject_kind = SubjectKind.SEMINAR
    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= capacity", name="taken_within_capacity"),
        CheckConstraint("ends_at > starts_at", name="times_in_order"),
        Index(None, "tour_id", "state"),
        Index(
            "uq_seminar_live_bid",
            "bid_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True)
    tour_id: Mapped[int] = mapped_column(ForeignKey("tour.id"))
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id"))
    state: Mapped[SeminarState] = mapped_column(enum_column(SeminarState, "state"))
    day: Mapped[date]
    starts_at: Mapped[time]
    ends_at: Mapped[time]
    place: Mapped[str] = mapped_column(String(2))
    venue_name: Mapped[str] = mapped_column(String(120))
    venue_postal_code: Mapped[str] = mapped_column(String(8), default="")
    venue_address: Mapped[str] = mapped_column(String(200), default="")
    venue_position: Mapped[str | None] = mapped_column(String(24))
    host_name: Mapped[str] = mapped_column(String(120))
    title_ja: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    description_ja: Mapped[str] = mapped_column(Text, default="")
    description_en: Mapped[str] = mapped_column(Text, default="")
    programme_ja: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    programme_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    access_ja: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    access_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    registration_closes_on: Mapped[date | None]
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, "audience"))
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    waiting: Mapped[int] = mapped_column(default=0)
    last_queue_number: Mapped[int] = mapped_column(default=0)
    host_confirmation: Mapped[ConfirmationState] = mapped_column(
        enum_column(ConfirmationState, "host_confirmation"), default=ConfirmationState.ASKED
    )
    host_answered_at: Mapped[datetime | None]
    host_note: Mapped[str] = mapped_column(Text, default="")
    cancellation_note_ja: Mapped[str] = mapped_column(Text, default="")
    cancellation_note_en: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    uid: Mapped[UUID] = mapped_column(unique=True)
    calendar_sequence: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    announced_at: Mapped[datetime | None]

    tour: Mapped[Tour] = relationship()
    bid: Mapped[Bid] = relationship()
    topics: Mapped[list[Topic]] = relationship(secondary=seminar_topic, order_by=Topic.position)
    team: Mapped[list["TeamMember"]] = relationship(
        back_populates="seminar", order_by="TeamMember.position", cascade="all, delete-orphan"
    )

    @validates(
        "day",
        "starts_at",
        "ends_at",
        "state",
        "place",
        "venue_name",
        "venue_postal_code",
        "venue_address",
    )
    def _raise_calendar_sequence(self, name: str, value: object) -> object:
        """Let the revision rise with what people plan by, once for all that changes together.

        The position goes with the venue whose it was; whoever knows the new one sets it then.
        """
        row = inspect(self)
        risen = row.attrs.calendar_sequence.history.has_changes()
        if row.persistent and not risen and _as_planned(getattr(self, name)) != _as_planned(value):
            self.calendar_sequence += 1
        if row.persistent and name in _OF_POSITION and getattr(self, name) != value:
            self.venue_position = ""
        return value

    @hybrid_property
    def stands(self) -> bool:
        """Whether it was not cancelled; at most one seminar of a bid stands."""
        return self.state is not SeminarState.CANCELLED

    @stands.inplace.expression
    @classmethod
    def _stands(cls) -> ColumnElement[bool]:
        return cls.state != SeminarState.CANCELLED

    @hybrid_property
    def is_public(self) -> bool:
        """Whether everybody may see it: `seminars.publicity.is_public`."""
        return is_public(self.state, self.announced_at)

    @is_public.inplace.expression
    @classmethod
    def _is_public(cls) -> ColumnElement[bool]:
        announced_before = cls.announced_at.is_not(None)
        return or_(
            cls.state.in_(PUBLIC_STATES),
            and_(cls.state == SeminarState.CANCELLED, announced_before),
        )

    def is_ahead(self, today: date) -> bool:
        """Whether it stands, is not noted as held yet, and its day in Japan is not over."""
        return self.stands and self.state is not SeminarState.HELD and self.day >= today

    def is_to_come(self, now: datetime) -> bool:
        """Whether it will be held, or is going on: `seminars.publicity.is_to_come`."""
        return is_to_come(self.state, self.day, self.ends_at, now)

    @classmethod
    def to_come(cls, now: datetime) -> ColumnElement[bool]:
        """Select those for which `is_to_come` holds."""
        return and_(cls.state.in_(STATES_AHEAD), _later(cls.day, cls.ends_at, now))

    def takes_registrations(self, now: datetime) -> bool:
        """Whether people may register: `seminars.publicity.takes_registrations`."""
        return takes_registrations(
            self.state, self.day, self.starts_at, now, closes_on=self.registration_closes_on
        )

    @classmethod
    def taking_registrations(cls, now: datetime) -> ColumnElement[bool]:
        """Select those for which `takes_registrations` holds."""
        begins_later = _later(cls.day, cls.starts_at, now)
        closes_on = cls.registration_closes_on
        not_closed = or_(closes_on.is_(None), closes_on >= now.astimezone(JAPAN).date())
        return and_(cls.state == SeminarState.ANNOUNCED, begins_later, not_closed)

    def shown_with(self) -> int:
        """A seminar is shown with itself."""
        return self.id

    @classmethod
    def of_pages_alone(cls) -> frozenset[str]:
        """Calendars tell nothing of the places left."""
        return frozenset({"taken", "waiting", "last_queue_number"})

    @property
    def places_left(self) -> int:
        """How many places nobody has taken."""
        return self.capacity - self.taken

    def cancellation_note(self, locale: str) -> Written | None:
        """Why it was cancelled, for readers of `locale`; None where nobody said why."""
        ja, en = self.cancellation_note_ja, self.cancellation_note_en
        return written_for(locale, ja=ja, en=en)

    def title(self, locale: str) -> str:
        """The title in `locale` ("ja" or "en")."""
        return self.title_ja if locale == "ja" else self.title_en

    @property
    def registration_ends(self) -> datetime:
        """The instant from which nobody registers any more."""
        return registration_ends(self.day, self.starts_at, self.registration_closes_on)

    def programme(self, locale: str) -> str:
        """What happens when, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.programme_ja if locale == "ja" else self.programme_en

    def access(self, locale: str) -> str:
        """How to get to the venue, in `locale` ("ja" or "en"); empty where nobody wrote it."""
        return self.access_ja if locale == "ja" else self.access_en

    def description(self, locale: str) -> str:
        """The description in `locale` ("ja" or "en")."""
        return self.description_ja if locale == "ja" else self.description_en


class TeamMember(Published, Base):
    """An adviser in one slot of a seminar, and whether this adviser has agreed to it."""

    __tablename__ = "team_member"
    __table_args__ = (UniqueConstraint("seminar_id", "adviser_id"), Index(None, "adviser_id"))

    seminar_id: Mapped[int] = mapped_column(
        ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id"))
    confirmation: Mapped[ConfirmationState] = mapped_column(
        enum_column(ConfirmationState, "confirmation"), default=ConfirmationState.ASKED
    )
    answered_at: Mapped[datetime | None]
    note: Mapped[str] = mapped_column(Text, default="")

    seminar: Mapped[Seminar] = relationship(back_populates="team")
    adviser: Mapped[Adviser] = relationship()

    def shown_with(self) -> int:
        """A member of a team is shown with the seminar."""
        return self.seminar_id


_OF_HOST = text("adviser_id IS NULL")
_OF_ADVISER = text("adviser_id IS NOT NULL")


class DeclinedDay(Base):
    """A day that an adviser has declined, or a host for its bid: input of whatever is planned next.

    It outlives the seminar that was asked about, until the same person says yes after all or the
    office removes it. Who declines twice has one row. `adviser_id` is None for the host's.
    """

    __tablename__ = "declined_day"
    __table_args__ = (
        Index(
            "uq_declined_day_host",
            "bid_id",
            "day",
            unique=True,
            sqlite_where=_OF_HOST,
            postgresql_where=_OF_HOST,
        ),
        Index(
            "uq_declined_day_adviser",
            "bid_id",
            "day",
            "adviser_id",
            unique=True,
            sqlite_where=_OF_ADVISER,
            postgresql_where=_OF_ADVISER,
        ),
        Index(None, "adviser_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    bid_id: Mapped[int] = mapped_column(ForeignKey("bid.id", ondelete="CASCADE"))
    seminar_id: Mapped[int] = mapped_column(ForeignKey("seminar.id", ondelete="CASCADE"))
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"))
    day: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    declined_at: Mapped[datetime]

    bid: Mapped[Bid] = relationship()
    seminar: Mapped[Seminar] = relationship()
    adviser: Mapped[Adviser | None] = relationship()

    @property
    def mark(self) -> str:
        """Names what somebody saw who removes it: this answer, and no later one."""
        return self.declined_at.isoformat()
