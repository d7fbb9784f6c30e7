"""How many mails strangers cause, and how many places one computer keeps."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose, Mailbox, RateCount, SecretLink
from seminar_service.bids import decisions as bid_decisions
from seminar_service.bids import services as bids
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import PARTICIPANT, SYSTEM, Actor
from seminar_service.domain.errors import NotFound, TooManyMails
from seminar_service.domain.proof import ProofRule
from seminar_service.outbox.model import Message
from seminar_service.registrations import held_places
from seminar_service.registrations import news as registration_news
from seminar_service.registrations import services as registrations
from seminar_service.registrations.model import Registration
from seminar_service.registrations.services import Withdrawal
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.bids.support import HOST, STAFF, details
from tests.factories import make_bid, make_seminar, make_topic, make_tour
from tests.registrations.proof_support import (
    CAUTION,
    ELSEWHERE,
    HOUR,
    MINUTE,
    NOW,
    OFFICE,
    VICTIM,
    applicant,
    counters,
    fill,
    mails_to,
    register,
    states,
)

LIMIT = CAUTION.mails_per_hour
Submit = Callable[..., Bid]
HANDFUL = CAUTION.places_per_network


@pytest.fixture
def seminar(session: Session) -> Seminar:
    """An announced seminar on 6 October 2026 with forty places."""
    return make_seminar(session, make_bid(session, make_tour(session), capacity=40))


def attack(session: Session, seminar: Seminar, address: str, number: int = 29) -> int:
    """One computer sends forms within seconds; how many of them are refused."""
    refused = 0
    for each in range(number):
        person = applicant(f"偽名 {each}", address.format(each))
        try:
            register(session, seminar, person, now=NOW + timedelta(seconds=each))
        except TooManyMails:
            refused += 1
    return refused


def test_one_computer_keeps_one_place_of_forty_for_one_mailbox_of_a_stranger(
    session: Session, seminar: Seminar
) -> None:
    assert attack(session, seminar, VICTIM) == 29 - LIMIT
    assert states(session) == ["confirmed"] + ["provisional"] * (LIMIT - 1)
    assert len(mails_to(session, VICTIM)) == LIMIT
    held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=NOW + HOUR + MINUTE)
    assert counters(session, seminar) == (1, 0)
    assert session.execute(select(func.count()).select_from(Message)).scalar_one() == LIMIT


def test_one_computer_keeps_a_handful_of_forty_for_many_mailboxes_of_strangers(
    session: Session, seminar: Seminar
) -> None:
    assert attack(session, seminar, "victim{}@example.jp") == 0
    assert counters(session, seminar) == (29, 0)
    held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=NOW + HOUR + MINUTE)
    assert counters(session, seminar) == (HANDFUL, 0)
    assert states(session) == ["confirmed"] * HANDFUL + ["lapsed"] * (29 - HANDFUL)


@pytest.mark.parametrize("address", ["victim+{}@example.jp", "v.i.c.t.i.m+{}@gmail.com"])
def test_notes_behind_a_plus_sign_and_dots_make_no_other_mailbox(
    session: Session, seminar: Seminar, address: str
) -> None:
    assert attack(session, seminar, address) == 29 - LIMIT


def test_without_the_button_the_same_attack_takes_what_it_wants(
    session: Session, seminar: Seminar
) -> None:
    """The control: what the two tests above show is due to the rule."""
    seminar.tour.proof_rule = ProofRule.NEVER
    session.commit()
    attack(session, seminar, "victim{}@example.jp")
    held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=NOW + HOUR + MINUTE)
    assert counters(session, seminar) == (29, 0)


def test_a_refused_form_leaves_nothing_behind(session: Session, seminar: Seminar) -> None:
    attack(session, seminar, VICTIM, LIMIT)
    before = counters(session, seminar), session.scalars(select(RateCount.count)).all()
    with pytest.raises(TooManyMails) as refusal:
        register(session, seminar, applicant("別 名"))
    assert 0 < refusal.value.retry_after_seconds <= 65 * 60
    session.rollback()
    assert (counters(session, seminar), session.scalars(select(RateCount.count)).all()) == before


def test_after_an_hour_a_few_mails_more_are_possible(session: Session, seminar: Seminar) -> None:
    attack(session, seminar, VICTIM, LIMIT + 1)
    with pytest.raises(TooManyMails):
        register(session, seminar, applicant("別 名"), now=NOW + HOUR - MINUTE)
    register(session, seminar, applicant("別 名"), now=NOW + 66 * MINUTE)


def test_the_same_form_again_and_again_fills_no_mailbox(session: Session, seminar: Seminar) -> None:
    """Somebody known already gets the mail again, but not for ever."""
    for _ in range(LIMIT):
        register(session, seminar, applicant())
    with pytest.raises(TooManyMails):
        register(session, seminar, applicant())
    assert len(mails_to(session, VICTIM)) == LIMIT
    assert states(session) == ["confirmed"]


def test_waiting_counts_too(session: Session, seminar: Seminar) -> None:
    fill(session, seminar, 40)
    assert attack(session, seminar, VICTIM) == 29 - LIMIT
    assert counters(session, seminar) == (40, LIMIT)


def test_a_withdrawal_happens_beyond_the_limit_but_without_a_mail(
    session: Session, seminar: Seminar
) -> None:
    attack(session, seminar, VICTIM, LIMIT)
    rows = session.scalars(select(Registration).order_by(Registration.id)).all()
    done = registrations.withdraw(
        session, rows[0].id, office=OFFICE, actor=PARTICIPANT, now=NOW + MINUTE
    )
    assert done is Withdrawal.WITHOUT_MAIL
    assert rows[0].state == "cancelled"
    assert len(mails_to(session, VICTIM)) == LIMIT


def test_registering_and_withdrawing_in_turn_fills_no_mailbox(
    session: Session, seminar: Seminar
) -> None:
    for number in range(10):
        try:
            row = register(session, seminar, applicant(f"偽名 {number}")).registration
        except TooManyMails:
            continue
        registrations.withdraw(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW)
    assert len(mails_to(session, VICTIM)) == LIMIT


def test_what_the_office_does_is_told_to_everybody_however_many_mails_there_were(
    session: Session, seminar: Seminar
) -> None:
    attack(session, seminar, VICTIM, LIMIT)
    seminar.state = SeminarState.CANCELLED
    told = registration_news.seminar_cancelled(
        session, seminar, office=OFFICE, actor=STAFF, now=NOW + MINUTE
    )
    session.commit()
    assert told == LIMIT
    assert len(mails_to(session, VICTIM)) == 2 * LIMIT


def test_who_has_pressed_the_button_gets_every_mail(session: Session, seminar: Seminar) -> None:
    attack(session, seminar, VICTIM, LIMIT)
    row = session.scalars(select(Registration).order_by(Registration.id)).all()[-1]
    held_places.press(session, row.id, office=OFFICE, actor=PARTICIPANT, now=NOW + MINUTE)
    for number in range(20):
        register(session, seminar, applicant(f"社員 {number}"), now=NOW + 2 * MINUTE)
    assert states(session).count("confirmed") == 22


class TestBids:
    """Requests for a seminar name a mailbox too."""

    @pytest.fixture
    def submit(self, session: Session) -> Submit:
        tour, topic = make_tour(session, call_closes_on=date(2026, 12, 31)), make_topic(session)
        tour_id, asked = tour.id, replace(details(topic), contact_email=VICTIM)

        def call(number: int, *, actor: Actor = HOST) -> Bid:
            return bids.submit(
                session,
                tour_id,
                asked,
                idempotency_key=f"bid-{number}",
                locale="ja",
                office=OFFICE,
                now=NOW,
                actor=actor,
            ).bid

        return call

    def test_one_mailbox_bears_a_few_requests_an_hour_and_the_next_is_refused_whole(
        self, session: Session, submit: Submit
    ) -> None:
        for number in range(LIMIT):
            submit(number)
        with pytest.raises(TooManyMails):
            submit(99)
        session.rollback()
        assert session.execute(select(func.count()).select_from(Bid)).scalar_one() == LIMIT
        assert len(mails_to(session, VICTIM)) == LIMIT

    def test_requests_and_registrations_count_together(
        self, session: Session, submit: Submit
    ) -> None:
        tour = submit(1).tour
        seminar = make_seminar(session, make_bid(session, tour, capacity=40))
        assert attack(session, seminar, VICTIM) == 29 - LIMIT + 1

    def test_the_mail_brings_a_button_that_proves_the_mailbox_and_nothing_else(
        self, session: Session, submit: Submit
    ) -> None:
        for number in range(LIMIT):
            submit(number)
        body = mails_to(session, VICTIM)[0].body
        found = re.search(r"/mailboxes/(\S+)", body)
        assert found
        mailbox_id = links.resolve(session, LinkPurpose.MAILBOX, found[1], now=NOW)
        mailboxes.press(session, mailbox_id, actor=None, now=NOW + MINUTE)
        assert mailboxes.is_proven(session, VICTIM, caution=CAUTION, now=NOW + MINUTE)
        submit(99)
        assert "/mailboxes/" not in mails_to(session, VICTIM)[-1].body

    def test_a_host_withdraws_beyond_the_limit_without_a_mail_and_the_office_with_one(
        self, session: Session, submit: Submit
    ) -> None:
        first, second = [submit(number) for number in range(LIMIT)][:2]
        for bid, actor, told in ((first, HOST, False), (second, STAFF, True)):
            done = bid_decisions.withdraw(
                session, bid.id, version=None, note="", office=OFFICE, now=NOW, actor=actor
            )
            assert done is told
            assert bid.state == "withdrawn"
        assert len(mails_to(session, VICTIM)) == LIMIT + 1


def test_a_forgotten_mailbox_is_not_found_and_its_links_are_gone(session: Session) -> None:
    token = mailboxes.ask(session, VICTIM, caution=CAUTION, now=NOW)
    session.commit()
    mailbox_id = links.resolve(session, LinkPurpose.MAILBOX, token, now=NOW)
    mailboxes.forget_old_proofs(session, now=NOW + timedelta(days=399))
    assert session.scalars(select(Mailbox)).all()
    mailboxes.forget_old_proofs(session, now=NOW + timedelta(days=401))
    session.commit()
    assert session.scalars(select(Mailbox)).all() == []
    assert session.scalars(select(SecretLink)).all() == []
    with pytest.raises(NotFound):
        mailboxes.press(session, mailbox_id, actor=None, now=NOW)


def test_another_network_is_not_to_blame(session: Session, seminar: Seminar) -> None:
    attack(session, seminar, "victim{}@example.jp")
    person = applicant("近 所", "neighbour@example.jp")
    row = register(session, seminar, person, network=ELSEWHERE).registration
    assert row.held_until is None


def test_neither_mailboxes_nor_networks_can_be_read_in_the_counters(
    session: Session, seminar: Seminar
) -> None:
    attack(session, seminar, VICTIM, 3)
    for count in session.scalars(select(RateCount)):
        assert re.fullmatch(r"[0-9a-f]{64}", count.source)
        assert "victim" not in count.action
