"""Seminars for tests of what becomes of them."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.outbox.model import Message
from seminar_service.releases import amendments, cancellations
from seminar_service.releases.amendments import Description
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
    NOW,
    OFFICE,
    make_adviser,
    make_bid,
    make_seminar,
    make_tour,
)

ORGANISER = Actor(ActorKind.ORGANISER)


def seminar_in(session: Session, state: SeminarState, **values: object) -> Seminar:
    bid = make_bid(session, make_tour(session))
    return make_seminar(session, bid, team=[make_adviser(session)], state=state, **values)


def described(seminar: Seminar, **values: object) -> Description:
    names = Description.__dataclass_fields__
    present = Description(**{name: getattr(seminar, name) for name in names})
    return replace(present, **values)  # type: ignore[arg-type]  # each test names its own columns


def describe(
    session: Session,
    seminar: Seminar,
    *,
    now: datetime = NOW,
    **values: object,
) -> Seminar:
    """Change by hand what is said about a seminar: `values` by column, the rest stays."""
    return amendments.describe(
        session,
        seminar.public_id,
        described(seminar, **values),
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )


def cancel(
    session: Session,
    public_id: str,
    ja: str = "",
    en: str = "",
    *,
    plan_again: bool = True,
    now: datetime = NOW,
) -> Seminar:
    """Cancel a seminar by hand, for a reason in Japanese or English."""
    return cancellations.cancel(
        session,
        public_id,
        cancellations.Reason(ja, en),
        plan_again=plan_again,
        version=None,
        office=OFFICE,
        actor=ORGANISER,
        now=now,
    )


def kinds(session: Session) -> list[str]:
    return list(session.scalars(select(Message.kind).order_by(Message.id)))
