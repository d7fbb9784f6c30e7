"""Daily: forgets what nobody needs any more."""

from datetime import timedelta

from sqlalchemy import delete, exists

from seminar_service.access import mailboxes
from seminar_service.access.model import RateCount
from seminar_service.accounts.model import StaffSession
from seminar_service.accounts.session_limits import LONGEST_SESSION
from seminar_service.history import services as history
from seminar_service.planning.model import PlanningRun
from seminar_service.storage.transaction import transaction
from seminar_service.work.context import JobContext
from seminar_service.work.model import Job

KIND = "tidy"
COUNTS_KEPT = timedelta(days=2)
JOBS_KEPT = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=366)


def tidy(context: JobContext) -> None:
    """Delete old counters, proofs, sessions, log-ins told of, and ended jobs without a run."""
    now = context.now()
    with context.session_factory() as session, transaction(session):
        mailboxes.forget_old_proofs(session, now=now)
        session.execute(delete(RateCount).where(RateCount.window_start < now - COUNTS_KEPT))
        session.execute(delete(StaffSession).where(StaffSession.created_at < now - LONGEST_SESSION))
        session.execute(
            delete(Job).where(
                Job.ended_at < now - JOBS_KEPT, ~exists().where(PlanningRun.job_id == Job.id)
            )
        )
        history.forget_sign_ins(session, before=now - SIGN_INS_KEPT)
        context.finish(session)
