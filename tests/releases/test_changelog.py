"""The releases of a tour, the newest first."""

from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.queries.plans import COMPONENTS
from seminar_service.planning.states import PlanState
from seminar_service.releases import changelog as changelogs
from seminar_service.releases.changelog import changelog, one_release
from seminar_service.releases.changes import ChangeKind
from seminar_service.releases.record_model import ReleaseRecord
from seminar_service.releases.schedule_model import ScheduledRelease, ScheduleState
from seminar_service.releases.services import release
from tests.factories import NOW, OFFICE, make_plan, make_user
from tests.releases.releasing import Year, lay_year, prepare
from tests.statements import counted_queries

LATER = NOW + timedelta(days=1)


@pytest.fixture
def session(sqlite_session: Session) -> Session:
    return sqlite_session


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


def released_before(session: Session, year: Year, *, days: int = 1) -> Plan:
    """A plan that was released before anything was kept of releases, without one seminar."""
    advisers = {each.id: each for each in (year.one, year.other)}
    held = {
        each.bid: (each.day, [advisers[each.team[0].adviser_id]]) for each in year.plan.seminars[1:]
    }
    return make_plan(
        session,
        year.plan.tour,
        held,
        state=PlanState.SUPERSEDED,
        released_at=NOW - timedelta(days=days),
        objective_yen=90_000,
        bound_yen=0,
        components=dict.fromkeys(COMPONENTS, 10),
    )


def test_a_release_tells_who_and_when_what_it_changed_and_what_it_costs(
    session: Session, year: Year
) -> None:
    released_before(session, year)
    user = make_user(session, name="佐藤")
    year.plan.components = dict.fromkeys(COMPONENTS, 30)
    session.commit()
    prepare(session, year, f"person-{year.of_gone.id}", reason="電話で伝えた")
    prepare(session, year, f"adviser-{year.one.id}", reason="会って伝えた")
    actor = Actor(ActorKind.ORGANISER, user.id)
    release(session, year.plan.id, office=OFFICE, actor=actor, now=NOW)

    found = changelog(session, year.plan.tour_id, 1)

    newest, first = found.releases
    assert (newest.number, newest.plan.released_at, newest.by) == (2, NOW, user)
    assert not newest.at_set_time
    assert [each.bid_id for each in newest.of_kind(ChangeKind.MOVED)] == [year.moved.id]
    assert len(newest.of_kind(ChangeKind.NEW)) == 2
    assert newest.seminars[year.moved.id] == year.of_moved.seminar.public_id
    assert newest.refusals == (year.gone.id, year.refused.id)
    assert newest.total is not None
    assert newest.total.change_yen == 10_000
    assert {part.change_yen for part in newest.components} == {20}
    assert [row.reason for row in newest.left_out] == ["会って伝えた"]
    assert newest.people_left_out == 1
    assert (first.number, first.before, first.total, first.by) == (1, None, None, None)
    assert set(found.bids) >= {year.moved.id, year.refused.id}


def test_of_a_release_of_before_the_plans_are_compared(session: Session, year: Year) -> None:
    released_before(session, year, days=2)
    year.plan.state, year.plan.released_at = PlanState.RELEASED, NOW
    session.commit()

    newest, _ = changelog(session, year.plan.tour_id, 1).releases

    assert newest.record is None
    assert [(each.kind, each.bid_id) for each in newest.changes] == [
        (ChangeKind.NEW, year.plan.seminars[0].bid_id)
    ]


def test_a_release_at_a_set_time_says_so(session: Session, year: Year) -> None:
    release(session, year.plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)
    session.add(
        ScheduledRelease(
            plan_id=year.plan.id,
            release_at=NOW,
            deeds="",
            state=ScheduleState.DONE,
            scheduled_at=NOW,
        )
    )
    session.commit()

    (found,) = one_release(session, year.plan.id).releases

    assert (found.at_set_time, found.number) == (True, 1)


def test_one_release_is_beside_the_one_before(session: Session, year: Year) -> None:
    before = released_before(session, year)
    release(session, year.plan.id, office=OFFICE, actor=Actor(ActorKind.ORGANISER), now=NOW)

    (found,) = one_release(session, year.plan.id).releases
    (first,) = one_release(session, before.id).releases

    assert (found.number, found.before, first.number, first.before) == (2, before, 1, None)


def test_what_nobody_released_is_no_release(session: Session, year: Year) -> None:
    make_plan(session, year.plan.tour, {}, origin=PlanOrigin.RECORD, released_at=NOW)

    assert changelog(session, year.plan.tour_id, 1).releases == ()
    for number in (0, year.plan.id):
        with pytest.raises(NotFound):
            one_release(session, number)


def test_many_are_shown_in_pages_by_as_many_queries(
    session: Session, year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changelogs, "PAGE_SIZE", 2)
    for days in range(1, 6):
        released_before(session, year, days=days)
    session.execute(delete(ReleaseRecord))
    session.commit()
    tour_id = year.plan.tour_id

    counts, numbers = [], []
    for page in (1, 2, 3, 99):
        with counted_queries(session) as queries:
            found = changelog(session, tour_id, page)
        counts.append(len(queries))
        numbers.append([each.number for each in found.releases])

    assert numbers == [[5, 4], [3, 2], [1], [1]]
    assert max(counts) <= 13
    assert counts[0] == counts[1]
