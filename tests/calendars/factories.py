"""Values for the tests of calendars."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from seminar_service.calendars.values import (
    CalendarEntry,
    EntryStatus,
    FeedInfo,
    Invitation,
    Person,
    PersonalEntry,
    Position,
    Reminder,
)
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale

ENTRY = CalendarEntry(
    uid=UUID("6f9619ff-8b86-4d11-b42d-00c04fc964ff"),
    sequence=2,
    changed_at=datetime(2027, 3, 2, 1, 30, 15, 250_000, tzinfo=UTC),
    created_at=datetime(2027, 2, 1, 0, 0, tzinfo=UTC),
    start=datetime(2027, 5, 14, 13, 30, tzinfo=JAPAN),
    end=datetime(2027, 5, 14, 16, 30, tzinfo=JAPAN),
    status=EntryStatus.CONFIRMED,
    title="知的財産戦略セミナー（愛知）",
    description="講師: 山田 花子\nテーマ: 営業秘密",
    location="〒460-0008 愛知県名古屋市中区栄2-10-19 名古屋商工会議所ビル 5階 会議室A",
    address="https://seminar.example.jp/seminars/234cdfgh",
    topics=("営業秘密", "海外展開"),
    position=Position(35.170915, 136.881537),
)
INFO = FeedInfo(
    names={Locale.JA: "巡回セミナー 令和9年度", Locale.EN: "Seminar tour, fiscal year 2027"},
    descriptions={Locale.JA: "全国で開くセミナーです。", Locale.EN: "Seminars; all over Japan."},
    locale=Locale.JA,
    address="https://seminar.example.jp/feeds/tour.ics",
    page="https://seminar.example.jp/",
)
INVITATION = Invitation(
    entry=ENTRY,
    organiser=Person("巡回セミナー事務局", "office@seminar.example.jp"),
    attendee=Person("佐藤 太郎", "taro@example.co.jp"),
    locale=Locale.JA,
    changed_at=datetime(2027, 4, 1, 3, 0, tzinfo=UTC),
    reminders=(Reminder(timedelta(days=1), "明日はセミナーです"),),
)

AWKWARD_TEXTS = (
    "読点、句点。カンマ, セミコロン; コロン: 引用符\" アポストロフィ' キャレット^",
    "長い" * 60 + "題名",
    "𠮷野家の髙橋さんと﨑山さん、絵文字😀👩‍👩‍👧‍👦",
    "C:\\New\\table",
    "第一行\n第二行\r\n第三行\r第四行",
    "BEGIN:VEVENT\r\nUID:forged\r\nEND:VEVENT",
    "制御\x00文字\x07と\x85改行\u2028と\u2029方向\u202e転換\u2066\ufeff",
    "非文字\ufffeと\uffffと\ufdd0と\U0010ffffの間",
    "タブ\tと　全角空白と末尾の空白   ",
    "a" * 74 + "漢" + "b" * 74 + "字",
    "100% <b>太字</b> &amp; ${名前} {{ 名前 }}",
    "半角ｶﾀｶﾅと①㈱㊙",
    "x" * 72 + "\\;,",
)


def entry(**changes: Any) -> CalendarEntry:
    """Return the usual entry with some values changed."""
    return replace(ENTRY, **changes)


def info(**changes: Any) -> FeedInfo:
    """Return the usual feed's values with some changed."""
    return replace(INFO, **changes)


def invitation(**changes: Any) -> Invitation:
    """Return the usual invitation with some values changed."""
    return replace(INVITATION, **changes)


def awkward_entries() -> list[CalendarEntry]:
    """Return an entry for each awkward text, on days of their own, of every public status."""
    return [
        entry(
            uid=UUID(int=0x4000_8000 + number),
            sequence=number,
            start=ENTRY.start + timedelta(days=number),
            end=ENTRY.end + timedelta(days=number),
            status=EntryStatus.CANCELLED if number % 3 == 0 else EntryStatus.CONFIRMED,
            title=text,
            description=text * 3,
            location=text,
            topics=(text.replace(",", "、"), "営業秘密"),
        )
        for number, text in enumerate(AWKWARD_TEXTS)
    ]


def personal_entries() -> list[PersonalEntry]:
    """Return an adviser's entries, the first of them tentative, with reminders."""
    return [
        PersonalEntry(
            replace(each, status=EntryStatus.TENTATIVE) if number == 0 else each,
            (Reminder(timedelta(days=1), "明日\nはセミナー"), Reminder(timedelta(hours=2), "2h")),
        )
        for number, each in enumerate(awkward_entries())
    ]


texts = st.text(max_size=120)
moments = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001 (the zone is the next argument's)
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 (the same)
    timezones=st.sampled_from([UTC, JAPAN]),
)


@st.composite
def entries(draw: st.DrawFn) -> CalendarEntry:
    """Any entry that may reach the public."""
    start = draw(moments)
    return CalendarEntry(
        uid=draw(st.uuids(version=4)),
        sequence=draw(st.integers(0, 1_000)),
        changed_at=draw(moments),
        created_at=draw(moments),
        start=start,
        end=start + draw(st.timedeltas(timedelta(minutes=1), timedelta(days=1))),
        status=draw(st.sampled_from([EntryStatus.CONFIRMED, EntryStatus.CANCELLED])),
        title=draw(texts),
        description=draw(texts),
        location=draw(texts),
        address=draw(st.sampled_from(["", "https://seminar.example.jp/en/seminars/234cdfgh"])),
        topics=tuple(draw(st.lists(st.sampled_from(["営業秘密", "海外展開"]), unique=True))),
        position=draw(st.none() | st.builds(Position, st.floats(20, 46), st.floats(122, 154))),
    )
