from datetime import datetime
from functools import partial

import pytest
from sqlalchemy.orm import Session

from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import ChangedMeanwhile, NotFound
from seminar_service.domain.history import HistoryKind, SubjectKind
from seminar_service.domain.locales import Locale
from seminar_service.planning.host_words import RefusalTold, write_refusal
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.refusals import host_texts
from seminar_service.planning.states import PlanState
from tests import histories
from tests.factories import make_bid, make_plan, make_tour

STAFF = Actor(ActorKind.ORGANISER)
WORDS = "会場の都合により、\n今回は見送らせていただきます。"
write = partial(write_refusal, actor=STAFF)


@pytest.fixture
def plan(session: Session) -> Plan:
    tour = make_tour(session)
    return make_plan(session, tour, {}, [make_bid(session, tour)])


def test_what_the_office_writes_is_told_and_noted_once(
    session: Session, plan: Plan, now: datetime
) -> None:
    (refusal,) = plan.declines
    for _ in range(2):
        write(session, plan.id, refusal.bid_id, WORDS, version=None, now=now)

    assert host_texts(session, [refusal])[refusal.bid_id] == dict.fromkeys(Locale, WORDS)
    (line,) = histories.lines(session)
    assert histories.facts(line) == histories.told(
        HistoryKind.EDITED,
        SubjectKind.REFUSAL,
        refusal.id,
        STAFF,
        now,
        version=2,
        plan=plan.id,
        bid=refusal.bid_id,
    )


def test_the_services_own_words_come_back(session: Session, plan: Plan, now: datetime) -> None:
    (refusal,) = plan.declines
    write(session, plan.id, refusal.bid_id, WORDS, version=1, now=now)
    write(session, plan.id, refusal.bid_id, "", version=2, now=now)

    assert host_texts(session, [refusal])[refusal.bid_id][Locale.EN] == "Dates."


def test_two_at_once_lose_nothing(session: Session, plan: Plan, now: datetime) -> None:
    (refusal,) = plan.declines
    write(session, plan.id, refusal.bid_id, WORDS, version=1, now=now)
    with pytest.raises(ChangedMeanwhile):
        write(session, plan.id, refusal.bid_id, "Other", version=1, now=now)
    session.expire_all()
    assert refusal.office_text == WORDS


@pytest.mark.parametrize("state", [PlanState.RELEASED, PlanState.SUPERSEDED])
def test_what_a_host_has_been_told_stays(
    session: Session, plan: Plan, now: datetime, state: PlanState
) -> None:
    (refusal,) = plan.declines
    plan.state = state
    session.commit()
    with pytest.raises(RefusalTold):
        write(session, plan.id, refusal.bid_id, WORDS, version=None, now=now)


def test_a_bid_that_the_plan_does_not_refuse_has_no_refusal(
    session: Session, plan: Plan, now: datetime
) -> None:
    with pytest.raises(NotFound):
        write(session, plan.id, 99, WORDS, version=None, now=now)
