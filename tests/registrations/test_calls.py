"""People without a mail address are called instead of written to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from seminar_service.domain.vocabulary import RegistrationSource
from seminar_service.outbox.model import Message
from seminar_service.registrations import services
from seminar_service.registrations.calls import calls_of
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Outcome, Registered
from seminar_service.releases import cancellations
from seminar_service.releases.cancellations import Reason
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK
from tests.registrations.proof_support import applicant


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def call_in(
    session: Session, seminar: Seminar, name: str = "山田 花子", telephone: str = "03-3581-1101"
) -> Registered:
    caller = replace(applicant(name, ""), telephone=telephone, source=RegistrationSource.TELEPHONE)
    return services.register(
        session,
        seminar.public_id,
        caller,
        form_key=f"{name}-{telephone}-{len(session.scalars(select(Registration.id)).all())}",
        network=None,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )


def mails(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Message)) or 0


def test_who_has_no_address_is_registered_and_to_be_called(
    session: Session, seminar: Seminar
) -> None:
    row = call_in(session, seminar).registration

    assert (row.state, row.email) == (RegistrationState.CONFIRMED, "")
    assert (row.call_about, row.call_since) == ("registration_confirmed", NOW)
    assert mails(session) == 0
    assert [each.id for each in calls_of(session, seminar.id)] == [row.id]


def test_one_person_calls_twice_and_two_of_one_name_have_two_places(
    session: Session, seminar: Seminar
) -> None:
    first = call_in(session, seminar)
    again = call_in(session, seminar)
    other = call_in(session, seminar, telephone="06-6941-0700")

    assert again.outcome is Outcome.KNOWN
    assert again.registration.id == first.registration.id
    assert other.outcome is Outcome.NEW
    session.refresh(seminar)
    assert seminar.taken == 2


def test_who_moves_up_without_an_address_is_called_about_that(
    session: Session, seminar: Seminar
) -> None:
    stays, goes = (make_registration(session, seminar) for _ in range(2))
    row = call_in(session, seminar).registration
    assert row.call_about == "registration_waiting"

    services.withdraw(session, goes.id, office=OFFICE, actor=CLERK, now=NOW + timedelta(hours=1))

    session.refresh(row)
    assert row.call_about in {"registration_moved_up", "registration_offered"}
    assert row.call_since == NOW  # called once, about how it stands now
    told = session.scalars(select(Message.recipient)).all()
    assert "" not in told
    assert stays.email not in told


def test_a_cancelled_seminar_says_whom_to_call(session: Session, seminar: Seminar) -> None:
    make_registration(session, seminar)
    row = call_in(session, seminar).registration

    cancellations.cancel(
        session,
        seminar.public_id,
        Reason("台風", ""),
        plan_again=False,
        version=None,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )

    assert [each.id for each in calls_of(session, seminar.id)] == [row.id]
    session.refresh(row)
    assert row.call_about == "registration_seminar_cancelled"
    assert "" not in session.scalars(select(Message.recipient)).all()
