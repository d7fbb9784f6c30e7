"""Plans on the planner's workbench, kept warm in this process; the prover is never loaded.

What the rows say is what counts: whoever takes a bench from the shelf brings it to the rows first,
so that it is right whatever other processes, or a transaction that was rolled back, have done.
"""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

import solver
from seminar_service.planning.inputs import Held, PlanningInput
from seminar_service.planning.model import PlanningRun, PlanSnapshot
from seminar_service.planning.solver_io.benches import Bench
from seminar_service.planning.solver_io.breaches import ShutDays, shut_days
from seminar_service.planning.solver_io.drafts import ProblemFaulty, taken_over
from seminar_service.planning.solver_io.instances import PlanningProblem
from seminar_service.planning.solver_io.rows import held_by
from seminar_service.planning.solver_io.weighing import digest_of

MOST_BENCHES: Final = 8
"""Plans that a process keeps warm: about 25 MB each for 500 bids and 40 advisers."""

NO_DRAFT: Final = 0
"""In place of a draft's key: the problem is that of a tour as it is now."""

Key = tuple[int, str]
"""The key of a plan, and the digest of its planning problem."""


class Shelf:
    """Benches that were used last, at most so many; safe to be used by several threads.

    Args:
        most: How many it keeps.
    """

    def __init__(self, most: int = MOST_BENCHES) -> None:
        self._most = most
        self._benches: OrderedDict[Key, tuple[Bench, Lock]] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._benches)

    def find(self, key: Key) -> tuple[Bench, Lock] | None:
        """Return a bench with the lock of whoever uses it, None where it has to be built."""
        with self._lock:
            found = self._benches.get(key)
            if found is not None:
                self._benches.move_to_end(key)
            return found

    def keep(self, key: Key, bench: Bench) -> tuple[Bench, Lock]:
        """Keep a bench that was just built; one that another thread built meanwhile is taken."""
        with self._lock:
            found = self._benches.setdefault(key, (bench, Lock()))
            self._benches.move_to_end(key)
            while len(self._benches) > self._most:
                self._benches.popitem(last=False)
            return found


SHELF: Final = Shelf()


@contextmanager
def draft_bench(session: Session, plan_id: int, shelf: Shelf = SHELF) -> Iterator[Bench]:
    """Lend the bench of a draft, as its rows are now, to one thread at a time. Two queries.

    A third reads the planning problem where the bench has to be built.

    Raises:
        sqlalchemy.exc.NoResultFound: The plan has no planning problem of its own.
    """
    digest = session.execute(
        select(PlanSnapshot.digest).where(PlanSnapshot.plan_id == plan_id)
    ).scalar_one()
    held = held_by(session, plan_id)
    key = (plan_id, digest)
    bench, lock = shelf.find(key) or shelf.keep(key, _built(session, plan_id, held))
    with lock:
        bench.follow(held)
        yield bench


@contextmanager
def plan_bench(session: Session, plan_id: int, shelf: Shelf = SHELF) -> Iterator[Bench | None]:
    """Lend the bench of any plan by the problem that it answers; None where that was not kept.

    At most four queries. Of a plan that the planner made, the problem is read each time: keys of
    plans that were deleted are given again, so that they do not name a problem alone.
    """
    if session.scalar(select(PlanSnapshot.plan_id).where(PlanSnapshot.plan_id == plan_id)):
        with draft_bench(session, plan_id, shelf) as bench:
            yield bench
        return
    made_by = session.execute(
        select(PlanningRun.instance, PlanningRun.input).where(PlanningRun.plan_id == plan_id)
    ).first()
    if made_by is None or not made_by.instance:
        yield None
        return
    held = held_by(session, plan_id)
    key = (plan_id, digest_of(made_by.instance))
    shut = shut_days(PlanningInput.read(made_by.input)) if made_by.input else ShutDays()
    bench, lock = shelf.find(key) or shelf.keep(key, Bench(made_by.instance, held, shut))
    with lock:
        bench.follow(held)
        yield bench


@contextmanager
def tour_bench(
    problem: PlanningProblem,
    known: PlanningInput,
    planned: Mapping[int, Held],
    shelf: Shelf = SHELF,
) -> Iterator[Bench]:
    """Lend a bench with a plan by a problem of now, as a copy of it would be. No query.

    Args:
        problem: The planning problem of the tour.
        known: What it was made from.
        planned: What the plan holds, by the key of the bid.
        shelf: Where benches are kept.

    Raises:
        ProblemFaulty: The problem breaks its format.
    """
    held = taken_over(planned, problem)
    key = (NO_DRAFT, digest_of(problem.document))
    found = shelf.find(key)
    if found is None:
        try:
            bench = Bench(problem.document, held, shut_days(known))
        except solver.InvalidInstance as error:
            raise ProblemFaulty(str(error)) from error
        found = shelf.keep(key, bench)
    bench, lock = found
    with lock:
        bench.follow(held)
        yield bench


def _built(session: Session, plan_id: int, held: Mapping[int, Held]) -> Bench:
    document, known = session.execute(
        select(PlanSnapshot.instance, PlanSnapshot.input).where(PlanSnapshot.plan_id == plan_id)
    ).one()
    return Bench(document, held, shut_days(PlanningInput.read(known)))
