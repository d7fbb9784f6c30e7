"""Asking, answering all at once, other deadlines, reminders by hand."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.releases.cancellations import Reason, cancel
from seminar_service.rounds.queries import Reader
from seminar_service.rounds.sending import send_due
from seminar_service.rounds.services import (
    KEPT,
    Answer,
    DeadlinePast,
    answer,
    forget_old,
    remind,
    remind_all,
    require_day_ahead,
    set_deadline,
    spelled,
)
from seminar_service.rounds.values import Who, next_reminder
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import TourArchived
from seminar_service.tours.values import TourStage
from tests import histories
from tests.factories import NOW, OFFICE, make_adviser, make_bid
from tests.rounds.support import (
    DAY,
    DUE,
    HOST,
    NEXT,
    ORGANISER,
    askings,
    host_of,
    mails,
    one_asked,
    readers,
    released,
    seminar_of,
    wide_tour,
)

LATER = NOW + timedelta(days=2)


def said(reader: Reader, agrees: bool, note: str = "", *others: date) -> list[Answer]:
    """The same answer to every date that was shown."""
    return [
        Answer(each.seminar.public_id, agrees, note, each.question_mark, others)
        for each in reader.dates
    ]


def extend(
    session: Session, tour_id: int, due_on: date, who: Who | None = None, shown: str | None = None
) -> int:
    return set_deadline(session, tour_id, due_on, who=who, shown=shown, actor=ORGANISER, now=NOW)


def remind_now(
    session: Session, tour_id: int, now: datetime = LATER, who: Who | None = None
) -> int:
    if who is not None:
        return remind(session, tour_id, who, office=OFFICE, actor=ORGANISER, now=now)
    people = remind_all(session, tour_id, actor=ORGANISER, now=now)
    send_due(session, office=OFFICE, now=now)
    return people


def test_a_release_asks_each_host_and_adviser_until_its_day(session: Session) -> None:
    one_asked(session)

    rows = askings(session)

    assert [(row.adviser_id is None, row.due_on, row.asked_at) for row in rows] == [
        (True, DUE, NOW),
        (False, DUE, NOW),
    ]
    assert {row.remind_at for row in rows} == {next_reminder(DUE, after=NOW)}


def test_a_second_release_asks_nobody_anew_about_what_stays(session: Session) -> None:
    tour = wide_tour(session)
    bids, adviser = [make_bid(session, tour) for _ in range(2)], make_adviser(session, tour)
    held = {bid: (DAY + timedelta(days=place), [adviser]) for place, bid in enumerate(bids)}
    released(session, tour, held)
    for bid in bids:
        reader = host_of(session, bid)
        answer(session, reader, said(reader, True), actor=HOST, now=NOW)
    before = len(mails(session))

    moved = held | {bids[1]: (DAY + timedelta(days=2), [adviser])}
    released(session, tour, moved, due_on=DUE + timedelta(days=7), now=LATER)

    assert [mail.kind for mail in mails(session)[before:]] == ["seminar_moved", "adviser_asked"]
    assert seminar_of(session, bids[0]).host_confirmation is ConfirmationState.CONFIRMED
    assert [host_of(session, bid).due_on for bid in bids] == [DUE, DUE + timedelta(days=7)]
    assert not host_of(session, bids[0]).open
    assert len(askings(session)) == 3


def test_all_dates_are_answered_at_once_and_what_waits_is_left_alone(session: Session) -> None:
    tour = wide_tour(session)
    bids = [make_bid(session, tour, contact_email="one@example.jp") for _ in range(3)]
    adviser = make_adviser(session, tour)
    released(
        session,
        tour,
        {bid: (DAY + timedelta(days=place), [adviser]) for place, bid in enumerate(bids)},
    )
    reader = host_of(session, bids[0])
    yes, no, _ = said(reader, True)
    no = Answer(no.public_id, False, "会場が使えません。", no.shown, (date(2026, 11, 4),))

    outcome = answer(session, reader, [yes, no], actor=HOST, now=NOW)

    assert (outcome.confirmed, outcome.declined, outcome.outdated) == (
        (yes.public_id,),
        (no.public_id,),
        (),
    )
    reader = host_of(session, bids[0])
    assert [each.confirmation for each in reader.dates] == [
        ConfirmationState.CONFIRMED,
        ConfirmationState.DECLINED,
        ConfirmationState.ASKED,
    ]
    assert reader.declined[0].others == (date(2026, 11, 4),)
    assert len(reader.open) == 1


def test_somebody_may_change_their_mind_and_the_days_named_instead_go_with_the_no(
    session: Session,
) -> None:
    _, bid, _ = one_asked(session)
    for agrees, others in ((False, [NEXT]), (False, [date(2026, 11, 4)]), (True, [])):
        reader = host_of(session, bid)
        answer(session, reader, said(reader, agrees, "理由", *others), actor=HOST, now=NOW)
        assert host_of(session, bid).dates[0].others == tuple(others)
    assert session.scalars(select(DeclinedDay)).all() == []


def test_an_answer_that_comes_too_late_keeps_no_other_from_being_taken(session: Session) -> None:
    tour = wide_tour(session)
    moved, gone, kept = (make_bid(session, tour, contact_email="one@example.jp") for _ in range(3))
    advisers = [make_adviser(session, tour) for _ in range(3)]
    held = {
        bid: (DAY, [adviser]) for bid, adviser in zip((moved, gone, kept), advisers, strict=True)
    }
    released(session, tour, held)
    seen = host_of(session, kept)
    answers = {each.public_id: each for each in said(seen, True)}
    ids = {bid: seminar_of(session, bid).public_id for bid in (moved, gone, kept)}
    released(session, tour, held | {moved: (NEXT, [advisers[0]])}, now=LATER)
    cancel(
        session,
        ids[gone],
        Reason("台風", ""),
        plan_again=True,
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=LATER,
    )

    outcome = answer(session, seen, list(answers.values()), actor=HOST, now=LATER)

    assert outcome.confirmed == (ids[kept],)
    assert set(outcome.outdated) == {ids[moved], ids[gone]}
    assert seminar_of(session, moved).host_confirmation is ConfirmationState.ASKED


def test_an_answer_to_a_cancelled_seminar_is_not_taken_for_its_successor(session: Session) -> None:
    tour, bid, adviser = one_asked(session)
    seen = host_of(session, bid)
    old = seminar_of(session, bid)
    old.state = SeminarState.CANCELLED
    session.commit()
    released(session, tour, {bid: (DAY, [adviser])}, now=LATER)
    successor = seminar_of(session, bid)
    assert successor.id != old.id

    outcome = answer(session, seen, said(seen, True), actor=HOST, now=LATER)

    assert outcome.outdated == (old.public_id,)
    assert successor.host_confirmation is ConfirmationState.ASKED


def test_nobody_answers_for_a_date_of_somebody_else(session: Session) -> None:
    _, bid, _ = one_asked(session)
    reader = host_of(session, bid)
    strange = Answer("zzzzzzzz", True, "", None)

    assert answer(session, reader, [strange], actor=HOST, now=NOW).outdated == ("zzzzzzzz",)


def test_an_answer_behind_the_deadline_is_taken(session: Session) -> None:
    _, bid, _ = one_asked(session)
    reader = host_of(session, bid)
    late = NOW + timedelta(days=60)

    assert answer(session, reader, said(reader, True), actor=HOST, now=late).confirmed


def test_the_office_answers_for_them_and_the_history_says_so(session: Session) -> None:
    _, bid, _ = one_asked(session)
    reader = host_of(session, bid)

    answer(session, reader, said(reader, True, "電話で"), actor=ORGANISER, now=NOW)

    seminar = seminar_of(session, bid)
    (line,) = histories.lines(session, HistoryKind.HOST_CONFIRMED)
    assert (line.subject_id, line.actor_kind) == (seminar.id, "organiser")
    assert seminar.host_note == "電話で"


def test_the_deadline_of_one_or_of_all_who_have_not_answered_is_set_anew(session: Session) -> None:
    tour, bid, adviser = one_asked(session)
    week, fortnight = DUE + timedelta(days=7), DUE + timedelta(days=14)
    who = Who(adviser.id)

    assert extend(session, tour.id, week, who, spelled(DUE)) == 1
    assert readers(session, tour)[who].due_on == week
    assert host_of(session, bid).due_on == DUE
    assert extend(session, tour.id, fortnight) == 2

    assert {row.due_on for row in askings(session)} == {fortnight}
    assert {row.remind_at for row in askings(session)} == {next_reminder(fortnight, after=NOW)}
    reader = host_of(session, bid)
    answer(session, reader, said(reader, True), actor=HOST, now=NOW)
    assert extend(session, tour.id, fortnight + timedelta(days=1)) == 1
    lines = histories.lines(session, HistoryKind.ANSWERS_EXTENDED)
    assert [line.data["people"] for line in lines] == [1, 2, 1]


def test_who_was_never_asked_by_a_round_gets_a_deadline_by_hand(session: Session) -> None:
    tour, bid, _ = one_asked(session)
    bid.contact_email = "successor@example.jp"
    session.commit()

    assert extend(session, tour.id, DUE, Who.host("successor@example.jp"), "") == 1

    assert host_of(session, bid).due_on == DUE


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"due_on": date(2026, 5, 31)}, DeadlinePast),
        ({"who": Who(999)}, NotFound),
        ({"shown": "2026-06-14"}, ChangedMeanwhile),
        ({"shown": ""}, ChangedMeanwhile),
        ({"tour_id": 999}, NotFound),
    ],
)
def test_a_deadline_that_cannot_be_is_refused(
    session: Session, wrong: dict[str, object], error: type[Exception]
) -> None:
    tour, _, adviser = one_asked(session)
    asked = {"tour_id": tour.id, "due_on": DUE, "who": Who(adviser.id), "shown": None} | wrong

    with pytest.raises(error):
        extend(session, **asked)  # type: ignore[arg-type]  # by name
    assert {row.due_on for row in askings(session)} == {DUE}


def test_nobody_is_asked_about_a_tour_of_an_earlier_year(session: Session) -> None:
    tour, bid, _ = one_asked(session)
    tour.stage = TourStage.ARCHIVED
    session.commit()

    with pytest.raises(TourArchived):
        extend(session, tour.id, DUE)
    with pytest.raises(TourArchived):
        remind_now(session, tour.id)
    reader = host_of(session, bid)
    answers = [Answer(each.seminar.public_id, True, "", None) for each in reader.dates]
    assert answer(session, reader, answers, actor=HOST, now=NOW).outdated


def test_the_office_reminds_at_once_but_not_twice_within_a_day(session: Session) -> None:
    tour, bid, adviser = one_asked(session)
    assert remind_now(session, tour.id, NOW + timedelta(hours=1)) == 0
    reader = host_of(session, bid)
    answer(session, reader, said(reader, True), actor=HOST, now=NOW)

    assert remind_now(session, tour.id) == 1
    assert remind_now(session, tour.id, LATER + timedelta(hours=1)) == 0

    assert [mail.recipient for mail in mails(session, "adviser_reminded")] == [adviser.email]
    assert mails(session, "dates_reminder") == []
    row = next(row for row in askings(session) if row.adviser_id)
    assert (row.reminded_at, row.remind_at) == (LATER, next_reminder(DUE, after=LATER))


def test_who_has_no_deadline_is_not_reminded(session: Session) -> None:
    tour, bid, _ = one_asked(session)
    bid.contact_email = "successor@example.jp"
    session.commit()

    assert remind_now(session, tour.id, who=Who.host("successor@example.jp")) == 0


def test_what_was_asked_long_ago_is_forgotten(session: Session) -> None:
    one_asked(session)
    found = []
    for days in (0, 1):
        with transaction(session):
            forget_old(session, now=NOW + timedelta(days=14) + KEPT + timedelta(days=days))
        found.append(len(askings(session)))

    assert found == [2, 0]


def test_a_day_before_today_is_no_deadline() -> None:
    require_day_ahead(date(2026, 6, 1), now=NOW)
    with pytest.raises(DeadlinePast):
        require_day_ahead(date(2026, 5, 31), now=NOW)


def test_a_release_with_a_day_before_today_does_nothing(session: Session) -> None:
    tour = wide_tour(session)
    bid, adviser = make_bid(session, tour), make_adviser(session, tour)

    with pytest.raises(DeadlinePast):
        released(session, tour, {bid: (DAY, [adviser])}, due_on=date(2026, 5, 31))

    assert session.scalars(select(Seminar)).all() == []
