"""Rules that a planner lets a draft break."""

from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser, UnavailableDay
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.domain.errors import NotFound
from seminar_service.domain.history import HistoryKind
from seminar_service.planning.drafting import NotADraft, copy_plan
from seminar_service.planning.edit_model import PlanWaiver
from seminar_service.planning.model import Plan
from seminar_service.planning.objections import Objection
from seminar_service.planning.queries.freshness import freshness, objections_to
from seminar_service.planning.waivers import NotWaivable, waive, withdraw_waiver
from seminar_service.releases import services as releases
from seminar_service.releases.preview import comparison
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.model import Tour
from tests import histories
from tests.factories import NOW, OFFICE, make_bid, make_seminar
from tests.planning.solver_io.plans import save_plan

TODAY, DAY = date(2026, 6, 1), date(2026, 10, 6)
STAFF = Actor(ActorKind.ORGANISER)
let = partial(waive, today=TODAY, actor=STAFF, now=NOW)


@pytest.fixture
def bid(session: Session, tour: Tour) -> Bid:
    return make_bid(session, tour, place="27", days={DAY: "first"})


@pytest.fixture
def draft(session: Session, tour: Tour, adviser: Adviser, bid: Bid) -> Plan:
    """The adviser is unavailable on its day by now."""
    plan = save_plan(session, tour, {bid: (DAY, [adviser])})
    draft = session.get_one(Plan, copy_plan(session, plan.id, actor=STAFF, now=NOW))
    adviser.engagements[0].unavailable_days.append(UnavailableDay(day=DAY))
    session.commit()
    return draft


def against(session: Session, draft: Plan) -> Objection:
    (objection,) = objections_to(session, draft, today=TODAY)
    return objection


def test_a_draft_is_released_once_what_it_breaks_is_waived(session: Session, draft: Plan) -> None:
    release = partial(releases.release, session, draft.id, office=OFFICE, actor=STAFF, now=NOW)
    with pytest.raises(releases.PlanOutdated):
        release()

    let(session, draft.id, against(session, draft).mark, "お電話で了承済み")
    compared = comparison(session, draft.id, now=NOW)
    assert compared.may_be_released
    assert [waiver.reason for _, waiver in compared.waived] == ["お電話で了承済み"]
    assert freshness(session, draft, today=TODAY).objections == ()
    session.rollback()
    release()

    (row,) = session.scalars(select(PlanWaiver))
    assert row.reason == "お電話で了承済み"
    (line,) = histories.lines(session, HistoryKind.RULE_WAIVED)
    assert line.data["rule"] == "unavailable"


def test_a_preview_that_was_shown_before_a_waiver_is_outdated(
    session: Session, draft: Plan
) -> None:
    shown = comparison(session, draft.id, now=NOW).fingerprint
    let(session, draft.id, against(session, draft).mark, "了承済み")

    assert comparison(session, draft.id, now=NOW).fingerprint != shown


def test_a_waiver_holds_for_just_what_it_was_given_for(
    session: Session, tour: Tour, draft: Plan, adviser: Adviser
) -> None:
    let(session, draft.id, against(session, draft).mark, "了承済み")
    row = draft.seminars[0]
    row.day = DAY + timedelta(days=1)
    adviser.engagements[0].unavailable_days.append(UnavailableDay(day=row.day))
    session.commit()

    compared = comparison(session, draft.id, now=NOW)

    assert compared.waived == ()
    assert not compared.may_be_released
    assert tour.id == draft.tour_id


def test_a_reason_is_written_anew_and_a_rule_holds_again(session: Session, draft: Plan) -> None:
    mark = against(session, draft).mark
    for reason in ("はじめ", "あらためて"):
        let(session, draft.id, mark, reason)
    (row,) = session.scalars(select(PlanWaiver))
    assert row.reason == "あらためて"

    for _ in range(2):
        withdraw_waiver(session, draft.id, mark, actor=STAFF, now=NOW)

    assert session.scalars(select(PlanWaiver)).all() == []
    assert not comparison(session, draft.id, now=NOW).may_be_released
    assert len(histories.lines(session, HistoryKind.WAIVER_WITHDRAWN)) == 1


def test_nobody_waives_what_nothing_says_or_what_is_no_rule_to_agree_on(
    session: Session, draft: Plan, adviser: Adviser
) -> None:
    with pytest.raises(NotFound):
        let(session, draft.id, "x", "了承済み")
    adviser.engagements.clear()
    session.commit()
    with pytest.raises(NotWaivable):
        let(session, draft.id, against(session, draft).mark, "了承済み")


def test_only_drafts_have_waivers(session: Session, draft: Plan) -> None:
    parent = draft.parent_id or 0
    with pytest.raises(NotADraft):
        let(session, parent, "x", "了承済み")
    with pytest.raises(NotADraft):
        withdraw_waiver(session, parent, "x", actor=STAFF, now=NOW)
    with pytest.raises(NotFound):
        let(session, draft.id + 9, "x", "了承済み")


def test_a_lock_is_lifted_and_not_waived(
    session: Session, tour: Tour, draft: Plan, bid: Bid, adviser: Adviser
) -> None:
    adviser.engagements[0].unavailable_days.clear()
    other = DAY + timedelta(days=3)
    make_seminar(session, bid, team=[adviser], day=other, state=SeminarState.ANNOUNCED)
    session.commit()

    marks = [each.mark for each in objections_to(session, draft, today=TODAY)]
    assert marks
    with pytest.raises(NotWaivable):
        let(session, draft.id, marks[0], "了承済み")
    assert tour.id == draft.tour_id
