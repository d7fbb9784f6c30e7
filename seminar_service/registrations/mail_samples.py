"""Letters as somebody would get them, for the staff to look at: with links that open nothing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from seminar_service.domain.actors import Actor
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.japan_time import JAPAN
from seminar_service.domain.locales import Locale
from seminar_service.history import services as history
from seminar_service.mail_texts.queries import require_kind
from seminar_service.outbox import services as outbox
from seminar_service.outbox.letters import TO_HOSTS, TO_SUBSCRIBERS, Letter
from seminar_service.outbox.office import Office
from seminar_service.outbox.rendering import Written, as_test, render
from seminar_service.outbox.services import Recipient
from seminar_service.registrations.attending import Attending
from seminar_service.registrations.host_samples import (
    host_context,
    refusal,
    subscriber_context,
)
from seminar_service.registrations.model import Registration
from seminar_service.registrations.party_samples import party_context
from seminar_service.registrations.seminar_mails import Appointment
from seminar_service.seminars.facts import ChangedFact, Fact
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour

TOKEN: Final = "XXXXXXXX"  # noqa: S105 (opens nothing)
_POSITION: Final = 3
_DAYS: Final = 7
_WAITING: Final = frozenset({"registration_waiting"})
_ONLINE: Final = {
    kind: {"attending": Attending(True, True, "https://online.example.jp/", "", False)}
    for kind in ("registration_online_address", "registration_switched")
}
_HELD: Final = frozenset({"registration_provisional"})
_REFUSED: Final = frozenset({"bid_declined"})
_NEAR: Final = frozenset({"registration_seminar_cancelled"})
_OFFERED: Final = frozenset({"registration_offered", "registration_offer_lapsed"})


def somebody(session: Session, tour_id: int, *, after: int = 0) -> Registration | None:
    """One registration of a tour to look at: the one behind a number, or else the first."""
    behind = (
        select(Registration)
        .join(Seminar, Seminar.id == Registration.seminar_id)
        .options(
            joinedload(Registration.seminar).options(
                joinedload(Seminar.tour), joinedload(Seminar.bid)
            )
        )
        .where(Seminar.tour_id == tour_id)
        .order_by(Registration.id)
        .limit(1)
    )
    return session.scalar(behind.where(Registration.id > after)) or session.scalar(behind)


def preview(
    kind: str,
    letter: Letter,
    locale: Locale,
    person: Registration | None,
    tour: Tour,
    *,
    office: Office,
    now: datetime,
) -> Written:
    """A letter as a real person would get it, or a made-up one where there is none."""
    seminar = person.seminar if person else _seminar(tour)
    context = _context(kind, seminar, person, locale, office=office, now=now)
    context["recipient"] = Recipient("", addressee(kind, person) or _NAMES[locale], locale)
    return render(kind, locale, context, letter)


def addressee(kind: str, person: Registration | None) -> str:
    """The name of who gets a letter about somebody; empty for a made-up person."""
    if person is None or kind in TO_SUBSCRIBERS:
        return ""
    if kind in TO_HOSTS:
        return person.seminar.bid.contact_name
    party = person.party if kind.startswith("party_") else None
    return party.contact_name if party else person.name


def send_test(
    session: Session,
    tour_id: int,
    kind: str,
    letters: Mapping[Locale, Letter],
    *,
    person_id: int,
    tester: Recipient,
    office: Office,
    actor: Actor,
    now: datetime,
) -> None:
    """Send to one of the staff what somebody would get, in both languages.

    Raises:
        NotFound: there is no such kind of letter.
    """
    require_kind(kind)
    with transaction(session):
        tour = session.get_one(Tour, tour_id)
        person = somebody(session, tour_id, after=person_id - 1)
        seminar = person.seminar if person else _seminar(tour)
        for locale, letter in letters.items():
            outbox.enqueue(
                session,
                kind,
                replace(tester, locale=locale),
                _context(kind, seminar, person, locale, office=office, now=now),
                about=f"tour:{tour_id}",
                now=now,
                replies_to=tour.mail_replies_to,
                letter=as_test(letter, locale),
            )
        subject = Subject(SubjectKind.TOUR, tour_id)
        history.record(session, HistoryKind.MAIL_TEXT_TESTED, subject, actor, now, letter=kind)


_NAMES: Final = {Locale.JA: "見本 花子", Locale.EN: "Hanako Mihon"}


def _seminar(tour: Tour) -> Seminar:
    """A seminar that is nowhere kept."""
    return Seminar(
        tour=tour,
        public_id="sample",
        title_ja="営業秘密の守り方",
        title_en="How to keep trade secrets",
        day=tour.first_day + timedelta(weeks=12),
        starts_at=time(13, 30),
        ends_at=time(16, 30),
        place="23",
        venue_name="産業会館 3階 会議室",
        venue_address="名古屋市中村区1-2-3",
        venue_postal_code="450-0002",
        capacity=40,
        host_name="見本商工会議所",
        access_ja="駅から歩いて5分です。",
        access_en="Five minutes on foot from the station.",
        cancellation_note_ja="会場が使えなくなったため",
        cancellation_note_en="The venue cannot be used.",
    )


def _context(
    kind: str,
    seminar: Seminar,
    person: Registration | None,
    locale: Locale,
    *,
    office: Office,
    now: datetime,
) -> dict[str, object]:
    """All that any letter may need, of a registration that stands as the letter says."""
    addresses, name = office.addresses(locale), person.name if person else _NAMES[locale]
    later = (now + timedelta(hours=12)).astimezone(JAPAN)
    return {
        "seminar": seminar,
        "provisional": kind in _HELD,
        "offered": kind in _OFFERED,
        "waiting": False,
        "held_place": True,
        "by_office": False,
        "held_until": later if kind in _HELD else None,
        "offered_until": later,
        "position": _POSITION if kind in _WAITING else None,
        "days": _DAYS,
        "before": replace(Appointment.of(seminar), day=_earlier(seminar.day)),
        "changes": [ChangedFact(Fact.VENUE, "旧会場", seminar.venue_name)],
        "noted": person or _Noted(name),
        "own_address": addresses.bid(TOKEN) if kind in TO_HOSTS else addresses.registration(TOKEN),
        "stay_address": addresses.registration_stay(TOKEN),
        "near": [(seminar, addresses.seminar(seminar.public_id))] if kind in _NEAR else [],
        "offer_address": addresses.registration_offer(TOKEN),
        "feed_address": addresses.registration_feed(TOKEN),
        "button_address": addresses.registration_button(TOKEN),
        "seminar_address": addresses.seminar(seminar.public_id),
        "home_address": addresses.home(),
        "office_name": office.name(locale),
        "office_contact": office.ways_to_ask,
        **host_context(seminar, name, locale, addresses, TOKEN),
        **party_context(seminar, name, locale, addresses, TOKEN),
        **subscriber_context(seminar, locale, addresses, TOKEN),
        "until": later,
        "reason": refusal(locale) if kind in _REFUSED else "",
        **_ONLINE.get(kind, {}),
    }


def _earlier(day: date) -> date:
    return day - timedelta(days=7)


class _Noted:
    """What is noted about a made-up person."""

    name_kana = ""
    email = "hanako@example.jp"
    company = ""
    department = ""

    def __init__(self, name: str) -> None:
        self.name = name
