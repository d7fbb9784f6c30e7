"""The queue of the planner as the planning room shows it."""

from sqlalchemy.orm import Session

from seminar_service.planning.queries.queue import planning_queue
from seminar_service.tours.model import Tour
from seminar_service.work.model import JobState
from tests.factories import make_run, make_tour, make_user
from tests.statements import counted_queries


def test_what_is_planned_comes_first_and_what_waits_is_counted(
    session: Session, tour: Tour
) -> None:
    starter = make_user(session)
    for ended in (JobState.DONE, JobState.FAILED, JobState.WITHDRAWN):
        make_run(session, tour, job_state=ended)
    going_on = make_run(session, tour, job_state=JobState.RUNNING)
    waiting = [make_run(session, tour, started_by=starter.id) for _ in range(2)]
    make_run(session, make_tour(session, 2027))
    key, starter_id = tour.id, starter.id
    expected = [going_on.id, *(each.id for each in waiting)]

    with counted_queries(session) as queries:
        found = planning_queue(session, key)
        starters = [each.run.starter and each.run.starter.id for each in found]
        assert [each.run.id for each in found] == expected
        assert [each.place for each in found] == [0, 1, 2]
        assert [each.waits for each in found] == [False, True, True]

    assert starters == [None, starter_id, starter_id]
    assert len(queries) == 1


def test_a_tour_without_runs_has_no_queue(session: Session, tour: Tour) -> None:
    assert planning_queue(session, tour.id) == ()
