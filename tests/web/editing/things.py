"""One of each kind of thing that two people edit at once, with what each of them changes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import Role, RoleName, User
from seminar_service.bids.states import BidState
from seminar_service.domain.history import HistoryKind
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.versions import Versioned
from seminar_service.tours.model import ClosedPeriod
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_bid_step,
    make_counter,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.notices.support import write as write_notice

Changes = Mapping[str, str | list[str]]


@dataclass(frozen=True)
class Thing:
    """A thing and its form.

    `theirs` and `mine` are what the first and the second to save change; both change `shared`,
    to the values of `shared_theirs` and `shared_mine`. `said` reads what the row says.
    """

    row: Versioned
    address: str
    theirs: Changes
    mine: Changes
    shared: str
    shared_theirs: str
    shared_mine: str
    said: Callable[[], Mapping[str, Any]]
    role: RoleName | None = RoleName.PLANNER
    kept: Mapping[str, Any] = field(default_factory=dict)


def topic(session: Session) -> Thing:
    row = make_topic(session)
    return Thing(
        row=row,
        address=f"/organiser/topics/{row.id}",
        theirs={"name_en": "Secrets"},
        mine={"position": "7"},
        shared="name_ja",
        shared_theirs="秘密",
        shared_mine="営業の秘密",
        said=lambda: {"name_en": row.name_en, "position": row.position, "shared": row.name_ja},
        kept={"name_en": "Secrets", "position": 7},
    )


def counter(session: Session) -> Thing:
    row = make_counter(session)
    return Thing(
        row=row,
        address=f"/organiser/counters/{row.id}",
        theirs={"tongues": ["ja", "en"]},
        mine={"telephone": "052-000-0000"},
        shared="hours_ja",
        shared_theirs="毎日",
        shared_mine="平日",
        said=lambda: {
            "tongues": row.tongues.split(),
            "telephone": row.telephone,
            "shared": row.hours_ja,
        },
        kept={"tongues": ["ja", "en"], "telephone": "052-000-0000"},
    )


def adviser(session: Session) -> Thing:
    row = make_adviser(session, topics=[])
    known = make_topic(session, "overseas")
    return Thing(
        row=row,
        address=f"/organiser/advisers/{row.id}",
        theirs={"topics": [str(known.id)]},
        mine={"email": "new@example.jp"},
        shared="profile_ja",
        shared_theirs="弁理士。\r\n東京。",
        shared_mine="弁護士。",
        said=lambda: {
            "topics": [each.id for each in row.topics],
            "email": row.email,
            "shared": row.profile_ja.replace("\n", "\r\n"),
        },
        kept={"topics": [known.id], "email": "new@example.jp"},
    )


def engagement(session: Session) -> Thing:
    tour = make_tour(session)
    person = make_adviser(session, tour, unavailable=[date(2026, 8, 3)])
    row = person.engagements[0]
    return Thing(
        row=row,
        address=f"/organiser/tours/2026/advisers/{person.id}",
        theirs={"days-1-begins": "2026-09-07", "days-1-ends": "2026-09-08"},
        mine={"max_per_month": "1"},
        shared="max_seminars",
        shared_theirs="8",
        shared_mine="7",
        said=lambda: {
            "days": [str(each.day) for each in row.unavailable_days],
            "max_per_month": row.max_per_month,
            "shared": str(row.max_seminars),
        },
        kept={"days": ["2026-08-03", "2026-09-07", "2026-09-08"], "max_per_month": 1},
    )


def tour(session: Session) -> Thing:
    row = make_tour(session)
    row.closed_periods.append(
        ClosedPeriod(
            name_ja="お盆", name_en="Obon", first_day=date(2026, 8, 12), last_day=date(2026, 8, 14)
        )
    )
    session.commit()
    return Thing(
        row=row,
        address="/organiser/tours/2026/settings/edit",
        theirs={"closed_periods-0-ends": "2026-08-17"},
        mine={"buffer_minutes": "90"},
        shared="hotel_yen",
        shared_theirs="12000",
        shared_mine="13000",
        said=lambda: {
            "closed": [str(each.last_day) for each in row.closed_periods],
            "buffer": row.buffer_minutes,
            "shared": str(row.hotel_yen),
        },
        kept={"closed": ["2026-08-17"], "buffer": 90},
    )


def seminar(session: Session) -> Thing:
    row = make_seminar(session, make_bid(session, make_tour(session)), state=SeminarState.ANNOUNCED)
    return Thing(
        row=row,
        address=f"/organiser/seminars/{row.public_id}/edit",
        theirs={"venue_name": "別館 3階"},
        mine={"title_en": "Keeping secrets"},
        shared="description_ja",
        shared_theirs="午後の部",
        shared_mine="午前の部",
        said=lambda: {
            "venue": row.venue_name,
            "title": row.title_en,
            "shared": row.description_ja,
        },
        kept={"venue": "別館 3階", "title": "Keeping secrets"},
        role=RoleName.CLERK,
    )


def registration(session: Session) -> Thing:
    row = make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))
    return Thing(
        row=row,
        address=f"/organiser/registrations/{row.id}/edit",
        theirs={"company": "別の会社"},
        mine={"department": "知財部"},
        shared="name_kana",
        shared_theirs="アオキ ハナ",
        shared_mine="アオキ ハナコ",
        said=lambda: {
            "company": row.company,
            "department": row.department,
            "shared": row.name_kana,
        },
        kept={"company": "別の会社", "department": "知財部"},
        role=RoleName.CLERK,
    )


def own_registration(session: Session) -> Thing:
    row = make_registration(session, make_seminar(session, make_bid(session, make_tour(session))))
    token = links.mint(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    session.commit()
    return Thing(
        row=row,
        address=f"/registrations/{token}/change",
        theirs={"company": "別の会社"},
        mine={"department": "知財部"},
        shared="name_kana",
        shared_theirs="アオキ ハナ",
        shared_mine="アオキ ハナコ",
        said=lambda: {
            "company": row.company,
            "department": row.department,
            "shared": row.name_kana,
        },
        kept={"company": "別の会社", "department": "知財部"},
        role=None,
    )


def bid(session: Session) -> Thing:
    row = make_bid(session, make_tour(session), state=BidState.SUBMITTED)
    return Thing(
        row=row,
        address=f"/organiser/bids/{row.id}/edit",
        theirs={"second_choice-0-begins": "2026-11-04"},
        mine={"contact_telephone": "052-111-1111"},
        shared="venue_name",
        shared_theirs="市民会館",
        shared_mine="公民館",
        said=lambda: {
            "days": sorted(str(each.day) for each in row.dates),
            "telephone": row.contact_telephone,
            "shared": row.venue_name,
        },
        kept={
            "days": ["2026-10-06", "2026-10-07", "2026-10-08", "2026-11-04"],
            "telephone": "052-111-1111",
        },
        role=RoleName.CLERK,
    )


def asked_bid(session: Session) -> Thing:
    row = make_bid(session, make_tour(session), state=BidState.ASKED_BACK)
    make_bid_step(session, row, HistoryKind.BID_ASKED_BACK, note="駐車場は")
    token = links.mint(session, LinkPurpose.BID, row.id, now=NOW)
    session.commit()
    return Thing(
        row=row,
        address=f"/bids/{token}/answer",
        theirs={"first_choice-0-ends": "2026-10-09"},
        mine={"remarks": "駐車場あり"},
        shared="venue_name",
        shared_theirs="市民会館",
        shared_mine="公民館",
        said=lambda: {
            "days": sorted(str(each.day) for each in row.dates),
            "remarks": row.remarks,
            "shared": row.venue_name,
        },
        kept={
            "days": ["2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09"],
            "remarks": "駐車場あり",
        },
        role=None,
    )


def account(session: Session) -> Thing:
    row = User(
        email="yamada@example.jp",
        name="山田",
        active=True,
        fs_uniquifier=uuid4().hex,
        created_at=NOW,
        roles=[Role(name="viewer")],
    )
    session.add(row)
    session.commit()
    return Thing(
        row=row,
        address=f"/organiser/staff/{row.id}",
        theirs={"role": "clerk"},
        mine={"locale": "en"},
        shared="name",
        shared_theirs="山田 太郎",
        shared_mine="山田 花子",
        said=lambda: {
            "roles": [each.name for each in row.roles],
            "locale": row.locale,
            "shared": row.name,
        },
        kept={"roles": ["clerk"], "locale": "en"},
        role=RoleName.ADMIN,
    )


def notice(session: Session) -> Thing:
    row = write_notice(session, make_tour(session))
    return Thing(
        row=row,
        address=f"/organiser/notices/{row.id}/edit",
        theirs={"place": "23"},
        mine={"subject_en": "Bring a pen"},
        shared="body_ja",
        shared_theirs="筆記用具をお持ちください。",
        shared_mine="名刺をお持ちください。",
        said=lambda: {
            "place": row.place,
            "subject": row.subject_en,
            "shared": row.body_ja,
        },
        kept={"place": "23", "subject": "Bring a pen"},
        role=RoleName.CLERK,
    )


OF_THE_STAFF = (
    topic,
    counter,
    adviser,
    engagement,
    tour,
    seminar,
    registration,
    bid,
    account,
    notice,
)
ALL = (*OF_THE_STAFF, asked_bid, own_registration)

Make = Callable[[Session], Thing]
Browser = Callable[[Thing, str], FlaskClient]
"""Opens a browser of somebody of that name who may edit a thing."""
