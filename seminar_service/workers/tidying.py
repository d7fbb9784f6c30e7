"""Daily: forgets what nobody needs any more."""

from datetime import timedelta

from sqlalchemy import delete, exists

from seminar_service.access import mailboxes
from seminar_service.access.model import RateCount
from seminar_service.accounts.model import StaffSession
from seminar_service.accounts.session_limits import LONGEST_SESSION
from seminar_service.history import services as history
from seminar_service.inviting import services as inviting
from seminar_service.outbox import addresses, sending
from seminar_service.planning.model import PlanningRun
from seminar_service.registrations import address_changes, files
from seminar_service.registrations.by_hand import unediting
from seminar_service.rounds import services as rounds
from seminar_service.sheets import uploads
from seminar_service.storage.transaction import transaction
from seminar_service.work import stumbles
from seminar_service.work.context import JobContext
from seminar_service.work.model import Job

KIND = "tidy"
COUNTS_KEPT = timedelta(days=2)
JOBS_KEPT = timedelta(days=30)
SIGN_INS_KEPT = timedelta(days=366)


def tidy(context: JobContext) -> None:
    """Delete what nobody needs any more: counters, proofs, sessions, texts of mails, and others."""
    now = context.now()
    with context.session_factory() as session, transaction(session):
        mailboxes.forget_old_proofs(session, now=now)
        address_changes.forget_old(session, now=now)
        files.sweep(session, now=now)
        unediting.forget_old_edits(session, now=now)
        session.execute(delete(RateCount).where(RateCount.window_start < now - COUNTS_KEPT))
        session.execute(delete(StaffSession).where(StaffSession.created_at < now - LONGEST_SESSION))
        session.execute(
            delete(Job).where(
                Job.ended_at < now - JOBS_KEPT, ~exists().where(PlanningRun.job_id == Job.id)
            )
        )
        uploads.forget_old(session, now=now)
        sending.forget_old_texts(session, now=now)
        addresses.forget_passing(session, now=now)
        stumbles.forget_old(session, now=now)
        inviting.forget_old(session, now=now)
        rounds.forget_old(session, now=now)
        history.forget_sign_ins(session, before=now - SIGN_INS_KEPT)
        context.finish(session)
