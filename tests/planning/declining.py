"""A released seminar that somebody has declined, in tests."""

from datetime import timedelta

from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.model import Plan
from seminar_service.planning.states import PlanState
from seminar_service.seminars.confirmations import adviser_answers, host_answers
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.tours.model import Tour
from tests.factories import NOW, make_seminar
from tests.planning.drafts import DAY, LATER
from tests.planning.solver_io.plans import save_plan

OFFERED = {DAY: "first", LATER: "first", LATER + timedelta(days=7): "third"}


def released(session: Session, tour: Tour, bid: Bid, adviser: Adviser) -> Plan:
    """A plan by which the bid's seminar is held, asked about and not announced yet."""
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    plan.state, plan.released_at = PlanState.RELEASED, NOW
    make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE, day=DAY)
    session.commit()
    return plan


def declined(session: Session, bid: Bid, adviser: Adviser | None = None) -> DeclinedDay:
    """That the host of a released seminar declines its day, or its adviser does."""
    seminar = session.query(Seminar).filter_by(bid_id=bid.id).one()
    if adviser is None:
        host = Actor(ActorKind.HOST)
        host_answers(session, bid.id, False, "改修中", shown=None, actor=host, now=NOW)
    else:
        actor, mark = Actor(ActorKind.ADVISER), seminar.public_id
        adviser_answers(session, adviser.id, mark, False, "通院", shown=None, actor=actor, now=NOW)
    return session.query(DeclinedDay).order_by(DeclinedDay.id.desc()).first()  # type: ignore[return-value]  # there is one
