"""Letting the planner work, as the staff would, and waiting for it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.locales import Locale
from seminar_service.planning import services as planning
from seminar_service.planning.model import PlanningRun
from seminar_service.planning.queries.refusals import failure_text
from seminar_service.work.model import Job, JobState

ENDED = (JobState.DONE, JobState.FAILED)
PAUSE_SECONDS = 0.2


class SampleNotPlanned(Exception):  # noqa: N818 (named after the rule)
    """The planner has found no plan for a sample tour."""


@dataclass(frozen=True)
class Planner:
    """Starts a run of the planner and waits for its plan.

    Attributes:
        time_limit_seconds: How long the planner may think.
        patience_seconds: How long to wait for a worker to take up and end the run.
        sleep: Waits; replaced where a worker is driven by hand.
    """

    time_limit_seconds: int
    patience_seconds: int = 600
    sleep: Callable[[float], None] = time.sleep

    def plan(self, session: Session, tour_id: int, *, now: datetime) -> int:
        """Plan a tour and return the plan's key.

        Raises:
            SampleNotPlanned: The run ended without a plan, or did not end in time.
        """
        run_id = planning.start_run(
            session, tour_id, self.time_limit_seconds, actor=SYSTEM, now=now
        )
        for _ in range(int(self.patience_seconds / PAUSE_SECONDS)):
            session.rollback()  # look again at what the worker has written
            run = session.get_one(PlanningRun, run_id)
            if session.get_one(Job, run.job_id).state in ENDED:
                break
            self.sleep(PAUSE_SECONDS)
        session.rollback()
        run = session.get_one(PlanningRun, run_id)
        if run.plan_id is None:
            told = failure_text(session, run)
            raise SampleNotPlanned(
                "the planner's run has not ended in time" if told is None else told[Locale.EN]
            )
        return run.plan_id
