"""Seminars for tests of what becomes of them."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.outbox.model import Message
from seminar_service.releases.amendments import Description
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from tests.factories import (
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


def kinds(session: Session) -> list[str]:
    return list(session.scalars(select(Message.kind).order_by(Message.id)))
