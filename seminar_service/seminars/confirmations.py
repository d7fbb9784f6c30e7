"""Hosts and advisers answer: does the planned seminar suit them?"""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from seminar_service.bids.steps import keep_note
from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, ChangedMeanwhile, DomainError, NotFound
from seminar_service.domain.history import HistoryKind, Subject, SubjectKind
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.history import services as history
from seminar_service.history.model import HistoryLine
from seminar_service.history.services import Datum
from seminar_service.seminars.calendar_changes import touch
from seminar_service.seminars.declines import forget_decline, keep_decline
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.questions import is_asked, question_mark
from seminar_service.seminars.states import SEMINAR_TRANSITIONS, SeminarAction, SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.stages import hold_unarchived


class NothingAsked(DomainError):  # noqa: N818 (named after the rule)
    """The seminar is settled, so there is nothing to confirm or decline; call the office."""

    code = "nothing_asked"
    category = Category.CONFLICT


def host_answers(
    session: Session,
    bid_id: int,
    agrees: bool,
    note: str,
    *,
    shown: str | None,
    actor: Actor,
    now: datetime,
    public_id: str | None = None,
    others: Sequence[date] = (),
) -> Seminar:
    """Note whether the planned seminar suits its host.

    An answer can be changed until the seminar is settled. A day that is declined is kept for
    planning (`declines`). The seminar is confirmed with the
    last agreement that was missing.

    Args:
        session: The database.
        bid_id: The host's bid.
        agrees: Whether the date suits.
        note: What the host says beside it.
        shown: The `question_mark` of what was shown; not looked at where None.
        actor: Who notes the answer.
        now: The present instant.
        public_id: Which of the bid's seminars was shown; whichever stands where None.
        others: The days that the host would like instead, where it says no.

    Raises:
        NotFound: the bid has no live seminar, or another one than was shown.
        TourArchived: its tour is kept as an earlier year.
        NothingAsked: the seminar is settled.
        ChangedMeanwhile: the seminar was edited or the question answered since it was shown.
    """
    with transaction(session):
        shown_one = [Seminar.public_id == public_id] if public_id else []
        seminar = _locked(session, and_(Seminar.bid_id == bid_id, *shown_one))
        _require_asking(seminar, seminar.host_confirmation)
        _require_shown(seminar, seminar.host_answered_at, shown)
        seminar.host_confirmation = _answer(agrees)
        seminar.host_answered_at = now
        seminar.host_note = note
        _keep_or_forget(session, seminar, None, agrees, note, others=others, now=now)
        _confirm_if_agreed(seminar, now)
        kind = HistoryKind.HOST_CONFIRMED if agrees else HistoryKind.HOST_DECLINED
        keep_note(session, bid_id, _tell(session, seminar, kind, actor=actor, now=now), note)
        return seminar


def adviser_answers(
    session: Session,
    adviser_id: int,
    public_id: str,
    agrees: bool,
    note: str,
    *,
    shown: str | None,
    actor: Actor,
    now: datetime,
) -> Seminar:
    """Note whether an adviser takes a seminar; otherwise as `host_answers`.

    Raises:
        NotFound: there is no such live seminar of this adviser.
        NothingAsked: the seminar is settled.
        ChangedMeanwhile: the seminar was edited or the question answered since it was shown.
    """
    with transaction(session):
        seminar = _locked(session, Seminar.public_id == public_id)
        member = next((each for each in seminar.team if each.adviser_id == adviser_id), None)
        if member is None:
            raise NotFound("seminar")
        _require_asking(seminar, member.confirmation)
        _require_shown(seminar, member.answered_at, shown)
        member.confirmation = _answer(agrees)
        member.answered_at = now
        member.note = note
        _keep_or_forget(session, seminar, adviser_id, agrees, note, now=now)
        member.adviser.calendar_changed_at = now
        _confirm_if_agreed(seminar, now)
        kind = HistoryKind.ADVISER_CONFIRMED if agrees else HistoryKind.ADVISER_DECLINED
        _tell(session, seminar, kind, actor=actor, now=now, adviser=adviser_id)
        return seminar


def _keep_or_forget(
    session: Session,
    seminar: Seminar,
    adviser_id: int | None,
    agrees: bool,
    note: str,
    *,
    others: Sequence[date] = (),
    now: datetime,
) -> None:
    """A day that is declined is input of the next plan; who says yes after all takes it back."""
    if agrees:
        forget_decline(session, seminar, adviser_id)
    else:
        keep_decline(session, seminar, adviser_id, note, others=others, now=now)


def _require_asking(seminar: Seminar, confirmation: ConfirmationState) -> None:
    if not is_asked(seminar.state, confirmation):
        raise NothingAsked


def _require_shown(seminar: Seminar, answered_at: datetime | None, shown: str | None) -> None:
    if shown not in {None, question_mark(seminar.version, answered_at)}:
        raise ChangedMeanwhile("answer")


def _locked(session: Session, condition: ColumnElement[bool]) -> Seminar:
    """The live seminar, its row locked: two answers at once must see each other."""
    tour_id = select(Seminar.tour_id).where(condition, Seminar.stands).scalar_subquery()
    hold_unarchived(session, tour_id)
    seminar = session.scalar(
        select(Seminar).where(condition, Seminar.stands).with_for_update(key_share=True)
    )
    if seminar is None:
        raise NotFound("seminar")
    return seminar


def _tell(
    session: Session,
    seminar: Seminar,
    kind: HistoryKind,
    *,
    actor: Actor,
    now: datetime,
    **data: Datum,
) -> HistoryLine:
    """Write an answer into the history, with what the seminar's state is by it."""
    subject, state = Subject(SubjectKind.SEMINAR, seminar.id), seminar.state.value
    return history.record(session, kind, subject, actor, now, state=state, **data)


def _answer(agrees: bool) -> ConfirmationState:
    return ConfirmationState.CONFIRMED if agrees else ConfirmationState.DECLINED


def _confirm_if_agreed(seminar: Seminar, now: datetime) -> None:
    answers = [seminar.host_confirmation, *(member.confirmation for member in seminar.team)]
    everybody = all(answer is ConfirmationState.CONFIRMED for answer in answers)
    if everybody and seminar.state is SeminarState.TENTATIVE:
        seminar.state = SEMINAR_TRANSITIONS.move(seminar.state, SeminarAction.CONFIRM)
        touch(seminar, now=now)
