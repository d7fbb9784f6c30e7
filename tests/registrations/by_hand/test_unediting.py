"""The staff undoes its last change of what somebody entered."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.domain.errors import ChangedMeanwhile, LinkRevoked, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import Industry
from seminar_service.questions.values import QuestionKind
from seminar_service.registrations.answer_model import Answer
from seminar_service.registrations.answers import GivenAnswer
from seminar_service.registrations.by_hand import editing, unediting
from seminar_service.registrations.by_hand.unediting import EditKnown, may_undo_edit, undo_edit
from seminar_service.registrations.change_model import RegistrationEdit
from seminar_service.registrations.model import Registration
from seminar_service.registrations.values import Applicant
from seminar_service.storage.transaction import transaction
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

DAY = timedelta(days=1)
ANEW = Applicant(name="山田 花子", email="hanako@example.jp", company="例示工業")


@pytest.fixture
def row(session: Session, tour: Tour) -> Registration:
    return make_registration(
        session,
        make_seminar(session, make_bid(session, tour)),
        industry=Industry.MANUFACTURING,
        company="見本商会",
    )


def edit(
    session: Session,
    row: Registration,
    person: Applicant = ANEW,
    answers: tuple[GivenAnswer, ...] = (),
    *,
    instead_of: tuple[int, ...] = (),
    tell: bool = False,
) -> None:
    editing.edit(
        session,
        row.id,
        person,
        answers,
        instead_of=instead_of,
        version=row.version,
        tell_them=tell,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )


def undo(session: Session, row: Registration) -> None:
    undo_edit(session, row.id, version=row.version, actor=CLERK, now=NOW)


def test_everything_says_again_what_it_said(session: Session, row: Registration) -> None:
    names = ("name", "name_key", "email", "email_key", "company", "company_key", "industry")
    before = {name: getattr(row, name) for name in names}
    edit(session, row)
    assert row.name == "山田 花子"
    assert may_undo_edit(session, row, now=NOW)

    undo(session, row)

    session.refresh(row)
    assert {name: getattr(row, name) for name in names} == before
    assert row.version == 3
    assert mails(session) == []
    assert len(histories.lines(session, HistoryKind.EDIT_UNDONE)) == 1
    assert session.scalars(select(RegistrationEdit)).all() == []
    assert not may_undo_edit(session, row, now=NOW)


def test_answers_of_every_kind_come_back(session: Session, tour: Tour, row: Registration) -> None:
    day, number, sure, line = (
        make_question(session, tour, kind=kind)
        for kind in (QuestionKind.DAY, QuestionKind.NUMBER, QuestionKind.YES_NO, QuestionKind.LINE)
    )
    meal = make_question(session, tour, kind=QuestionKind.SEVERAL_OF, options=("A", "B"))
    asked = tuple(each.id for each in (day, number, sure, line, meal))
    first = (
        GivenAnswer(day.id, "7月1日", day=date(2026, 7, 1)),
        GivenAnswer(number.id, "12", number=12),
        GivenAnswer(sure.id, says_yes=False),
        GivenAnswer(meal.id, options=(meal.options[1].id,)),
    )
    edit(session, row, answers=first, instead_of=asked)
    edit(session, row, answers=(GivenAnswer(line.id, "後"),), instead_of=asked)

    undo(session, row)

    said = {each.question_id: each for each in session.scalars(select(Answer))}
    assert set(said) == {day.id, number.id, sure.id, meal.id}
    assert (said[day.id].day, said[number.id].number) == (date(2026, 7, 1), 12)
    assert said[sure.id].says_yes is False
    assert [option.label_ja for option in said[meal.id].options] == ["B"]


def test_links_that_fell_with_the_address_open_the_page_again(
    session: Session, row: Registration
) -> None:
    token = make_link(session, LinkPurpose.REGISTRATION, row.id, now=NOW)
    edit(session, row)
    with pytest.raises(LinkRevoked):
        links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW)

    undo(session, row)

    assert links.resolve(session, LinkPurpose.REGISTRATION, token, now=NOW) == row.id


def test_what_somebody_was_told_of_stays(session: Session, row: Registration) -> None:
    edit(session, row, tell=True)
    assert session.scalars(select(RegistrationEdit)).all() == []
    with pytest.raises(EditKnown):
        undo(session, row)
    assert row.name == "山田 花子"


def test_only_the_last_change_is_undone(session: Session, row: Registration) -> None:
    edit(session, row)
    edit(session, row, Applicant(name="青木 一", email="hajime@example.jp"))
    undo(session, row)
    assert row.name == "山田 花子"
    with pytest.raises(EditKnown):
        undo(session, row)


def test_who_has_not_seen_how_it_is_now_undoes_nothing(session: Session, row: Registration) -> None:
    edit(session, row)
    with pytest.raises(ChangedMeanwhile):
        undo_edit(session, row.id, version=row.version - 1, actor=CLERK, now=NOW)
    row.version += 1  # as when the person changes an answer
    session.commit()
    with pytest.raises(EditKnown):
        undo(session, row)


def test_who_has_registered_again_under_the_earlier_name_hinders_it(
    session: Session, row: Registration
) -> None:
    names = ("name", "name_key", "email", "email_key")
    before = {name: getattr(row, name) for name in names}
    edit(session, row)
    make_registration(session, row.seminar, **before)
    with pytest.raises(EditKnown):
        undo(session, row)


def test_after_a_day_nothing_of_it_is_left(session: Session, row: Registration) -> None:
    edit(session, row)
    assert not may_undo_edit(session, row, now=NOW + DAY)
    with pytest.raises(EditKnown):
        undo_edit(session, row.id, version=row.version, actor=CLERK, now=NOW + DAY)
    with transaction(session):
        unediting.forget_old_edits(session, now=NOW + DAY)
    assert session.scalars(select(RegistrationEdit)).all() == []


def test_a_change_with_a_file_is_not_undone(
    session: Session, tour: Tour, row: Registration
) -> None:
    question = make_question(session, tour, kind=QuestionKind.FILE)
    session.add(Answer(registration_id=row.id, question_id=question.id, text="a.pdf"))
    session.commit()
    edit(session, row, instead_of=(question.id,))
    assert session.scalars(select(RegistrationEdit)).all() == []


def test_what_is_not_there_is_missing(session: Session) -> None:
    with pytest.raises(NotFound):
        undo_edit(session, 4711, version=1, actor=CLERK, now=NOW)
