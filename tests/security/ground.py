"""Rows of every kind, twice each, and secret links of every kind to them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose, Mailbox
from seminar_service.accounts.model import StaffSession, User
from seminar_service.advisers.model import Adviser
from seminar_service.alerts.model import Alert
from seminar_service.availability.model import AvailabilityWish
from seminar_service.bids.model import Bid
from seminar_service.config import Settings
from seminar_service.consultations.handover_model import Handover
from seminar_service.consultations.model import CaseFile
from seminar_service.consultations.values import CaseSecrets, Receiver
from seminar_service.counters.model import Counter
from seminar_service.domain.mail_addresses import address_digest
from seminar_service.domain.tour_codes import TourCode
from seminar_service.domain.uploads import UploadKind
from seminar_service.inviting.model import Invitation
from seminar_service.learning.services import finish
from seminar_service.mail_texts.model import MailText
from seminar_service.outbox.message import file_name
from seminar_service.outbox.model import Message, MessageState
from seminar_service.pages.news import add_news, news_of
from seminar_service.planning.disruption_model import Disruption
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.model import Plan, PlannedDecline, PlanningRun
from seminar_service.planning.replan_model import DraftRun
from seminar_service.planning.replan_values import ReplanKind, held_document
from seminar_service.planning.solver_io import held_by
from seminar_service.questions.model import Question
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations import files
from seminar_service.registrations.answers import GivenAnswer, write_answers
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Party, Registration
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import keep
from seminar_service.storage.base import Base
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.work.model import Job
from tests.consultations.support import SEAL, make_case, make_subjects
from tests.factories import (
    NOW,
    make_adviser,
    make_alert,
    make_bid,
    make_counter,
    make_order,
    make_party,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.learning.support import CODE
from tests.learning.support import add as add_course
from tests.notices.support import write
from tests.pages.support import STAFF, WORDS
from tests.pages.support import add as add_page
from tests.planning.solver_io.plans import save_plan
from tests.planning.whatifs import scenario

YEAR = 2026
MADE_UP = "a-token-that-nobody-ever-made_0123456789abc"
# What changes although nobody was let in: counters of attempts, the history of them, and when
# somebody was seen last.
COUNTERS = {"rate_count", "history", "staff_session"}
# What a link's own reader changes by looking: the day, once a day.
DAYS_OF_USE = {"secret_link.used_on"}


@dataclass
class Side:
    """One host, its seminar with one adviser and one participant, and what is private of each.

    `private` has texts that only staff and the person itself may read, by the purpose of the
    link that opens them.
    """

    bid: Bid
    adviser: Adviser
    seminar: Seminar
    registration: Registration
    party: Party
    mailbox: Mailbox
    alert: Alert
    invitation: Invitation
    counter: Counter
    address_change: AddressChange
    account: User
    private: dict[LinkPurpose, tuple[str, ...]]

    def readable(self, purpose: LinkPurpose) -> set[str]:
        """What a link of this purpose may show of anybody."""
        page = {
            LinkPurpose.HOST_FEED: LinkPurpose.BID,
            LinkPurpose.ADVISER_FEED: LinkPurpose.ADVISER,
            LinkPurpose.REGISTRATION_FEED: LinkPurpose.REGISTRATION,
            LinkPurpose.REGISTRATION_BUTTON: LinkPurpose.REGISTRATION,
            LinkPurpose.ADDRESS_CHANGE: LinkPurpose.REGISTRATION,
            LinkPurpose.ADDRESS_RETURN: LinkPurpose.REGISTRATION,
        }.get(purpose, purpose)
        return set(self.private[page])

    def subject(self, purpose: LinkPurpose) -> int:
        """The row that a link of this purpose opens."""
        return {
            LinkPurpose.BID: self.bid.id,
            LinkPurpose.HOST_FEED: self.bid.id,
            LinkPurpose.ADVISER: self.adviser.id,
            LinkPurpose.ADVISER_FEED: self.adviser.id,
            LinkPurpose.REGISTRATION: self.registration.id,
            LinkPurpose.REGISTRATION_FEED: self.registration.id,
            LinkPurpose.REGISTRATION_BUTTON: self.registration.id,
            LinkPurpose.PARTY: self.party.id,
            LinkPurpose.MAILBOX: self.mailbox.id,
            LinkPurpose.ALERT: self.alert.id,
            LinkPurpose.INVITATION: self.invitation.id,
            LinkPurpose.ADDRESS_CHANGE: self.registration.id,
            LinkPurpose.ADDRESS_RETURN: self.address_change.id,
            LinkPurpose.PASSWORD: self.account.id,
            LinkPurpose.COUNTER: self.counter.id,
        }[purpose]


@dataclass
class Ground:
    """What the walk stands on. `arguments` fills the places in addresses with existing rows."""

    sides: tuple[Side, Side]
    arguments: dict[str, Any]
    missing: dict[str, Any] = field(default_factory=dict)

    @property
    def private(self) -> set[str]:
        """All that is private of anybody."""
        return {
            text for side in self.sides for texts in side.private.values() for text in texts
        } | {"A private word"}


def _suggestion(session: Session, draft: Plan) -> DraftRun:
    """What the planner has suggested for a draft: all as it is."""
    held = held_document(held_by(session, draft.id))
    return DraftRun(
        draft_id=draft.id,
        kind=ReplanKind.REST,
        chosen=[],
        before=held,
        pins={},
        refused=[],
        after=held,
    )


def lay_ground(session: Session, settings: Settings) -> Ground:
    """Make the rows."""
    tour = make_tour(session, YEAR)
    sides = (_side(session, tour, "Aoki", "23"), _side(session, tour, "Baba", "27"))
    first = sides[0]
    held = {side.bid: (side.seminar.day, [side.adviser]) for side in sides}
    computed = save_plan(session, tour, held, bound_yen=0)
    plan = session.get_one(Plan, copy_plan(session, computed.id, actor=STAFF, now=NOW))
    _added(session, _refusal(plan, first.bid))
    job = _added(session, Job(kind="plan", arguments={}, due_at=NOW, created_at=NOW))
    run = _added(
        session,
        PlanningRun(
            tour=tour,
            job=job,
            plan=computed,
            time_limit_seconds=60,
            instance={},
            created_at=NOW,
            of_draft=_suggestion(session, plan),
        ),
    )
    arguments = {
        "account_id": first.account.id,
        "adviser_id": first.adviser.id,
        "bid_id": first.bid.id,
        **_at_desk(session),
        "change": "rule",
        "counter_id": first.counter.id,
        "month": "2026-05",
        "order_id": make_order(session, first.counter).id,
        "directory_id": keep(session, SheetPurpose.COUNTERS, None, [["窓口"]], now=NOW),
        "code": "23",
        "sheet_id": keep(session, SheetPurpose.BIDS, tour.id, [["Name"]], now=NOW),
        "roster_id": keep(session, SheetPurpose.ADVISERS, tour.id, [["Name"]], now=NOW),
        "filename": "js/webauthn.js",
        "file_kind": "csv",
        "upload_id": keep(
            session, SheetPurpose.REGISTRATIONS, tour.id, [["Name", "Seminar"]], now=NOW
        ),
        "message_id": _mail(session, settings, first.bid).id,
        "kind": _added(session, _text(tour)).kind,
        "language": "ja",
        "name": "reject",
        "course_id": add_course(session),
        "course_code": CODE,
        **_news(session),
        "notice_id": write(session, tour).id,
        "number": 1,
        "certificate_number": _certificate(session),
        "page_id": add_page(session, "reject"),
        "plan_id": plan.id,
        "key": f"told-{first.bid.id}",
        "row_id": _left_out(session, plan, first.bid).id,
        "position": 0,
        "question_id": _answered_by_file(session, tour, first.registration).id,
        "public_id": first.seminar.public_id,
        "registration_id": first.registration.id,
        "other_id": sides[1].registration.id,
        "run_id": run.id,
        "scenario_id": scenario(session, tour).id,
        "disruption_id": _disruption(session, tour).id,
        "decline_id": _decline(session, first).id,
        "wish_id": _wish(session, first).id,
        "session_id": 1,
        "task": "rest",
        "topic_id": first.seminar.topics[0].id,
        "tour_code": TourCode(YEAR),
    }
    missing = {name: 987_654 for name, value in arguments.items() if isinstance(value, int)} | {
        "tour_code": TourCode(1999),
        "public_id": "nobodys1",
    }
    return Ground(sides, arguments, missing)


def _news(session: Session) -> dict[str, int | str]:
    """A piece of news, as the office and as everybody calls it."""
    news_id = add_news(session, WORDS, NOW, actor=STAFF, now=NOW)
    return {"news_id": news_id, "news_code": news_of(session, news_id).public_id}


def _certificate(session: Session) -> str:
    """The number of a certificate of the course."""
    return finish(session, CODE, None, str(uuid4()), now=NOW)


def _at_desk(session: Session) -> dict[str, int]:
    """A case on which nobody works, with a file, and a subject."""
    subject = make_subjects(session)[0]
    case = make_case(session, secrets=CaseSecrets())
    kept = CaseFile(
        case_id=case.id, name="", kind=UploadKind.PDF, size=1, content=SEAL.close_bytes(b"x")
    )
    kept.added_at = NOW
    _added(session, kept)
    sheet = Handover(case_id=case.id, receiver=Receiver.IPA, sheet="", composed_at=NOW)
    _added(session, sheet)
    found = {"case_id": case.id, "file_id": kept.id, "handover_id": sheet.id}
    return found | {"desk_subject_id": subject.id}


def _disruption(session: Session, tour: Tour) -> Disruption:
    day = tour.last_day
    row = Disruption(tour=tour, first_day=day, last_day=day, reason="台風", noted_at=NOW)
    session.add(row)
    session.commit()
    return row


def _wish(session: Session, side: Side) -> AvailabilityWish:
    engagement = side.adviser.engagements[0]
    wish = AvailabilityWish(engagement=engagement, day=side.seminar.day, asked_at=NOW)
    session.add(wish)
    session.commit()
    return wish


def _answered_by_file(session: Session, tour: Tour, row: Registration) -> Question:
    question = make_question(session, tour, kind=QuestionKind.FILE, is_personal=False)
    kept = files.keep(session, question.id, "plan.pdf", UploadKind.PDF, b"%PDF-1.7", now=NOW)
    given = GivenAnswer(question.id, kept.name, number=kept.size, file=kept.handle)
    with transaction(session):
        write_answers(session, row, [given])
    return question


def _text(tour: Tour) -> MailText:
    return MailText(tour=tour, kind="registration_confirmed", changed_at=NOW)


def _left_out(session: Session, plan: Plan, bid: Bid) -> PreparedMail:
    key = f"told-{bid.id}"
    values = {"audience": "host", "about_id": bid.id, "kind": "bid_declined", "reason": "電話済み"}
    row = PreparedMail(plan_id=plan.id, key=key, made_at=NOW, left_out_at=NOW, **values)
    session.add(row)
    session.commit()
    return row


def _refusal(plan: Plan, bid: Bid) -> PlannedDecline:
    return PlannedDecline(plan=plan, bid=bid, reason="outbid", instead=[])


def newest_session(session: Session) -> int:
    """The session that was begun last, whoever's it is."""
    return session.scalar(select(func.max(StaffSession.id))) or 1


def snapshot(session: Session) -> dict[str, list[str]]:
    """Everything in the database but counters, to see whether anything has changed."""
    session.rollback()
    return {
        table.name: sorted(
            str(
                [
                    value
                    for of, value in zip(table.c, row, strict=True)
                    if str(of) not in DAYS_OF_USE
                ]
            )
            for row in session.execute(table.select())
        )
        for table in Base.metadata.sorted_tables
        if table.name not in COUNTERS
    }


def link(session: Session, side: Side, purpose: LinkPurpose, *, revoked: bool = False) -> str:
    """The token of a link to a row of this side."""
    subject = side.subject(purpose)
    token = links.mint(session, purpose, subject, now=NOW)
    session.commit()
    if revoked:
        links.revoke_all(session, purpose, subject, now=NOW)
        session.commit()
    return token


def _side(session: Session, tour: Any, name: str, place: str) -> Side:
    host = (
        f"Contact {name}",
        f"host-{name}@example.jp".lower(),
        f"052-111-{len(name)}{ord(name[0])}",
    )
    adviser_mail = f"adviser-{name}@example.jp".lower()
    person = (f"Participant {name}", f"person-{name}@example.jp".lower())
    bid = make_bid(
        session,
        tour,
        contact_name=host[0],
        contact_email=host[1],
        contact_telephone=host[2],
        place=place,
    )
    adviser = make_adviser(session, tour, email=adviser_mail)
    seminar = make_seminar(session, bid, team=[adviser], day=bid.dates[0].day + timedelta(days=1))
    contact = (f"Colleague {name}", f"colleague-{name}@example.jp".lower())
    party = make_party(session, seminar, contact_name=contact[0], contact_email=contact[1])
    registration = make_registration(
        session, seminar, name=person[0], email=person[1], party=party, by_host=True
    )
    private = {
        LinkPurpose.BID: (*host, person[0]),
        LinkPurpose.ADVISER: (adviser_mail,),
        LinkPurpose.REGISTRATION: (*person, contact[0]),
        LinkPurpose.PARTY: (*person, *contact),
        LinkPurpose.MAILBOX: (),
    }
    mailbox = _added(session, Mailbox(key=f"{name:x<64}", asked_at=NOW))
    alert = make_alert(session, email=f"waits-{name}@example.jp".lower())
    private[LinkPurpose.ALERT] = (alert.email,)
    invitation = _invitation(session, tour, bid)
    private[LinkPurpose.INVITATION] = private[LinkPurpose.BID]
    counter = make_counter(
        session, email=f"counter-{name}@example.jp".lower(), reports_from=date(2026, 4, 1)
    )
    private[LinkPurpose.COUNTER] = (counter.email,)
    account = _account(session, f"staff-{name}@example.jp".lower())
    private[LinkPurpose.PASSWORD] = (account.email,)
    change = AddressChange(
        registration_id=registration.id,
        earlier_email=registration.email,
        email=registration.email,
        asked_at=NOW,
        changed_at=NOW,
    )
    _added(session, change)
    return Side(
        bid,
        adviser,
        seminar,
        registration,
        party,
        mailbox,
        alert,
        invitation,
        counter,
        change,
        account,
        private,
    )


def _invitation(session: Session, tour: Tour, bid: Bid) -> Invitation:
    """The bid stands for one of an earlier year; nothing hangs on the year."""
    key = address_digest(bid.contact_email)
    row = Invitation(tour=tour, bid=bid, contact_key=key, invited_at=NOW)
    _added(session, row)
    return row


def _decline(session: Session, side: Side) -> DeclinedDay:
    day = side.seminar.day + timedelta(days=7)
    row = DeclinedDay(bid_id=side.bid.id, seminar_id=side.seminar.id, day=day, declined_at=NOW)
    _added(session, row)
    return row


def _account(session: Session, email: str) -> User:
    user = User(
        email=email, password="unknown", fs_uniquifier=uuid4().hex, created_at=NOW, roles=[]
    )
    _added(session, user)
    return user


def _mail(session: Session, settings: Settings, bid: Bid) -> Message:
    message = Message(
        message_id="<walk@example>",
        kind="bid_received",
        about=f"bid:{bid.id}",
        locale="ja",
        recipient=bid.contact_email,
        subject="A mail",
        body="",
        html="<p>A mail</p>",
        state=MessageState.SENT,
        due_at=NOW,
        created_at=NOW,
    )
    _added(session, message)
    settings.mail_folder.mkdir(exist_ok=True)
    file = settings.mail_folder / f"{file_name(message)}.eml"
    file.write_text("To: x@example.jp\nSubject: A mail\n\nA private word\n", encoding="utf-8")
    return message


def _added(session: Session, row: Any) -> Any:
    session.add(row)
    session.commit()
    return row
