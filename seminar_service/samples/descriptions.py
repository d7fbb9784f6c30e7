"""What the office says about the sample seminars: programme, way to the venue, deadline."""

from datetime import datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.locales import Locale
from seminar_service.domain.prefectures import prefecture
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction

DOORS_OPEN: Final = timedelta(minutes=30)
QUESTIONS: Final = timedelta(minutes=40)
BREAK: Final = timedelta(minutes=10)
REGISTRATION_ENDS: Final = timedelta(days=3)
LATE_COMERS: Final = 3
"""Every so many seminars take registrations until they begin."""

LONGEST_WALK: Final = 10


def describe_seminars(session: Session, tour_id: int) -> None:
    """Describe all seminars of a tour that wait to be announced; those described stay so."""
    with transaction(session):
        rows = session.scalars(
            select(Seminar)
            .where(
                Seminar.tour_id == tour_id,
                Seminar.state == SeminarState.CONFIRMED,
                Seminar.programme_ja == "",
            )
            .order_by(Seminar.day, Seminar.id)
        )
        for number, seminar in enumerate(rows):
            _describe(seminar, number)


def _describe(seminar: Seminar, number: int) -> None:
    seminar.programme_ja = _programme_ja(seminar)
    seminar.programme_en = _programme_en(seminar)
    place = prefecture(seminar.place)
    minutes = number % LONGEST_WALK + 2
    seminar.access_ja = (
        f"バス停「{place.capital_ja}役所前」から徒歩{minutes}分です。\n"
        "駐車場には限りがありますので、公共交通機関をご利用ください。"
    )
    seminar.access_en = (
        f"{minutes} minutes' walk from the bus stop at the town hall of {place.capital_en}.\n"
        "There are few parking spaces; please come by train or bus."
    )
    if number % LATE_COMERS:
        seminar.registration_closes_on = seminar.day - REGISTRATION_ENDS


def _programme_ja(seminar: Seminar) -> str:
    names = "、".join(member.adviser.display_name(Locale.JA) for member in seminar.team)
    topics = "・".join(topic.name_ja for topic in seminar.topics)
    return "\n".join(
        (
            f"{_clock(seminar, -DOORS_OPEN)} 受付開始",
            f"{seminar.starts_at:%H:%M} 講演「{topics}」 {names}",
            f"{_end(seminar, -QUESTIONS - BREAK)} 休憩",
            f"{_end(seminar, -QUESTIONS)} 質疑応答・名刺交換",
            f"{seminar.ends_at:%H:%M} 終了",
        )
    )


def _programme_en(seminar: Seminar) -> str:
    names = ", ".join(member.adviser.display_name(Locale.EN) for member in seminar.team)
    topics = ", ".join(topic.name_en for topic in seminar.topics)
    return "\n".join(
        (
            f"{_clock(seminar, -DOORS_OPEN)} Doors open",
            f"{seminar.starts_at:%H:%M} Lecture: {topics} ({names})",
            f"{_end(seminar, -QUESTIONS - BREAK)} Break",
            f"{_end(seminar, -QUESTIONS)} Questions and talks",
            f"{seminar.ends_at:%H:%M} End",
        )
    )


def _clock(seminar: Seminar, later: timedelta) -> str:
    return _moved(seminar, seminar.starts_at, later)


def _end(seminar: Seminar, later: timedelta) -> str:
    return _moved(seminar, seminar.ends_at, later)


def _moved(seminar: Seminar, moment: time, later: timedelta) -> str:
    return f"{datetime.combine(seminar.day, moment) + later:%H:%M}"
