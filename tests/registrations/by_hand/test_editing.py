"""The staff changes what somebody has entered."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose, SecretLink
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import ParticipantKind
from seminar_service.outbox.model import Message
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.by_hand import editing
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.registrations.values import Applicant, PersonRegisteredAlready
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import (
    NOW,
    OFFICE,
    make_bid,
    make_link,
    make_question,
    make_registration,
    make_seminar,
)
from tests.registrations.by_hand.support import CLERK, mails

ANEW = Applicant(
    name="山田 花子",
    name_kana="ヤマダ ハナコ",
    email="Hanako@Example.jp",
    company="例示工業",
    participant_kind=ParticipantKind.ENGINEER,
    locale="en",
)


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(session, make_seminar(session, make_bid(session, tour)))


def edit(
    session: Session,
    row: Registration,
    applicant: Applicant = ANEW,
    *,
    tell: bool = True,
    version: int | None = None,
) -> None:
    editing.edit(
        session,
        row.id,
        applicant,
        version=version,
        tell_them=tell,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )


def test_everything_is_changed_and_found_by_its_new_name(
    session: Session, row: Registration
) -> None:
    edit(session, row, tell=False)

    assert (row.name, row.email, row.locale, row.employees) == (
        "山田 花子",
        "Hanako@example.jp",
        "en",
        None,
    )
    assert (row.email_key, row.name_key) == ("hanako@example.jp", "山田花子")
    assert "例示工業" in row.search_text
    assert mails(session) == []
    (line,) = histories.lines(session, HistoryKind.EDITED)
    assert line.data == {"version": 2, "told": False}


def test_with_another_address_earlier_links_open_nothing_and_the_mail_goes_there(
    session: Session, row: Registration
) -> None:
    make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)

    edit(session, row)

    assert mails(session) == [("registration_edited", "Hanako@example.jp")]
    mail = session.scalars(select(Message)).one()
    assert "/en/registrations/" in mail.body
    assert mail.calendar_method == "REQUEST"
    links = session.scalars(
        select(SecretLink).where(SecretLink.purpose == LinkPurpose.REGISTRATION)
    ).all()
    assert [link.is_open(NOW) for link in links].count(True) == 1
    assert len(links) == 2


def test_with_the_same_address_links_stay_and_calendars_are_left_alone(
    session: Session, row: Registration
) -> None:
    make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)

    edit(session, row, replace(ANEW, email=row.email.upper()))

    assert session.scalars(select(Message)).one().calendar is None
    assert all(link.is_open(NOW) for link in session.scalars(select(SecretLink)))


def test_whose_registration_is_over_gets_no_link(session: Session, row: Registration) -> None:
    row.state = RegistrationState.CANCELLED
    session.commit()
    edit(session, row)
    body = session.scalars(select(Message.body)).one()
    assert "/en/registrations/" not in body
    assert "山田 花子" in body


def test_nobody_is_registered_twice_by_an_edit(session: Session, row: Registration) -> None:
    make_registration(session, row.seminar, email_key="hanako@example.jp", name_key="山田花子")
    name = row.name
    with pytest.raises(PersonRegisteredAlready):
        edit(session, row)
    assert (row.name, histories.lines(session)) == (name, [])


def test_two_who_edit_at_once_lose_nothing(session: Session, row: Registration) -> None:
    edit(session, row, version=1)
    with pytest.raises(ChangedMeanwhile):
        edit(session, row, replace(ANEW, name="別人"), version=1)
    assert row.name == "山田 花子"


def test_what_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        editing.edit(
            session,
            987_654,
            ANEW,
            version=None,
            tell_them=False,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )


def test_answers_that_are_given_replace_those_of_their_questions_alone(
    session: Session, tour: Tour, row: Registration
) -> None:
    first, second, third = (make_question(session, tour) for _ in range(3))
    for question in (first, second, third):
        session.add(Answer(registration_id=row.id, question_id=question.id, text="先"))
    session.commit()

    editing.edit(
        session,
        row.id,
        ANEW,
        [GivenAnswer(first.id, "後")],
        instead_of=[first.id, second.id],
        version=None,
        tell_them=False,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )

    said = {each.question_id: each.text for each in session.scalars(select(Answer))}
    assert said == {first.id: "後", third.id: "先"}


def test_what_is_refused_changes_no_answer(session: Session, tour: Tour, row: Registration) -> None:
    question = make_question(session, tour)
    with pytest.raises(ChangedMeanwhile):
        editing.edit(
            session,
            row.id,
            ANEW,
            [GivenAnswer(question.id, "後")],
            instead_of=[question.id],
            version=row.version + 1,
            tell_them=False,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )
    assert session.scalars(select(Answer)).all() == []
