"""Two registrations of one person become one."""

from collections.abc import Mapping

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.questions.model import Question
from seminar_service.registrations.answers import GivenAnswer, answers_of, write_answers
from seminar_service.registrations.by_hand.merging import NothingToMerge, merge
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.model import Seminar
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import (
    NOW,
    OFFICE,
    make_bid,
    make_question,
    make_registration,
    make_seminar,
    make_tour,
)
from tests.registrations.by_hand.support import CLERK, counted, mails, seen, states

S = RegistrationState


@pytest.fixture
def seminar(session: Session, tour: Tour) -> Seminar:
    return make_seminar(session, make_bid(session, tour), capacity=2)


def merged(session: Session, keep: Registration, other: Registration, *, tell: bool = True) -> int:
    return merge(
        session,
        seen(keep, other),
        keep.id,
        tell_them=tell,
        office=OFFICE,
        actor=CLERK,
        now=NOW,
    )


def answer(session: Session, row: Registration, said: Mapping[Question, str]) -> None:
    given = [GivenAnswer(question.id, text=text) for question, text in said.items()]
    write_answers(session, row, given)
    session.commit()


def answered(session: Session, row: Registration) -> dict[int, str]:
    (found,) = answers_of(session, [row.id]).values()
    return {each.question_id: each.text for each in found}


def test_at_one_seminar_the_better_standing_is_kept_with_the_chosen_details(
    session: Session, seminar: Seminar
) -> None:
    place = make_registration(session, seminar, email="slip@example.jp", name="山田")
    make_registration(session, seminar)
    wait = make_registration(
        session, seminar, state=S.WAITING, email="right@example.jp", wishes_consultation=True
    )
    wanted_keys = wait.name_key, wait.email_key

    assert merged(session, wait, place) == place.id

    assert states(session, [place, wait]) == ["confirmed", "cancelled"]
    assert (place.email, place.wishes_consultation, place.version) == (
        "right@example.jp",
        True,
        2,
    )
    assert (place.name_key, place.email_key) == wanted_keys
    assert counted(session, seminar) == (2, 0)
    assert mails(session) == [("registration_confirmed", "right@example.jp")]


def test_answers_to_own_questions_come_along_with_the_details(
    session: Session, seminar: Seminar
) -> None:
    food, stay = (make_question(session, seminar.tour) for _ in range(2))
    place = make_registration(session, seminar, telephone="03-1111-1111", needs_other="耳栓")
    wait = make_registration(
        session, seminar, state=S.WAITING, telephone="03-2222-2222", needs_wheelchair=True
    )
    answer(session, place, {food: "卵", stay: "一泊"})
    answer(session, wait, {food: "小麦"})

    merged(session, wait, place)

    assert answered(session, place) == {food.id: "小麦", stay.id: "一泊"}
    assert place.telephone == "03-2222-2222"
    assert (place.needs_wheelchair, place.needs_other) == (True, "耳栓")


def test_what_only_the_other_one_answered_is_taken_over(session: Session, seminar: Seminar) -> None:
    food, stay = (make_question(session, seminar.tour) for _ in range(2))
    place, wait = (
        make_registration(session, seminar, state=each) for each in (S.CONFIRMED, S.WAITING)
    )
    answer(session, place, {food: "卵"})
    answer(session, wait, {food: "小麦", stay: "一泊"})

    merged(session, place, wait)

    assert answered(session, place) == {food.id: "卵", stay.id: "一泊"}
    assert answered(session, wait) == {food.id: "小麦"}


def test_at_two_seminars_each_keeps_its_answers(session: Session, seminar: Seminar) -> None:
    question = make_question(session, seminar.tour)
    here = make_registration(session, seminar)
    other = make_seminar(session, make_bid(session, seminar.tour))
    there = make_registration(session, other)
    answer(session, there, {question: "卵"})

    merged(session, here, there)

    assert (answered(session, here), answered(session, there)) == ({}, {question.id: "卵"})


def test_the_history_of_both_tells_of_it(session: Session, seminar: Seminar) -> None:
    first, second = (make_registration(session, seminar) for _ in range(2))

    merged(session, first, second, tell=False)

    ended, kept = histories.lines(session)
    assert (ended.kind, ended.subject_id) == (HistoryKind.REGISTRATION_WITHDRAWN, second.id)
    assert ended.data["into"] == first.id
    assert (kept.kind, kept.subject_id) == (HistoryKind.REGISTRATION_MERGED, first.id)
    assert kept.data["other"] == second.id
    assert mails(session) == []


def test_the_place_that_comes_free_goes_to_the_next(session: Session, seminar: Seminar) -> None:
    first, second = (make_registration(session, seminar) for _ in range(2))
    waits = make_registration(session, seminar, state=S.WAITING)

    merged(session, first, second, tell=False)

    assert [to for _kind, to in mails(session)] == [waits.email]
    assert counted(session, seminar) == (2, 0)


def test_at_two_seminars_the_chosen_one_is_kept_and_the_other_told_to_be_over(
    session: Session, tour: Tour, seminar: Seminar
) -> None:
    there = make_seminar(session, make_bid(session, tour))
    earlier, later = make_registration(session, seminar), make_registration(session, there)

    assert merged(session, later, earlier) == later.id

    assert states(session, [earlier, later]) == ["cancelled", "confirmed"]
    assert [kind for kind, _to in mails(session)] == [
        "registration_withdrawn",
        "registration_confirmed",
    ]
    assert (counted(session, seminar), counted(session, there)) == ((0, 0), (1, 0))


def test_what_is_over_or_in_another_tour_is_not_merged(session: Session, seminar: Seminar) -> None:
    stands = make_registration(session, seminar)
    over = make_registration(session, seminar, state=S.CANCELLED)
    there = make_seminar(session, make_bid(session, make_tour(session, 2025)))
    elsewhere = make_registration(session, there)
    for other in (over, elsewhere):
        with pytest.raises(NothingToMerge):
            merged(session, stands, other)
    assert histories.lines(session) == []


def test_what_was_seen_otherwise_or_is_no_pair_is_not_merged(
    session: Session, seminar: Seminar
) -> None:
    one, other = (make_registration(session, seminar) for _ in range(2))
    third = make_registration(session, seminar, state=S.WAITING)
    looked_at = {one.id: "waiting-1", other.id: "confirmed-2"}
    with pytest.raises(ChangedMeanwhile):
        merge(session, looked_at, one.id, tell_them=False, office=OFFICE, actor=CLERK, now=NOW)
    with pytest.raises(NotFound):
        merge(
            session,
            seen(one, other),
            third.id,
            tell_them=False,
            office=OFFICE,
            actor=CLERK,
            now=NOW,
        )
    assert states(session, [one, other]) == ["confirmed", "confirmed"]
