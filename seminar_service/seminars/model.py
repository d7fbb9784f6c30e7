"""Seminars: what a released plan made of the bids."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING
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
    and_,
    inspect,
    or_,
    text,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship, validates

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.access_codes import LONGEST_CODE
from seminar_service.domain.history import SubjectKind
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.vocabulary import Audience, ConfirmationState
from seminar_service.revisions.raising import Published
from seminar_service.seminars.online_places import ONLINE_CHECKS
from seminar_service.seminars.places import Places
from seminar_service.seminars.publicity import (
    PUBLIC_STATES,
    STATES_AHEAD,
    begins_at,
    is_public,
    is_to_come,
    takes_registrations,
)
from seminar_service.seminars.states import CALENDAR_STATUS, SeminarState
from seminar_service.seminars.texts import SeminarTexts
from seminar_service.storage.base import Base, enum_column, only_on
from seminar_service.storage.expressions import one_of
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import Topic, Tour

if TYPE_CHECKING:
    from seminar_service.seminars.team_model import TeamMember

seminar_topic = Table(
    "seminar_topic",
    Base.metadata,
    Column("seminar_id", ForeignKey("seminar.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
    Index(None, "topic_id", "seminar_id"),
)


_OF_POSITION = frozenset({"place", "venue_name", "venue_address"})
_LIVE = text("state <> 'cancelled'")
_OF_COUNTS = (
    *("tour_id", "place", "day", "state", "ends_at", "registration_ends_at", "capacity", "taken"),
    *("kept_back", "announced_at", "online_capacity", "online_taken", "registration_opens_at"),
    *("gathered", "online_gathered"),
)


def _as_planned(value: object) -> object:
    """What people plan by: of a state only what calendars make of it."""
    return CALENDAR_STATUS[value] if isinstance(value, SeminarState) else value


def _later(
    day: InstrumentedAttribute[date], at: InstrumentedAttribute[time], now: datetime
) -> ColumnElement[bool]:
    """Whether an hour of a day in Japan lies after an aware instant."""
    local = now.astimezone(JAPAN)
    return or_(day > local.date(), and_(day == local.date(), at > local.time()))


class Seminar(Published, Versioned, SeminarTexts, Places, Base):
    """One seminar. A bid has one at a time; a cancelled one stays, and another may follow it.

    `public_id` is what addresses show. `taken` counts the confirmed registrations and the
    places held by offers and until a button is pressed; `kept_back` are places that are kept for
    the host, until 9:00 of the day `kept_until` where there is one. The database refuses more of
    both than `capacity`. `beyond` counts those whom the office has let in beyond the last place.
    All of these, and `waiting`, are about the venue; `online_…` beside them about those who attend
    online (`OnlinePlaces`).
    `last_queue_number` is the number that the newest registration drew: numbers tell who came
    first.

    `programme_…` says what happens when, `access_…` how to get to the venue: plain text in lines.
    `registration_closes_on` is the last day of registration, until `registration_closes_time` where
    there is one; instead, `registration_closes_hours` may say how long before the start it closes;
    all are `None` where the tour's rule holds. On `registration_opens_on` it opens, at
    `registration_opens_time` or at 10:00; `None` where the tour's rule holds.
    `registration_ends_at` and `registration_opens_at` (`None`: at once) are what follows from these
    (`registration_ends.py` keeps it so).

    `moved_from` is when it was to begin as last announced, before it was moved.

    `access_code` is what members of the host alone know, where the seminar is for them and a code
    was made; empty otherwise. It is kept as it is, because host and office read it out to members
    again and again; it opens a form and shows nobody anything.

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
        CheckConstraint(
            "kept_back >= 0 AND taken + kept_back <= capacity", name="kept_within_capacity"
        ),
        CheckConstraint("beyond >= 0", name="beyond_counted"),
        CheckConstraint(
            "gathered >= 0 AND taken + kept_back + gathered <= capacity",
            name="gathered_within_capacity",
        ),
        CheckConstraint("ends_at > starts_at", name="times_in_order"),
        *ONLINE_CHECKS,
        Index(None, "tour_id", "state"),
        Index(None, "tour_id", "day", "starts_at", "id"),
        # All that `public_counts` reads. PostgreSQL does not need it, and without it can note a
        # registration without writing into any index.
        only_on("sqlite", Index("ix_seminar_counted", *_OF_COUNTS)),
        Index(None, "bid_id"),
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
    registration_opens_on: Mapped[date | None]
    registration_opens_time: Mapped[time | None]
    registration_opens_at: Mapped[datetime | None]
    registration_closes_on: Mapped[date | None]
    registration_closes_time: Mapped[time | None]
    registration_closes_hours: Mapped[int | None]
    # Never empty; nullable because SQLite adds no other column to rows that there are.
    registration_ends_at: Mapped[datetime] = mapped_column(nullable=True)
    moved_from: Mapped[datetime | None]
    audience: Mapped[Audience] = mapped_column(enum_column(Audience, "audience"))
    access_code: Mapped[str] = mapped_column(
        String(LONGEST_CODE), default="", server_default=text("''")
    )
    company_limit: Mapped[int | None]
    last_queue_number: Mapped[int] = mapped_column(default=0)
    host_confirmation: Mapped[ConfirmationState] = mapped_column(
        enum_column(ConfirmationState, "host_confirmation"), default=ConfirmationState.ASKED
    )
    host_answered_at: Mapped[datetime | None]
    host_note: Mapped[str] = mapped_column(Text, default="")
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
            one_of(cls.state, PUBLIC_STATES),
            and_(cls.state == SeminarState.CANCELLED, announced_before),
        )

    @property
    def needs_code(self) -> bool:
        """Whether the form asks for the code that the host hands out."""
        return self.audience is Audience.MEMBERS and bool(self.access_code)

    def is_ahead(self, today: date) -> bool:
        """Whether it stands, is not noted as held yet, and its day in Japan is not over."""
        return self.stands and self.state is not SeminarState.HELD and self.day >= today

    def is_to_come(self, now: datetime) -> bool:
        """Whether it will be held, or is going on: `seminars.publicity.is_to_come`."""
        return is_to_come(self.state, self.day, self.ends_at, now)

    @classmethod
    def to_come(cls, now: datetime) -> ColumnElement[bool]:
        """Select those for which `is_to_come` holds."""
        return and_(one_of(cls.state, STATES_AHEAD), _later(cls.day, cls.ends_at, now))

    def takes_registrations(self, now: datetime) -> bool:
        """Whether people may register: `seminars.publicity.takes_registrations`."""
        opens, ends = self.registration_opens_at, self.registration_ends_at
        return takes_registrations(self.state, ends, now, opens=opens)

    @classmethod
    def taking_registrations(cls, now: datetime) -> ColumnElement[bool]:
        """Select those for which `takes_registrations` holds."""
        opens = cls.registration_opens_at
        is_open = or_(opens.is_(None), opens <= now)
        return and_(cls.state == SeminarState.ANNOUNCED, cls.registration_ends_at > now, is_open)

    def shown_with(self) -> int:
        """A seminar is shown with itself."""
        return self.id

    @classmethod
    def of_pages_alone(cls) -> frozenset[str]:
        """Calendars tell nothing of the places left."""
        return frozenset(
            {
                "taken",
                "waiting",
                "last_queue_number",
                "kept_back",
                "kept_until",
                "beyond",
                "gathered",
            }
            | {"online_taken", "online_waiting", "online_beyond", "online_gathered"}
        )

    @classmethod
    def of_nobody(cls) -> frozenset[str]:
        """What is shown to some alone: where people attend online, and the code of the host."""
        return frozenset({"online_url", "online_words", "access_code"})

    @property
    def advisers(self) -> list[Adviser]:
        """Those of the team, in the order of their slots."""
        return [member.adviser for member in self.team]

    @property
    def people_of_one_company(self) -> int | None:
        """How many people of one company it takes; None for any number.

        Its own limit comes before the tour's; 0 lifts it.
        """
        own = self.company_limit
        return (self.tour.company_limit if own is None else own) or None

    @property
    def closes_with_start(self) -> bool:
        """Whether people may register until it begins."""
        return self.registration_ends_at == begins_at(self.day, self.starts_at)
