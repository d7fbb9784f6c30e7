"""Rows for tests: each function makes one valid thing and lets a test say what matters to it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from seminar_service import tables
from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import User
from seminar_service.advisers.model import Adviser, Engagement, UnavailableDay
from seminar_service.alerts.model import Alert
from seminar_service.alerts.states import AlertState
from seminar_service.alerts.values import Wish, lapses_at
from seminar_service.bids.model import Bid, BidDate, BidNote, BidSlot
from seminar_service.bids.states import BidState
from seminar_service.counters.model import Counter
from seminar_service.domain.actors import ActorKind
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.vocabulary import (
    AttendanceMode,
    Audience,
    BidSource,
    Choice,
    ConfirmationState,
    EmployeeBand,
    HostKind,
    Industry,
    ParticipantKind,
)
from seminar_service.handouts.model import (
    Handout,
    HandoutOrder,
    HandoutStock,
    HandoutStore,
    OrderLine,
)
from seminar_service.handouts.values import HandoutKind, ReceiverKind
from seminar_service.history.model import HistoryLine
from seminar_service.outbox.office import Office
from seminar_service.planning.model import (
    Lock,
    LockedTeamMember,
    Plan,
    PlannedDecline,
    PlannedSeminar,
    PlannedTeamMember,
    PlanningRun,
    PlanOrigin,
    Unlocking,
)
from seminar_service.planning.states import PlanState
from seminar_service.questions.model import Question, QuestionOption
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import HOLDING_REGISTRATIONS, RegistrationState
from seminar_service.seminars.model import Seminar, seminar_topic
from seminar_service.seminars.publicity import begins_at
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage, WaitingRule
from seminar_service.work.model import Job

NOW = datetime(2026, 6, 1, 3, 0, tzinfo=UTC)
FIRST_DAY = date(2026, 4, 1)
OFFICE = Office(
    "https://seminar.example.jp", "office@example.jp", "office@example.jp", "事務局", "Office"
)
OFFER = timedelta(hours=12)
AFTER_A_WAIT = (RegistrationState.WAITING, RegistrationState.OFFERED)
_numbers = count(1)
Row = TypeVar("Row")

tables.tie_together()  # rows of one area refer to others', also in a process of its own


def make_topic(session: Session, code: str = "trade-secret", **values: Any) -> Topic:
    """The topic of that code, made if it is not there."""
    topic = session.scalar(select(Topic).where(Topic.code == code))
    if topic is None:
        names = {"name_ja": "営業秘密管理", "name_en": "Trade secrets"} | values
        topic = _added(session, Topic(code=code, **names))
    return topic


def make_tour(session: Session, fiscal_year: int = 2026, **values: Any) -> Tour:
    """An open tour of a fiscal year, whose call for bids is under way on 1 June.

    Who waits moves straight up: `waiting_rule` says otherwise.
    """
    defaults: dict[str, Any] = {
        "stage": TourStage.OPEN,
        "name_ja": f"{fiscal_year}年度巡回セミナー",
        "name_en": f"Seminar tour {fiscal_year}",
        "first_day": date(fiscal_year, 4, 1),
        "last_day": date(fiscal_year + 1, 3, 31),
        "call_opens_on": date(fiscal_year, 1, 10),
        "call_closes_on": date(fiscal_year, 12, 20),
        "waiting_rule": WaitingRule.STRAIGHT,
        "created_at": NOW,
        "calendar_changed_at": NOW,
    }
    return _added(session, Tour(fiscal_year=fiscal_year, **(defaults | values)))


def make_adviser(session: Session, tour: Tour | None = None, **values: Any) -> Adviser:
    """An adviser who lives in Tokyo and knows trade secrets; engaged for `tour` where given."""
    number = next(_numbers)
    unavailable = values.pop("unavailable", ())
    limits = {
        key: values.pop(key, default)
        for key, default in (("max_seminars", 9), ("max_per_month", 4), ("max_nights_away", 3))
    }
    defaults: dict[str, Any] = {
        "name": f"助言 {number}郎",
        "name_kana": "ジョゲン タロウ",
        "name_en": f"Adviser {number}",
        "email": f"adviser{number}@example.jp",
        "home": "13",
        "calendar_changed_at": NOW,
    }
    if "topics" not in values:
        values["topics"] = [make_topic(session)]
    adviser = _added(session, Adviser(**(defaults | values)))
    if tour is not None:
        days = [UnavailableDay(day=day) for day in unavailable]
        engagement = Engagement(tour=tour, adviser=adviser, unavailable_days=days, **limits)
        _added(session, engagement)
    return adviser


def make_bid(session: Session, tour: Tour, **values: Any) -> Bid:
    """An accepted bid from Aichi for three days of October; `days` maps days to choices."""
    number = next(_numbers)
    days = values.pop("days", None) or {
        date(tour.fiscal_year, 10, 6) + timedelta(days=offset): Choice.FIRST for offset in range(3)
    }
    topics = values.pop("topics", None) or [[make_topic(session)]]
    defaults: dict[str, Any] = {
        "number": number,
        "state": BidState.ACCEPTED,
        "source": BidSource.FORM,
        "host_kind": HostKind.CHAMBER_OF_COMMERCE,
        "host_name": f"第{number}商工会議所",
        "contact_name": "窓口 花子",
        "contact_email": f"host{number}@example.jp",
        "contact_telephone": "052-000-0000",
        "place": "23",
        "venue_name": "商工会館 大ホール",
        "venue_address": "名古屋市中区栄1-1",
        "capacity": 40,
        "starts_at": time(13, 30),
        "ends_at": time(16, 30),
        "expected_audience": 30,
        "audience": Audience.PUBLIC,
        "created_at": NOW,
    }
    bid = Bid(tour=tour, **(defaults | values))
    bid.slots = [BidSlot(position=place, topics=needed) for place, needed in enumerate(topics)]
    bid.dates = [BidDate(day=day, choice=choice) for day, choice in days.items()]
    return _added(session, bid)


def make_plan(
    session: Session,
    tour: Tour,
    seminars: Mapping[Bid, tuple[date, Sequence[Adviser]]],
    declined: Sequence[Bid] = (),
    **values: Any,
) -> Plan:
    """A computed plan: `seminars` gives each accepted bid its day and team."""
    numbers = session.scalars(select(Plan.number).where(Plan.tour_id == tour.id)).all()
    defaults: dict[str, Any] = {
        "number": max(numbers, default=0) + 1,
        "state": PlanState.COMPUTED,
        "origin": PlanOrigin.PLANNER,
        "proven_optimal": True,
        "objective_yen": 100_000,
        "bound_yen": 100_000,
        "components": {},
        "itineraries": {},
        "created_at": NOW,
    }
    plan = Plan(tour=tour, **(defaults | values))
    plan.seminars = [
        PlannedSeminar(
            bid=bid,
            day=day,
            team=[
                PlannedTeamMember(position=place, adviser=adviser)
                for place, adviser in enumerate(team)
            ],
        )
        for bid, (day, team) in seminars.items()
    ]
    plan.declines = [
        PlannedDecline(
            bid=bid, reason="outbid", text_ja="日程の都合です。", text_en="Dates.", instead=[]
        )
        for bid in declined
    ]
    return _added(session, plan)


def make_lock(session: Session, planned: PlannedSeminar) -> Lock:
    """The wish that a bid stays as a plan has it."""
    team = [
        LockedTeamMember(position=place, adviser_id=member.adviser_id)
        for place, member in enumerate(planned.team)
    ]
    return _added(session, Lock(bid_id=planned.bid_id, day=planned.day, locked_at=NOW, team=team))


def unlock(session: Session, seminar: Seminar) -> Unlocking:
    """Leave a seminar, which is locked by itself once it is announced, to the planner."""
    return _added(session, Unlocking(seminar_id=seminar.id, unlocked_at=NOW))


def make_run(session: Session, tour: Tour, **values: Any) -> PlanningRun:
    """A run of the planner that waits for a worker; values of its job begin with `job_`."""
    of_job = {key[4:]: values.pop(key) for key in list(values) if key.startswith("job_")}
    job = {"kind": "plan_tour", "arguments": {}, "due_at": NOW, "created_at": NOW} | of_job
    defaults: dict[str, Any] = {"time_limit_seconds": 60, "instance": {}, "created_at": NOW}
    return _added(session, PlanningRun(tour=tour, job=Job(**job), **(defaults | values)))


def make_user(session: Session, **values: Any) -> User:
    """An account of the staff, which has neither password nor role."""
    number = next(_numbers)
    defaults: dict[str, Any] = {
        "email": f"staff{number}@example.jp",
        "name": f"事務 {number}郎",
        "fs_uniquifier": uuid4().hex,
        "created_at": NOW,
    }
    return _added(session, User(**(defaults | values)))


def make_bid_step(session: Session, bid: Bid, kind: HistoryKind, note: str = "") -> HistoryLine:
    """A line of the staff's in a bid's history, with what was written with it."""
    line = HistoryLine(
        kind=kind.value,
        subject_kind=SubjectKind.BID.value,
        subject_id=bid.id,
        actor_kind=ActorKind.ORGANISER.value,
        at=NOW,
        data={"state": bid.state.value},
    )
    if note:
        session.add(BidNote(line=line, bid_id=bid.id, text=note))
    return _added(session, line)


def make_seminar(session: Session, bid: Bid, **values: Any) -> Seminar:
    """An announced seminar out of a bid, on the bid's first day, with `team` (advisers)."""
    team = values.pop("team", [])
    state = values.get("state", SeminarState.ANNOUNCED)
    agreed = (
        ConfirmationState.ASKED if state is SeminarState.TENTATIVE else ConfirmationState.CONFIRMED
    )
    defaults: dict[str, Any] = {
        "public_id": uuid4().hex[:8],
        "tour": bid.tour,
        "state": state,
        "day": bid.dates[0].day,
        "starts_at": bid.starts_at,
        "ends_at": bid.ends_at,
        "place": bid.place,
        "venue_name": bid.venue_name,
        "venue_address": bid.venue_address,
        "host_name": bid.host_name,
        "title_ja": "営業秘密管理セミナー",
        "title_en": "Trade secrets seminar",
        "audience": bid.audience,
        "capacity": bid.capacity,
        "topics": [topic for slot in bid.slots for topic in slot.topics],
        "host_confirmation": agreed,
        "uid": uuid4(),
        "created_at": NOW,
        "changed_at": NOW,
        "announced_at": NOW if state is SeminarState.ANNOUNCED else None,
    }
    seminar = Seminar(bid=bid, **(defaults | values))
    seminar.team = [
        TeamMember(position=place, adviser=adviser, confirmation=agreed)
        for place, adviser in enumerate(team)
    ]
    return _added(session, seminar)


def make_many_seminars(session: Session, tour: Tour, days: Sequence[date]) -> None:
    """An announced seminar for each of some days, all over the country, in a few statements."""
    first = make_bid(session, tour)
    seminar = make_seminar(session, first)
    bid_columns = [each for each in Bid.__table__.columns if each.name != "id"]
    shared = {each.name: getattr(first, each.name) for each in bid_columns}
    columns = [each for each in Seminar.__table__.columns if each.name != "id"]
    usual = {each.name: getattr(seminar, each.name) for each in columns}
    topics = [topic.id for topic in seminar.topics]
    numbers = [next(_numbers) for _ in days]
    session.execute(insert(Bid), [shared | {"number": number} for number in numbers])
    bids = session.scalars(select(Bid.id).where(Bid.number.in_(numbers)).order_by(Bid.number)).all()
    rows = [
        usual
        | {"bid_id": bid_id, "public_id": uuid4().hex[:8], "uid": uuid4(), "day": day}
        | {
            "place": f"{number % 47 + 1:02}",
            "registration_ends_at": begins_at(day, usual["starts_at"]),
        }
        for number, (bid_id, day) in enumerate(zip(bids, days, strict=True))
    ]
    session.execute(insert(Seminar), rows)
    taught = (
        select(Seminar.id, Topic.id)
        .join(Topic, Topic.id.in_(topics))
        .where(Seminar.bid_id.in_(bids))
    )
    session.execute(insert(seminar_topic).from_select(["seminar_id", "topic_id"], taught))
    session.delete(seminar)
    session.delete(first)
    session.commit()


def make_question(session: Session, tour: Tour, **values: Any) -> Question:
    """An optional question of one line, after all others; `options` are what can be chosen."""
    number = next(_numbers)
    labels = values.pop("options", ())
    defaults: dict[str, Any] = {
        "position": number,
        "kind": QuestionKind.ONE_OF if labels else QuestionKind.LINE,
        "asking": Asking.OPTIONAL,
        "label_ja": f"質問{number}",
        "label_en": f"Question {number}",
        "created_at": NOW,
    }
    question = Question(tour_id=tour.id, **(defaults | values))
    question.options = [
        QuestionOption(position=place, label_ja=label, label_en=label)
        for place, label in enumerate(labels, start=1)
    ]
    return _added(session, question)


def make_registration(session: Session, seminar: Seminar, **values: Any) -> Registration:
    """A confirmed registration that also takes its place in the seminar's counters."""
    number = next(_numbers)
    state = values.get("state", RegistrationState.CONFIRMED)
    seminar.last_queue_number += 1
    beyond = values.get("beyond", False)
    online = "online_" if values.get("mode") is AttendanceMode.ONLINE else ""
    holds = state in HOLDING_REGISTRATIONS and not beyond
    waits = state is RegistrationState.WAITING
    for counter, counts in (("beyond", beyond), ("taken", holds), ("waiting", waits)):
        name = f"{online}{counter}"
        setattr(seminar, name, getattr(seminar, name) + counts)
    defaults: dict[str, Any] = {
        "state": state,
        "queue_number": seminar.last_queue_number,
        "idempotency_key": uuid4().hex,
        "name": f"参加 {number}子",
        "name_kana": "サンカ ハナコ",
        "name_key": f"参加{number}子",
        "email": f"person{number}@example.jp",
        "email_key": f"person{number}@example.jp",
        "company": "例示工業株式会社",
        "employees": EmployeeBand.FROM_21_TO_50,
        "industry": Industry.MANUFACTURING,
        "participant_kind": ParticipantKind.EXECUTIVE,
        "waits_since": NOW if state in AFTER_A_WAIT else None,
        "offered_until": NOW + OFFER if state is RegistrationState.OFFERED else None,
        "consented_at": NOW,
        "created_at": NOW,
        "changed_at": NOW,
    }
    return _added(session, Registration(seminar=seminar, **(defaults | values)))


def make_party(session: Session, seminar: Seminar, **values: Any) -> Party:
    """A party without people; they are registrations that name it."""
    defaults: dict[str, Any] = {
        "idempotency_key": uuid4().hex,
        "contact_name": "窓口 花子",
        "contact_email": "contact@example.jp",
        "size": 2,
        "created_at": NOW,
    }
    defaults |= values
    defaults.setdefault("contact_email_key", defaults["contact_email"])
    return _added(session, Party(seminar=seminar, **defaults))


def make_counter(session: Session, **values: Any) -> Counter:
    """A support counter in Aichi, in the public directory."""
    number = next(_numbers)
    usual: dict[str, Any] = {
        "prefecture": "23",
        "name_ja": f"愛知県知財総合支援窓口{number}",
        "name_en": f"Aichi IP support counter {number}",
        "address_ja": "名古屋市中村区名駅1-1",
        "hours_ja": "平日 9:00〜17:00",
        "email": f"counter{number}@example.jp",
        "added_at": NOW,
    }
    return _added(session, Counter(**usual | values))


def make_handout(session: Session, **values: Any) -> Handout:
    """A pamphlet in Japanese."""
    usual: dict[str, Any] = {
        "kind": HandoutKind.PAMPHLET,
        "name_ja": f"営業秘密のてびき{next(_numbers)}",
        "name_en": "Guide to trade secrets",
        "edition": "2026",
        "language": "ja",
        "added_at": NOW,
    }
    return _added(session, Handout(**usual | values))


def make_stock(session: Session, handout: Handout, on_hand: int) -> HandoutStore:
    """A store that has so many pieces of a handout."""
    store = _added(session, HandoutStore(name=f"倉庫{next(_numbers)}"))
    stock = HandoutStock(handout_id=handout.id, store_id=store.id, on_hand=on_hand)
    _added(session, stock)
    return store


def make_order(session: Session, counter: Counter, **values: Any) -> HandoutOrder:
    """An order of 100 pieces of a new pamphlet; `handout` of another one."""
    handout = values.pop("handout", None) or make_handout(session)
    usual: dict[str, Any] = {
        "form_key": uuid4().hex,
        "receiver": ReceiverKind.COUNTER,
        "counter_id": counter.id,
        "organisation": counter.name_ja,
        "prefecture": counter.prefecture,
        "address": counter.address_ja,
        "asked_at": NOW,
        "lines": [OrderLine(handout_id=handout.id, asked=100)],
    }
    return _added(session, HandoutOrder(**usual | values))


def make_alert(session: Session, **values: Any) -> Alert:
    """An alert for seminars in Aichi that was confirmed just now."""
    email = values.get("email", f"waits{next(_numbers)}@example.jp")
    wish = Wish(values.get("place", "23"), values.get("topic_id"))
    defaults: dict[str, Any] = {
        "state": AlertState.ACTIVE,
        "place": wish.place,
        "subject_key": wish.key,
        "email": email,
        "email_key": email,
        "asked_at": NOW,
        "changed_at": NOW,
        "lapses_at": lapses_at(NOW, confirmed=True),
    }
    return _added(session, Alert(**(defaults | values)))


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.commit()
    return row


def make_link(session: Session, purpose: LinkPurpose, subject_id: int, *, now: datetime) -> str:
    """A secret link in a transaction of its own; gives its token."""
    with transaction(session):
        return links.mint(session, purpose, subject_id, now=now)
