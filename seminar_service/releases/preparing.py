"""What somebody adds to the mails of a release beforehand, and which are not sent, and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.domain.locales import Locale
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.releases.mail_list import Audience, ReleaseMail, mail_to_person, mails_of
from seminar_service.releases.people_told import people_told
from seminar_service.releases.prepared import Preparation, preparation
from seminar_service.releases.prepared_model import EVERYBODY, FIRST_VERSION, PreparedMail
from seminar_service.releases.preview import Comparison, comparison
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived

LONGEST_WORDS: Final = 1_000
"""Characters of what is added to a mail."""
LONGEST_REASON: Final = 500
"""Characters of the reason why a mail is not sent."""


class MailChanged(DomainError):  # noqa: N818 (named after the rule)
    """The mail would tell something else by now than what was shown."""

    code = "mail_changed"
    category = Category.CONFLICT


class PreparationOutdated(DomainError):  # noqa: N818 (named after the rule)
    """Something was prepared for mails that tell something else by now; look at these first."""

    code = "preparation_outdated"
    category = Category.CONFLICT


def prepare_mail(
    session: Session,
    plan_id: int,
    key: str,
    words: str,
    reason: str,
    *,
    mark: str,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set what is added to one mail of a release, or why it is not sent.

    Args:
        session: The database.
        plan_id: The plan that is to be released.
        key: The mail.
        words: What is added, as plain text in the reader's language; empty for nothing.
        reason: Why the mail is not sent; empty where it is.
        mark: What the mail told that was shown (`ReleaseMail.mark`).
        version: The version of what was prepared before; not looked at where None.
        actor: Who prepares it.
        now: The present instant.

    Raises:
        NotFound: There is no such plan, or its release sends no such mail.
        TransitionNotAllowed: It has been released.
        TourArchived: Its tour is kept as an earlier year.
        MailChanged: The mail tells something else than was shown.
        ChangedMeanwhile: Somebody else has prepared it since `version`.
    """
    with transaction(session):
        _hold(session, plan_id)
        compared = comparison(session, plan_id, now=now, weighed=False)
        mail = find_mail(session, compared, key, now=now)
        if mail.mark != mark:
            raise MailChanged
        row = _row(session, plan_id, key, now=now)
        require_version(row, version)
        japanese = mail.locale == Locale.JA
        row.words_ja, row.words_en = (words, "") if japanese else ("", words)
        row.reason = reason
        row.kind, row.audience, row.about_id = mail.kind, mail.audience.value, mail.about_id
        row.registration_id = mail.about_id if mail.audience is Audience.PARTICIPANT else None
        row.mark, row.changes = mail.mark, [each.as_data() for each in mail.changes]
        _note(session, row, actor=actor, now=now)


def prepare_all(
    session: Session,
    plan_id: int,
    words: Mapping[Locale, str],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Set what all mails of a release say beside their own text, in each language.

    Raises:
        NotFound, TransitionNotAllowed, TourArchived, ChangedMeanwhile: As for `prepare_mail`.
    """
    with transaction(session):
        _hold(session, plan_id)
        row = _row(session, plan_id, EVERYBODY, now=now)
        require_version(row, version)
        row.words_ja, row.words_en = words[Locale.JA], words[Locale.EN]
        _note(session, row, actor=actor, now=now)


def find_mail(session: Session, compared: Comparison, key: str, *, now: datetime) -> ReleaseMail:
    """The mail of a release that has a key.

    Raises:
        NotFound: The release sends no such mail.
    """
    audience, _, number = key.partition("-")
    if audience == "person" and number.isdecimal():
        found = people_told(session, compared.told_in, now=now, only=[int(number)])
        mails = (mail_to_person(compared, each) for each in found)
    else:
        mails = (mail for mail in mails_of(compared) if mail.key == key)
    mail = next(mails, None)
    if mail is None:
        raise NotFound("mail")
    return mail


def settled_preparation(session: Session, compared: Comparison, *, now: datetime) -> Preparation:
    """What is added to the mails of a release, if all of it still fits.

    Raises:
        PreparationOutdated: Something was prepared for a mail that tells something else by now.
    """
    found = preparation(session, compared, now=now)
    if found.unsettled:
        raise PreparationOutdated
    return found


def prepared_row(session: Session, plan_id: int, key: str) -> PreparedMail | None:
    """What was prepared for one mail, or for all."""
    return session.scalar(
        select(PreparedMail).where(PreparedMail.plan_id == plan_id, PreparedMail.key == key)
    )


def _hold(session: Session, plan_id: int) -> None:
    plan = session.get(Plan, plan_id, with_for_update={"key_share": True})
    if plan is None:
        raise NotFound("plan")
    PLAN_TRANSITIONS.move(plan.state, PlanAction.RELEASE)
    hold_unarchived(session, plan.tour_id)


def _row(session: Session, plan_id: int, key: str, *, now: datetime) -> PreparedMail:
    """The row of a mail; made where there is none, under the lock of the plan."""
    row = prepared_row(session, plan_id, key)
    if row is None:
        row = PreparedMail(plan_id=plan_id, key=key, version=FIRST_VERSION, made_at=now)
        session.add(row)
        session.flush()
    return row


def _note(session: Session, row: PreparedMail, *, actor: Actor, now: datetime) -> None:
    row.made_by, row.made_at = actor.user_id, now
    mark_edited(session, row, actor=actor, now=now, plan=row.plan_id)
