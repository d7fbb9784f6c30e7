"""All that registrations can be, for the browser to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.domain.vocabulary import AttendanceMode, Audience
from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Party, Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.publicity import begins_at
from seminar_service.tours.model import Tour
from tests.factories import (
    make_bid,
    make_link,
    make_party,
    make_question,
    make_registration,
    make_seminar,
)

LONG_TITLE = "中小企業のための営業秘密管理と知的財産の活用セミナー（製造業の技術者と経営者の方へ）"
WAITING, OFFERED = RegistrationState.WAITING, RegistrationState.OFFERED
SOON = timedelta(hours=6)
DEEDS = ("/change", "/address", "/exchange", "/withdraw")


@dataclass(frozen=True)
class RegistrationGround:
    """Where there is something to see about registering.

    Attributes:
        hybrid: A seminar at a venue and online, with questions of its tour's own.
        public_pages: What strangers may open, and what secret links open.
        people: Registrations of the hybrid seminar: with a place, waiting, online, of a party.
    """

    hybrid: str
    public_pages: tuple[str, ...]
    people: tuple[int, ...]


def lay_registration_ground(session: Session, tour: Tour, now: datetime) -> RegistrationGround:
    """Add to a tour a hybrid seminar and others, questions, and people in all states."""
    _ask(session, tour)
    hybrid = _hybrid(session, tour)
    later = _seminar(session, tour, registration_opens_on=date(tour.fiscal_year, 6, 1))
    members = _seminar(session, tour, audience=Audience.MEMBERS)
    people = list(_people(session, hybrid, now))
    moved = make_registration(session, _moved(session, tour), company=people[0].company)
    pages = [f"/seminars/{each.public_id}" for each in (hybrid, later, members)]
    forms = [f"{pages[0]}/register{way}" for way in ("", "/party")]
    own = [page for person in (*people, moved) for page in _own_pages(session, person, now)]
    return RegistrationGround(
        hybrid=hybrid.public_id,
        public_pages=(*pages, *forms, f"{pages[2]}/register", *own),
        people=tuple(person.id for person in people),
    )


def _ask(session: Session, tour: Tour) -> None:
    make_question(session, tour, label_ja="個人情報の同意書", kind=QuestionKind.FILE)
    on = make_question(
        session,
        tour,
        label_ja="関心のある制度",
        options=("特許", "商標", "意匠"),
        asking=Asking.REQUIRED,
    )
    depends = make_question(session, tour, label_ja="出願の経験", kind=QuestionKind.TEXT)
    depends.condition = QuestionCondition(on_question_id=on.id, option_id=on.options[0].id)
    session.commit()


def _seminar(session: Session, tour: Tour, **values: object) -> Seminar:
    return make_seminar(session, make_bid(session, tour), **values)


def _hybrid(session: Session, tour: Tour) -> Seminar:
    return _seminar(
        session,
        tour,
        title_ja=LONG_TITLE,
        online_capacity=100,
        online_url="https://meeting.example.jp/j/123456789?pwd=abcdefghijklmnop",
        online_words="ミーティングID：123 456 789\nパスコード：seminar",
        company_limit=3,
        programme_ja="13:30 開会\n13:40 営業秘密とは\n15:30 閉会",
        access_ja="JR名古屋駅から徒歩10分",
    )


def _moved(session: Session, tour: Tour) -> Seminar:
    seminar = _seminar(session, tour, calendar_sequence=1)
    seminar.moved_from = begins_at(seminar.day, seminar.starts_at) - timedelta(days=7)
    session.commit()
    return seminar


def _people(session: Session, seminar: Seminar, now: datetime) -> Iterator[Registration]:
    sitting = make_registration(session, seminar)
    asked = AddressChange(
        registration_id=sitting.id,
        earlier_email=sitting.email,
        email="new@example.jp",
        asked_at=now,
    )
    session.add(asked)
    yield sitting
    yield make_registration(session, seminar, state=WAITING)
    yield make_registration(session, seminar, state=OFFERED, offered_until=now + SOON)
    yield make_registration(session, seminar, mode=AttendanceMode.ONLINE)
    party = make_party(session, seminar, size=2)
    for state in (RegistrationState.CONFIRMED, WAITING):
        yield make_registration(session, seminar, party_id=party.id, state=state)


def _asks_for_another_address(session: Session, row: Registration, now: datetime) -> None:
    session.add(
        AddressChange(
            registration_id=row.id,
            earlier_email=row.email,
            email="new@example.jp",
            asked_at=now,
        )
    )
    session.commit()


def _own_pages(session: Session, row: Registration, now: datetime) -> Iterator[str]:
    page = _page(session, "registrations", LinkPurpose.REGISTRATION, row, now)
    yield page
    if row.state is OFFERED:
        yield f"{page}/offer"
        return
    yield from (page + deed for deed in DEEDS)
    if row.seminar.online_capacity:
        yield f"{page}/mode"
    if row.seminar.moved_from:
        yield f"{page}/stay"
    if row.party:
        party = _page(session, "parties", LinkPurpose.PARTY, row.party, now)
        yield from (
            party,
            *(f"{party}/people/{row.id}/{deed}" for deed in ("withdraw", "exchange")),
        )


def _page(
    session: Session, path: str, purpose: LinkPurpose, row: Registration | Party, now: datetime
) -> str:
    return f"/{path}/{make_link(session, purpose, row.id, now=now)}"
