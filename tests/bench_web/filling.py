"""A database with one tour of so many announced seminars, all still to come."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

from seminar_service import tables
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import prefectures
from seminar_service.domain.vocabulary import (
    Audience,
    BidSource,
    ConfirmationState,
    HostKind,
)
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import TeamMember
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage

ADVISERS = 40
TOPICS = (
    ("trade-secret", "営業秘密管理", "Trade secrets"),
    ("overseas", "海外展開と知的財産", "Going abroad"),
    ("brand", "ブランドと商標", "Brands and trade marks"),
    ("patent", "特許と技術契約", "Patents and licences"),
)
SPREAD_DAYS = 120
CAPACITY = 60
MANY_PLACES = 10_000
"""Of the first seminar, for which the bench registers."""

_NAMES = UUID("1f4b3f0e-8f0a-4c43-9a5c-0a4f6f6b6a10")


def fill(database_url: str, seminars: int) -> str:
    """Fill an empty database; gives the public id of the first seminar, which has many places."""
    tables.tie_together()
    engine = make_engine(database_url)
    with make_session_factory(engine)() as session:
        public_id = _fill(session, seminars)
        session.commit()
    engine.dispose()
    return public_id


def _fill(session: Session, seminars: int) -> str:
    now = datetime.now(UTC)
    tour = _tour(now)
    topics = [
        Topic(code=f"bench-{code}", name_ja=name, name_en=english, position=position)
        for position, (code, name, english) in enumerate(TOPICS)
    ]
    codes = [each.code for each in prefectures()]
    advisers = [_adviser(number, codes, topics, now) for number in range(ADVISERS)]
    session.add_all([tour, *topics, *advisers])
    for number in range(seminars):
        place = codes[number * 7 % len(codes)]
        bid = _bid(tour, number, place, now)
        day = now + timedelta(days=2 + number * SPREAD_DAYS // seminars)
        seminar = _seminar(bid, number, day, topics[number % len(topics)])
        seminar.team = [
            TeamMember(
                position=0,
                adviser=advisers[number % ADVISERS],
                confirmation=ConfirmationState.CONFIRMED,
            )
        ]
        session.add(seminar)
    return _public_id(0)


def _tour(now: datetime) -> Tour:
    today = now.date()
    year = FiscalYear.of(today).start_year
    return Tour(
        fiscal_year=year,
        stage=TourStage.OPEN,
        name_ja=f"{year}年度 知財戦略巡回セミナー",
        name_en=f"IP strategy seminar tour {year}",
        first_day=today - timedelta(days=200),
        last_day=today + timedelta(days=200),
        call_opens_on=today - timedelta(days=200),
        call_closes_on=today + timedelta(days=30),
        created_at=now,
        calendar_changed_at=now,
    )


def _adviser(number: int, codes: list[str], topics: list[Topic], now: datetime) -> Adviser:
    return Adviser(
        name=f"助言 {number}郎",
        name_kana="ジョゲン ロウ",
        name_en=f"Adviser {number}",
        email=f"adviser{number}@example.jp",
        home=codes[number % len(codes)],
        profile_ja="弁理士。中小企業の知的財産の戦略を二十年にわたり支援してきました。",
        profile_en="Patent attorney, for twenty years a helper of small companies.",
        calendar_changed_at=now,
        topics=topics[:2],
    )


def _bid(tour: Tour, number: int, place: str, now: datetime) -> Bid:
    return Bid(
        tour=tour,
        number=number + 1,
        state=BidState.ACCEPTED,
        source=BidSource.FORM,
        host_kind=HostKind.CHAMBER_OF_COMMERCE,
        host_name=f"第{number + 1}商工会議所",
        contact_name="窓口 花子",
        contact_email=f"host{number}@example.jp",
        place=place,
        venue_name=f"第{number + 1}商工会館 大ホール",
        venue_address="中央区本町1丁目2番3号",
        capacity=CAPACITY,
        starts_at=time(13, 30),
        ends_at=time(16, 30),
        audience=Audience.PUBLIC,
        created_at=now,
    )


def _seminar(bid: Bid, number: int, day: datetime, topic: Topic) -> Seminar:
    now = datetime.now(UTC)
    return Seminar(
        public_id=_public_id(number),
        tour=bid.tour,
        bid=bid,
        state=SeminarState.ANNOUNCED,
        day=day.date(),
        starts_at=time(9 + number % 8, 30),
        ends_at=time(12 + number % 8, 0),
        place=bid.place,
        venue_name=bid.venue_name,
        venue_postal_code="100-0001",
        venue_address=bid.venue_address,
        host_name=bid.host_name,
        title_ja=f"{topic.name_ja}セミナー",
        title_en=f"Seminar: {topic.name_en}",
        description_ja="身近な例から始め、自社の強みを守り、活かす方法を学びます。\n質問の時間もあります。",
        description_en="From everyday examples to what your company can do.\nBring your questions.",
        audience=Audience.PUBLIC,
        capacity=MANY_PLACES if number == 0 else CAPACITY,
        taken=0 if number == 0 else number * 13 % CAPACITY,
        host_confirmation=ConfirmationState.CONFIRMED,
        topics=[topic],
        uid=uuid5(_NAMES, str(number)),
        created_at=now,
        changed_at=now,
        announced_at=now,
    )


def _public_id(number: int) -> str:
    return f"bench{number:05}"
