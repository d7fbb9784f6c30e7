"""A tour, and a form of a bid for it that is filled in without mistakes; nothing is stored."""

from datetime import date, time
from typing import Any

from seminar_service.tours.calendar_days import DayRange, TourCalendar
from seminar_service.tours.model import Topic, Tour

TODAY = date(2026, 6, 1)
TOUR = Tour(fiscal_year=2026, day_start=time(7, 0), day_end=time(21, 0))
CALENDAR = TourCalendar(DayRange(date(2026, 9, 1), date(2026, 12, 25)))
TOPICS = [
    Topic(id=1, code="patents", name_ja="特許", name_en="Patents"),
    Topic(id=2, code="brands", name_ja="商標", name_en="Brands"),
]
SOUND: dict[str, Any] = {
    "host_kind": "bank",
    "host_name": "豊橋銀行",
    "contact_name": "山田 花子",
    "contact_email": "hanako@example.jp",
    "contact_telephone": "03-3581-1101",
    "place": "23",
    "venue_name": "会議室",
    "venue_address": "豊橋市",
    "capacity": "40",
    "starts_at": "13:30",
    "ends_at": "16:00",
    "first_choice-0-begins": "2026-10-06",
    "topics": ["2"],
    "audience": "public",
}
