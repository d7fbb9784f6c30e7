"""A tour as it stands in the middle of a year, and what calendars should show of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.japan_time import instant_of
from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.vocabulary import Audience
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests.calendars.seen import Seen
from tests.factories import NOW, make_adviser, make_bid, make_seminar, make_topic, make_tour

FIRST_DAY = date(2027, 5, 6)
PLACES = ("23", "13", "01", "47", "27")
STATES = (
    *[SeminarState.ANNOUNCED] * 18,
    *[SeminarState.CLOSED] * 2,
    *[SeminarState.HELD] * 3,
    *[SeminarState.CANCELLED] * 3,
    *[SeminarState.TENTATIVE] * 3,
    *[SeminarState.CONFIRMED] * 2,
)
STATUS = {
    SeminarState.TENTATIVE: "TENTATIVE",
    SeminarState.CANCELLED: "CANCELLED",
}
MARKS = {
    ("TENTATIVE", Locale.JA): "【仮】",
    ("CANCELLED", Locale.JA): "【中止】",
    ("TENTATIVE", Locale.EN): "TENTATIVE: ",
    ("CANCELLED", Locale.EN): "CANCELLED: ",
}


def make_whole_tour(session: Session) -> tuple[Tour, Adviser]:
    """A tour of 31 seminars in every state, and an adviser who gives every second of them.

    The last of the cancelled ones was cancelled before anybody outside knew of it.
    """
    tour = make_tour(session, 2027)
    topics = [
        make_topic(session),
        make_topic(session, "abroad", name_ja="海外, 展開", name_en="Going; abroad"),
    ]
    advisers = [
        make_adviser(session, tour, name="髙橋 﨑子", name_en="Sakiko Takahashi"),
        make_adviser(session, tour, name="山田, 太郎", name_en="Taro Yamada"),
    ]
    for number, state in enumerate(STATES):
        bid = make_bid(
            session,
            tour,
            place=PLACES[number % len(PLACES)],
            host_name=f"第{number}商工会議所; 支部, 本店",
            venue_name=f"会館{number} 大ホール",
            audience=Audience.MEMBERS if number % 4 == 0 else Audience.PUBLIC,
            topics=[topics[: number % 2 + 1]],
        )
        known = state not in {SeminarState.TENTATIVE, SeminarState.CONFIRMED} and number != 25
        make_seminar(
            session,
            bid,
            state=state,
            day=FIRST_DAY + timedelta(days=number),
            starts_at=time(9 + number % 5, 30),
            ends_at=time(12 + number % 5, 0),
            title_ja=f"知財戦略, 第{number}回; 「実務」セミナー",
            title_en=f"IP strategy, part {number}; practice",
            description_ja="午前は講義です。\n午後は個別相談です。",
            description_en="Lecture, then consultation.\nBring your questions.",
            venue_postal_code="460-0008",
            venue_address="中央区栄1-1",
            calendar_sequence=number % 3,
            changed_at=NOW - timedelta(days=31 - number),
            announced_at=NOW - timedelta(days=40) if known else None,
            team=[advisers[number % 2]],
        )
    return tour, advisers[0]


def is_public(row: Seminar) -> bool:
    """Whether everybody's feeds show a seminar of the whole tour."""
    return row.announced_at is not None


def expected(rows: Iterable[Seminar], locale: Locale) -> dict[str, Seen]:
    """What every program should understand of these seminars, by their UID; no descriptions."""
    return {str(row.uid): _expected(row, locale) for row in rows}


def understood(seen: Iterable[Seen], *, sequences: bool = True) -> dict[str, Seen]:
    """What a program understood, by UID, without descriptions."""
    return {
        each.uid: replace(each, description="", sequence=each.sequence if sequences else None)
        for each in seen
    }


def _expected(row: Seminar, locale: Locale) -> Seen:
    status = STATUS.get(row.state, "CONFIRMED")
    place = prefecture(row.place)
    if locale is Locale.JA:
        title = (
            f"{row.title_ja}（{place.name_ja.rstrip('都府県') if row.place != '01' else '北海道'}）"
        )
        location = f"〒{row.venue_postal_code} {place.name_ja}{row.venue_address} {row.venue_name}"
    else:
        title = f"{row.title_en} ({place.name_en})"
        location = (
            f"{row.venue_name}, {row.venue_address}, {place.name_en} {row.venue_postal_code}, Japan"
        )
    return Seen(
        uid=str(row.uid),
        title=MARKS.get((status, locale), "") + title,
        description="",
        location=location,
        start=_in_utc(row.day, row.starts_at),
        end=_in_utc(row.day, row.ends_at),
        status=status,
        sequence=row.calendar_sequence,
    )


def _in_utc(day: date, moment: time) -> datetime:
    return instant_of(day, moment).astimezone(UTC)
