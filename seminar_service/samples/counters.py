"""Made-up support counters, their reports, and handouts; all say that they are samples."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.counters.model import Counter
from seminar_service.counters.months import ConsultationKind, due_on, following
from seminar_service.counters.reporting import NOT_YET, report
from seminar_service.counters.services import add_counter
from seminar_service.counters.staffing import bind
from seminar_service.counters.values import CounterDetails, Tongue
from seminar_service.domain.actors import COUNTER, SYSTEM
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.prefectures import Prefecture, prefectures
from seminar_service.handouts.model import Handout
from seminar_service.handouts.orders import act, approve, ask
from seminar_service.handouts.states import OrderAction
from seminar_service.handouts.stock import add_handout, add_store, receive
from seminar_service.handouts.values import HandoutDetails, HandoutKind, Receiver, ReceiverKind
from seminar_service.storage.transaction import transaction

LATE: Final = frozenset({"05", "32", "45"})
"""Prefectures whose counters have not reported the last month."""
TOKYO: Final = "13"
_KINDS: Final = tuple(ConsultationKind)
_ORDERED: Final = (("01", 300), ("13", 500), ("23", 400), ("27", 400), ("40", 200), ("47", 150))


def load(session: Session, *, now: datetime, today: date) -> None:
    """Bring in counters with their reports, and handouts, unless there is a counter."""
    if session.scalar(select(Counter.id).limit(1)) is not None:
        return
    found = {each.code: _counter(session, each, now=now).id for each in prefectures()}
    first = FiscalYear.of(today).first_day
    with transaction(session):
        for row in session.scalars(select(Counter)):
            row.reports_from = first
    for code, counter_id in found.items():
        _report(session, code, counter_id, first, today=today, now=now)
    _bind_account(session, found[TOKYO], now=now)
    _hand_out(session, found, now=now)


def _counter(session: Session, place: Prefecture, *, now: datetime) -> Counter:
    details = CounterDetails(
        prefecture=place.code,
        name_ja=f"{place.name_ja}知財総合支援窓口（見本）",
        name_en=f"IP support counter {place.name_en} (sample)",
        address_ja=f"{place.capital_ja}見本町1-1（見本）",
        address_en=f"1-1 Mihon-cho, {place.capital_en} (sample)",
        hours_ja="平日 9:00〜17:00",
        hours_en="Weekdays, 9:00 to 17:00",
        email=f"counter{place.code}@example.jp",
        tongues=(Tongue.JA, Tongue.EN) if int(place.code) % 3 == 1 else (Tongue.JA,),
        expert_days_ja="毎週火曜日 弁理士、第2木曜日 弁護士",
        expert_days_en="Every Tuesday a patent attorney, every second Thursday a lawyer",
        is_sample=True,
    )
    return add_counter(session, details, actor=SYSTEM, now=now)


def _report(
    session: Session, code: str, counter_id: int, first: date, *, today: date, now: datetime
) -> None:
    months = _complete(first, today)
    due = [month for month in months if due_on(month) < today]
    missing = due[-1] if due and code in LATE else today
    for number, month in enumerate(each for each in months if each < missing):
        numbers = {
            kind: (int(code) * 7 + number * 5 + place * 3) % 9 for place, kind in enumerate(_KINDS)
        }
        report(session, counter_id, month, numbers, version=NOT_YET, actor=COUNTER, now=now)


def _complete(first: date, today: date) -> list[date]:
    """The months that are over."""
    months = [first]
    while following(months[-1]) <= today:
        months.append(following(months[-1]))
    return months[:-1]


def _bind_account(session: Session, counter_id: int, *, now: datetime) -> None:
    user_id = session.scalar(
        select(User.id).where(User.roles.any(Role.name == RoleName.COUNTER_STAFF.value))
    )
    if user_id is not None:
        bind(session, counter_id, user_id, actor=SYSTEM, now=now)


def _hand_out(session: Session, counters: dict[str, int], *, now: datetime) -> None:
    store = add_store(session, "倉庫（見本）", actor=SYSTEM, now=now).id
    kinds = (
        (HandoutKind.PAMPHLET, "営業秘密のてびき（見本）", "Guide to trade secrets (sample)", "ja"),
        (HandoutKind.PAMPHLET, "営業秘密のてびき（見本）", "Guide to trade secrets (sample)", "en"),
        (HandoutKind.POSTER, "相談窓口のポスター（見本）", "Poster of the desk (sample)", "ja"),
    )
    handouts: list[Handout] = []
    for kind, name_ja, name_en, language in kinds:
        details = HandoutDetails(kind, name_ja, "第1版", language, name_en)
        handouts.append(add_handout(session, details, actor=SYSTEM, now=now))
    numbers = [each.id for each in handouts]
    for number, pieces in zip(numbers, (5_000, 800, 300), strict=True):
        receive(session, number, store, pieces, form_key=f"sample-{number}", actor=SYSTEM, now=now)
    for place, (code, pieces) in enumerate(_ORDERED):
        wanted = {numbers[0]: pieces, numbers[2]: 10}
        order = _order(session, code, counters[code], wanted, now=now)
        if place < len(_ORDERED) // 2:
            approve(session, order, store, wanted, version=1, actor=SYSTEM, now=now)
            act(session, order, OrderAction.SHIP, version=2, actor=SYSTEM, now=now)


def _order(
    session: Session, code: str, counter_id: int, wanted: dict[int, int], *, now: datetime
) -> int:
    row = session.get_one(Counter, counter_id)
    receiver = Receiver(
        ReceiverKind.COUNTER,
        organisation=row.name_ja,
        prefecture=row.prefecture,
        address=row.address_ja,
        counter_id=counter_id,
    )
    return ask(session, receiver, wanted, form_key=f"sample-{code}", actor=COUNTER, now=now).id
