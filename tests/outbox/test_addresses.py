"""Addresses to which mail does not arrive."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from seminar_service import paths
from seminar_service.outbox import addresses
from seminar_service.outbox import services as outbox
from seminar_service.outbox.model import FailingAddress, MessageState
from seminar_service.outbox.services import Recipient
from seminar_service.storage.transaction import transaction
from tests.factories import NOW

HANAKO = "Hanako@example.jp"
CONTEXT: dict[str, object] = {
    "subject_line": "x",
    "text": "y",
    "office_name": "事務局",
    "office_contact": "office@example.jp",
    "home_address": "https://seminar.example.jp/",
}


def mark(session: Session, *, lasting: bool, after: timedelta = timedelta(0)) -> FailingAddress:
    with transaction(session):
        return addresses.mark(session, HANAKO, reason="550 no", lasting=lasting, now=NOW + after)


def enqueue(session: Session, kind: str = "notice") -> MessageState | None:
    with transaction(session):
        recipient = Recipient(HANAKO.lower(), "花子", "ja")
        row = outbox.enqueue(session, kind, recipient, CONTEXT, about="registration:1", now=NOW)
        session.flush()
        return row.state


def test_to_an_address_that_fails_nothing_is_sent_by_itself(session: Session) -> None:
    assert enqueue(session) is MessageState.PENDING
    mark(session, lasting=True)
    assert enqueue(session) is MessageState.FAILED
    with transaction(session):
        assert addresses.clear(session, "hanako@EXAMPLE.jp")
        assert not addresses.clear(session, HANAKO)
    assert enqueue(session) is MessageState.PENDING


def test_what_somebody_has_just_asked_for_is_sent_all_the_same(session: Session) -> None:
    mark(session, lasting=True)
    assert not addresses.is_withheld(session, "registration_confirmed", HANAKO)
    assert not addresses.is_withheld(session, "account_password", HANAKO)
    assert addresses.is_withheld(session, "registration_reminder", HANAKO)
    kinds = {each.stem for each in (paths.templates() / "mail").glob("*.txt")}
    assert kinds >= addresses.ASKED_FOR


def test_what_passes_is_shown_and_the_third_time_it_lasts(session: Session) -> None:
    assert not mark(session, lasting=False).is_lasting
    assert enqueue(session) is MessageState.PENDING
    assert not mark(session, lasting=False).is_lasting
    assert mark(session, lasting=False).is_lasting
    assert mark(session, lasting=False).is_lasting


def test_what_passed_long_ago_counts_no_more(session: Session) -> None:
    for times in range(5):
        row = mark(session, lasting=False, after=times * timedelta(days=31))
        assert (row.times, row.is_lasting) == (1, False)
    with transaction(session):
        addresses.forget_passing(session, now=NOW + timedelta(days=124 + 31))
    assert addresses.failing(session, HANAKO) is None


def test_what_lasts_is_not_forgotten_by_time_nor_by_what_passes(session: Session) -> None:
    mark(session, lasting=True)
    assert mark(session, lasting=False).is_lasting
    with transaction(session):
        addresses.forget_passing(session, now=NOW + timedelta(days=900))
    assert addresses.lasting_among(session, [HANAKO, "other@example.jp"]) == {HANAKO.lower()}


@pytest.mark.parametrize("reason", ["x" * 900, "a\x00b\r\nc"])
def test_a_reason_is_kept_as_the_database_takes_it(session: Session, reason: str) -> None:
    with transaction(session):
        row = addresses.mark(session, HANAKO, reason=reason, lasting=True, now=NOW)
    session.refresh(row)
    assert len(row.reason) <= addresses.LONGEST_REASON
    assert "\x00" not in row.reason
