"""Deciding how a tour asks the standard questions, and in what one of its seminars differs."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor
from seminar_service.domain.errors import Category, DomainError, NotFound
from seminar_service.history.versions import mark_edited, require_version
from seminar_service.questions.model import QuestionSheet, SheetLine
from seminar_service.questions.values import Asking, StandardQuestion
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour


class NeverRequired(DomainError):  # noqa: N818 (named after the rule)
    """A form cannot insist on an answer to this standard question."""

    code = "never_required"
    category = Category.INVALID


def sheet_of(session: Session, tour_id: int, seminar_id: int | None = None) -> QuestionSheet:
    """The sheet of a tour, or of one seminar; one that is in no table yet where there is none."""
    found = session.scalar(
        select(QuestionSheet).where(
            QuestionSheet.tour_id == tour_id, QuestionSheet.seminar_id == seminar_id
        )
    )
    return found or QuestionSheet(tour_id=tour_id, seminar_id=seminar_id, version=1)


def ask_in_tour(
    session: Session,
    tour_id: int,
    standard: Mapping[StandardQuestion, Asking],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide how a tour asks the standard questions.

    Raises:
        NotFound: There is no such tour.
        ChangedMeanwhile: Somebody has edited it since `version`.
        NeverRequired: A question is to be required that cannot be.
    """
    with transaction(session):
        if session.get(Tour, tour_id, with_for_update={"key_share": True}) is None:
            raise NotFound("tour")
        sheet = _kept(session, sheet_of(session, tour_id))
        require_version(sheet, version)
        _write(session, sheet, standard, {})
        mark_edited(session, sheet, actor=actor, now=now)


def ask_at_seminar(
    session: Session,
    public_id: str,
    standard: Mapping[StandardQuestion, Asking],
    own: Mapping[int, Asking],
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Decide in what the form of a seminar differs from its tour's; what is not named does not.

    `own` names own questions of the tour by their keys; others are left out.

    Raises:
        NotFound: There is no such seminar.
        ChangedMeanwhile: Somebody has edited it since `version`.
        NeverRequired: A question is to be required that cannot be.
    """
    with transaction(session):
        seminar = session.scalar(
            select(Seminar).where(Seminar.public_id == public_id).with_for_update(key_share=True)
        )
        if seminar is None:
            raise NotFound("seminar")
        sheet = _kept(session, sheet_of(session, seminar.tour_id, seminar.id))
        require_version(sheet, version)
        _write(session, sheet, standard, own)
        mark_edited(session, sheet, actor=actor, now=now)


def _kept(session: Session, sheet: QuestionSheet) -> QuestionSheet:
    session.add(sheet)
    session.flush()
    return sheet


def _write(
    session: Session,
    sheet: QuestionSheet,
    standard: Mapping[StandardQuestion, Asking],
    own: Mapping[int, Asking],
) -> None:
    for question, asking in standard.items():
        if asking is Asking.REQUIRED and not question.may_be_required:
            raise NeverRequired
    sheet.lines = []
    session.flush()  # what goes is deleted before what comes, or both would be there at once
    sheet.lines = [
        *(SheetLine(standard=question, asking=asking) for question, asking in standard.items()),
        *(SheetLine(question_id=key, asking=asking) for key, asking in own.items()),
    ]
