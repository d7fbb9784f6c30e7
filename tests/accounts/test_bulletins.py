"""When members of the staff are told what hosts and advisers have done."""

import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts import bulletins, passwords, staff
from seminar_service.accounts.model import BulletinChoice, RoleName, User
from seminar_service.accounts.services import add_account
from seminar_service.accounts.staff import StaffDetails
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.outbox.model import Message
from tests import histories
from tests.accounts.support import make_member
from tests.factories import NOW, OFFICE

LATER = NOW + timedelta(days=1)
OFFICE_HAND = Actor(ActorKind.ORGANISER)


def new_account(session: Session, role: RoleName) -> User:
    number = add_account(
        session,
        email="new@example.jp",
        name="",
        password_hash="a hash",
        role=role,
        actor=OFFICE_HAND,
        now=NOW,
    )
    return session.get_one(User, number)


def choose(session: Session, user: User, choice: BulletinChoice, version: int | None = 1) -> None:
    actor = Actor(ActorKind.ORGANISER, user.id)
    bulletins.choose(
        session, user.id, bulletins.Wishes(choice), version=version, actor=actor, now=LATER
    )


@pytest.mark.parametrize("role", RoleName)
def test_a_new_account_has_what_is_usual_for_its_role(session: Session, role: RoleName) -> None:
    user = new_account(session, role)

    assert user.bulletin is bulletins.USUAL[role]
    assert user.bulletin_since == NOW


def test_those_who_work_through_bids_hear_at_once_and_who_only_looks_never() -> None:
    assert bulletins.USUAL[RoleName.CLERK] is BulletinChoice.AT_ONCE
    assert bulletins.USUAL[RoleName.ADMIN] is BulletinChoice.DAILY
    assert bulletins.USUAL[RoleName.VIEWER] is BulletinChoice.NONE


def test_a_choice_is_kept_and_told_in_the_history(session: Session) -> None:
    user = new_account(session, RoleName.CLERK)
    choose(session, user, BulletinChoice.DAILY)

    assert user.bulletin is BulletinChoice.DAILY
    assert user.bulletin_since == NOW  # what was not told yet still is
    (line,) = histories.lines(session, HistoryKind.EDITED)
    assert (line.subject_id, line.user_id, line.at) == (user.id, user.id, LATER)


def test_who_was_told_nothing_hears_of_what_happens_from_now_on(session: Session) -> None:
    user = new_account(session, RoleName.VIEWER)
    choose(session, user, BulletinChoice.AT_ONCE)

    assert user.bulletin_since == LATER


def test_a_choice_of_an_older_version_is_refused(session: Session) -> None:
    user = new_account(session, RoleName.CLERK)
    with pytest.raises(ChangedMeanwhile):
        choose(session, user, BulletinChoice.NONE, version=7)

    assert user.bulletin is BulletinChoice.AT_ONCE


def test_nobody_chooses_for_an_account_that_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        bulletins.choose(
            session,
            4711,
            bulletins.Wishes(BulletinChoice.NONE),
            version=None,
            actor=OFFICE_HAND,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (BulletinChoice.NONE, BulletinChoice.AT_ONCE),
        (BulletinChoice.DAILY, BulletinChoice.DAILY),
    ],
)
def test_a_new_role_brings_what_is_usual_for_it_unless_somebody_chose(
    session: Session, chosen: BulletinChoice, kept: BulletinChoice
) -> None:
    user = new_account(session, RoleName.VIEWER)
    choose(session, user, chosen)
    details = StaffDetails("", RoleName.PLANNER, "ja")
    staff.change(
        session, user.id, details, version=None, actor=OFFICE_HAND, office=OFFICE, now=LATER
    )

    assert user.bulletin is kept
    assert user.bulletin_since == LATER


def test_who_had_no_role_begins_with_the_new_one(session: Session) -> None:
    user = make_member(session, roles=[], bulletin=BulletinChoice.DAILY, bulletin_since=NOW)
    bulletins.follow_role(user, None, RoleName.CLERK, now=LATER)

    assert (user.bulletin, user.bulletin_since) == (BulletinChoice.AT_ONCE, LATER)


def test_nobody_is_told_what_happened_while_the_account_was_closed(session: Session) -> None:
    user = make_member(session, active=False, bulletin_since=NOW)
    staff.reopen(session, user.id, actor=OFFICE_HAND, office=OFFICE, now=LATER)

    assert user.bulletin_since == LATER


def test_an_invitation_that_is_taken_up_late_brings_no_pile_of_old_news(session: Session) -> None:
    details = StaffDetails("", RoleName.CLERK, "ja")
    actor = OFFICE_HAND
    number = staff.invite(session, "a@example.jp", details, actor=actor, office=OFFICE, now=NOW)
    user = session.get_one(User, number)
    link = passwords_link(session, user)
    passwords.choose(session, link, "a hash", office=OFFICE, now=LATER)
    assert user.bulletin_since == LATER

    passwords.forgotten(session, "a@example.jp", office=OFFICE, now=LATER)
    passwords.choose(
        session, passwords_link(session, user), "b", office=OFFICE, now=LATER + timedelta(minutes=5)
    )
    assert user.bulletin_since == LATER


def passwords_link(session: Session, user: User) -> str:
    """The token of the newest link to choose a password."""
    newest = select(Message.body).where(Message.recipient == user.email).order_by(Message.id.desc())
    body = session.scalars(newest).first() or ""
    found = re.search(r"/organiser/password/(\S+)", body)
    assert found
    return found[1]


def test_wishes_about_registrations_hold_from_when_they_were_chosen(session: Session) -> None:
    user = make_member(session, bulletin_since=NOW)
    actor = Actor(ActorKind.ORGANISER, user_id=user.id)

    def wish(urgent: bool, digest: bool, now: datetime) -> None:
        wishes = bulletins.Wishes(user.bulletin, urgent, digest)
        bulletins.choose(session, user.id, wishes, version=None, actor=actor, now=now)

    wish(True, False, NOW)
    wish(True, True, LATER)
    assert (user.urgent_since, user.digest_since) == (NOW, LATER)
    wish(False, True, LATER)
    assert (user.urgent_since, user.digest_since) == (None, LATER)


def test_who_may_log_in_again_is_told_of_no_registrations_meanwhile(session: Session) -> None:
    user = make_member(session, urgent_since=NOW)
    bulletins.begin(user, now=LATER)

    assert (user.urgent_since, user.digest_since) == (LATER, None)
