"""What registering adds to the small tour: people in all states, their links, mails and files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.alerts.states import AlertState
from seminar_service.domain.actors import HOST, SYSTEM, Actor, ActorKind
from seminar_service.domain.proof import Caution
from seminar_service.domain.vocabulary import Audience, RegistrationSource
from seminar_service.mail_texts.model import MailText
from seminar_service.notices.sending import send_due
from seminar_service.outbox.model import MessageState
from seminar_service.registrations import host_people
from seminar_service.registrations.by_hand import answering, editing
from seminar_service.registrations.by_hand.chosen import seen_mark
from seminar_service.registrations.change_model import AddressChange
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import keep
from seminar_service.tours.model import Tour
from tests.browser.registering_ground import lay_registration_ground
from tests.factories import (
    NOW,
    make_alert,
    make_bid,
    make_link,
    make_question,
    make_registration,
    make_seminar,
)
from tests.notices.support import schedule, write
from tests.outbox.conftest import make_message
from tests.registrations.proof_support import OFFICE, applicant

SOON = timedelta(hours=1)
DESK = Actor(ActorKind.ORGANISER)


@dataclass(frozen=True)
class Registering:
    """Where there is something to do.

    Attributes:
        public: What everybody may open.
        secret: What links open.
        staff: What the staff opens.
        parts: What the variable parts of addresses can be, by their name.
    """

    public: tuple[str, ...]
    secret: tuple[str, ...]
    staff: tuple[str, ...]
    parts: Mapping[str, tuple[str, ...]]


def lay_registering(session: Session, tour: Tour, earlier: Tour) -> Registering:
    """Add people and what becomes of them to a tour."""
    ground = lay_registration_ground(session, tour, NOW)
    hybrid = session.scalars(select(Seminar).where(Seminar.public_id == ground.hybrid)).one()
    members = session.scalars(select(Seminar).where(Seminar.audience == Audience.MEMBERS)).one()
    secret = [page for page in ground.public_pages if not page.startswith("/seminars/")]
    secret += _mailed(session, hybrid)
    bid = f"/bids/{make_link(session, LinkPurpose.BID, members.bid_id, now=NOW)}"
    secret += [f"{bid}/access-code", f"{bid}/participants"]
    retired = make_question(session, tour, retired_at=NOW)
    return Registering(
        public=tuple(page for page in ground.public_pages if page.startswith("/seminars/")),
        secret=tuple(secret),
        staff=(
            f"/organiser/seminars/{members.public_id}/access-code",
            f"/organiser/seminars/{hybrid.public_id}/online",
            *_people(session, hybrid, ground.people),
            *_mails(session, f"registration:{ground.people[0]}"),
            *_notices(session, tour),
            *_mistaken(session, tour),  # to whom no notice has been sent
            *_texts(session, tour, earlier),
            _upload(session, hybrid),
            f"/organiser/questions/{retired.id}",
        ),
        parts={
            "message_id": tuple(str(each) for each in _MESSAGES),
            "notice_id": ("1", "2", "3"),
            "kind": ("registration_confirmed", "registration_reminder"),
            "upload_id": ("1",),
        },
    )


def _mailed(session: Session, hybrid: Seminar) -> Iterator[str]:
    """What the buttons in mails open."""
    held = make_registration(
        session, hybrid, state=RegistrationState.PROVISIONAL, held_until=NOW + SOON
    )
    change = AddressChange(
        registration_id=held.id,
        earlier_email="earlier@example.jp",
        email=held.email,
        asked_at=NOW,
        changed_at=NOW,
    )
    session.add(change)
    session.commit()
    asking = session.scalars(
        select(AddressChange).where(AddressChange.changed_at.is_(None))
    ).first()
    assert asking is not None
    alert = make_alert(session, state=AlertState.ASKED)
    mailbox = mailboxes.ask(session, "asked@example.jp", caution=Caution(), now=NOW)
    session.commit()
    for path, purpose, subject, deed in (
        ("registrations", LinkPurpose.REGISTRATION_BUTTON, held.id, "/confirm"),
        ("addresses", LinkPurpose.ADDRESS_CHANGE, asking.registration_id, ""),
        ("addresses", LinkPurpose.ADDRESS_RETURN, change.id, "/back"),
        ("alerts", LinkPurpose.ALERT, alert.id, ""),
        ("alerts", LinkPurpose.ALERT, make_alert(session).id, "/end"),
    ):
        yield f"/{path}/{make_link(session, purpose, subject, now=NOW)}{deed}"
    yield f"/mailboxes/{mailbox}"


def _people(session: Session, hybrid: Seminar, people: Sequence[int]) -> Iterator[str]:
    first = session.get_one(Registration, people[0])
    double = make_registration(session, hybrid, name=first.name)
    page = f"/organiser/registrations/{first.id}"
    yield from (f"{page}{deed}" for deed in ("", "/mode", "/substitute", f"/merge/{double.id}"))
    yield f"/organiser/registrations/{people[-1]}/links"  # of a party
    waiting = f"/organiser/registrations/{people[1]}"
    yield from (f"{waiting}{deed}" for deed in ("/priority", "/beyond"))


def _mistaken(session: Session, tour: Tour) -> Iterator[str]:
    """People of whom the desk has changed, or confirmed, something that it can take back."""
    seminar = make_seminar(session, make_bid(session, tour))
    edited = make_registration(session, seminar)
    said = applicant("別名 花子", edited.email)
    editing.edit(
        session, edited.id, said, version=None, tell_them=False, office=OFFICE, actor=DESK, now=NOW
    )
    held = make_registration(
        session, seminar, state=RegistrationState.PROVISIONAL, held_until=NOW + SOON
    )
    seen = {held.id: seen_mark(held)}
    answering.confirm(session, seen, tell_them=False, office=OFFICE, actor=DESK, now=NOW)
    yield from (f"/organiser/registrations/{each.id}" for each in (edited, held))


def lay_host_people(session: Session, seminar: Seminar) -> int:
    """Somebody whom the host of a seminar has registered in a place kept back for it."""
    person = applicant("会員 花子", "member@example.jp")
    row = host_people.register(
        session,
        seminar.public_id,
        replace(person, source=RegistrationSource.HOST),
        form_key="own",
        office=OFFICE,
        actor=HOST,
        now=NOW,
    )
    return row.id


_MESSAGES = (4711, 4712, 4713, 4714)


def _mails(session: Session, about: str) -> Iterator[str]:
    states = (
        MessageState.FAILED,
        MessageState.PENDING,
        MessageState.STOPPED,
        MessageState.SENT,
    )
    for number, state in zip(_MESSAGES, states, strict=True):
        sent = NOW if state is MessageState.SENT else None
        row = make_message(number, NOW + SOON, state=state, sent_at=sent, about=about)
        row.kind = "registration_confirmed"
        session.add(row)
        yield f"/organiser/mail/{number}"
    session.commit()
    yield "/organiser/mail"


def _notices(session: Session, tour: Tour) -> Iterator[str]:
    draft, due = write(session, tour), write(session, tour)
    sent = write(session, tour)
    schedule(session, sent)
    send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    schedule(session, due)
    yield from (f"/organiser/notices/{draft.id}{deed}" for deed in ("", "/edit"))
    yield f"/organiser/notices/{sent.id}"
    yield f"/organiser/notices/{due.id}"


def _texts(session: Session, tour: Tour, earlier: Tour) -> Iterator[str]:
    kind = "registration_thanks"
    for each in (tour, earlier):
        text = MailText(tour_id=each.id, kind=kind, changed_at=NOW)
        text.subject_ja, text.body_ja = "お礼", "{氏名} 様\n{事務局}"
        session.add(text)
    session.commit()
    pages = f"/organiser/tours/{tour.fiscal_year}/mails"
    yield from (pages, f"{pages}/{kind}", f"{pages}/{kind}/edit", f"{pages}/settings")


def _upload(session: Session, hybrid: Seminar) -> str:
    rows = (("氏名", "メールアドレス"), ("山田 花子", "hanako@example.jp"))
    number = keep(
        session,
        SheetPurpose.REGISTRATIONS,
        hybrid.tour_id,
        rows,
        seminar_id=hybrid.id,
        now=NOW,
    )
    return f"/organiser/registrations/imports/{number}"
