"""How far the reminders are that somebody asked for at once."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.rounds.sending import send_due
from seminar_service.rounds.services import remind_all
from seminar_service.rounds.under_way import TOLD_FOR, UnderWay, under_way
from seminar_service.work.model import Job, JobState
from tests.factories import NOW, OFFICE, make_tour
from tests.rounds.support import ORGANISER, one_asked

SOON = NOW + timedelta(days=2)


def job_of(session: Session) -> Job:
    return session.scalars(select(Job)).one()


def test_it_is_told_from_the_press_until_some_minutes_after_the_last_mail(
    session: Session,
) -> None:
    tour, _, _ = one_asked(session)
    assert under_way(session, tour.id, now=SOON) is None
    remind_all(session, tour.id, actor=ORGANISER, now=SOON)
    assert under_way(session, tour.id, now=SOON) == UnderWay(2, 2, has_stopped=False)
    asked = iter((False, True))

    send_due(session, office=OFFICE, now=SOON, should_stop=lambda: next(asked))

    found = under_way(session, tour.id, now=SOON)
    assert found == UnderWay(2, 1, has_stopped=False)
    assert found.written == 1
    send_due(session, office=OFFICE, now=SOON)
    job = job_of(session)
    job.state, job.ended_at = JobState.DONE, SOON
    session.commit()
    assert under_way(session, tour.id, now=SOON + TOLD_FOR) == UnderWay(2, 0, has_stopped=False)
    assert under_way(session, tour.id, now=SOON + TOLD_FOR * 2) is None


def test_work_that_was_given_up_is_told_as_long_as_something_is_left(session: Session) -> None:
    tour, _, _ = one_asked(session)
    remind_all(session, tour.id, actor=ORGANISER, now=SOON)
    job_of(session).state = JobState.FAILED
    session.commit()

    assert under_way(session, tour.id, now=SOON) == UnderWay(2, 2, has_stopped=True)


def test_another_tour_knows_nothing_of_it(session: Session) -> None:
    tour, _, _ = one_asked(session)
    remind_all(session, tour.id, actor=ORGANISER, now=SOON)

    assert under_way(session, make_tour(session, 2027).id, now=SOON) is None
