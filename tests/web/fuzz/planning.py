"""What planning adds to the small tour: a draft under way, and files with bids and advisers."""

import csv
import re
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.domain.actors import Actor, ActorKind
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.edits import hold_bid, mark_of, undo
from seminar_service.planning.inputs import Held
from seminar_service.planning.model import Plan
from seminar_service.planning.queries.freshness import objections_to
from seminar_service.planning.scenario_changes import DeclinePrice
from seminar_service.planning.states import PlanState
from seminar_service.planning.waivers import waive
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.seminars.states import SeminarState
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import keep
from seminar_service.tours.model import Topic, Tour
from seminar_service.web.organisers.forms_scenarios import FORMS
from tests.factories import NOW, make_adviser, make_bid, make_plan, make_seminar, make_tour
from tests.planning.solver_io.plans import save_plan
from tests.planning.suggesting import suggest
from tests.planning.whatifs import scenario
from tests.web.organisers.sheets.support import ADVISER_HEAD, BID, BID_HEAD

YEAR = 2028
DAY, OTHER = date(YEAR, 10, 6), date(YEAR, 11, 6)
TODAY = NOW.date()
PLANNER = Actor(ActorKind.ORGANISER)
COSTS = dict.fromkeys(
    ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes"), 0
)


def lay_planning(session: Session) -> Iterator[str]:
    """Add a tour of its own; yield where the staff has something to do."""
    tour = make_tour(session, YEAR)
    adviser = make_adviser(session, tour)
    bids = [make_bid(session, tour, days={day: "first"}) for day in (DAY, OTHER)]
    plan = save_plan(
        session, tour, dict(zip(bids, ((DAY, [adviser]), (OTHER, [adviser])), strict=True))
    )
    draft = session.get_one(Plan, copy_plan(session, plan.id, actor=PLANNER, now=NOW))
    _break_two_rules(session, draft, bids, adviser)
    page = f"/organiser/plans/{draft.id}"
    yield from (f"{page}{rest}" for rest in ("", "/name", "/edit", "/release", "/workload"))
    yield from (f"{page}/edit/{bid.id}" for bid in bids)
    yield from _several(session, draft, bids, adviser)
    yield from (f"{page}/again/{kind}" for kind in ("rest?all=1", "improve", "repair"))
    mails = f"{page}/release/mails"
    yield from (
        mails,
        f"{mails}?to=adviser",
        f"{mails}/asked-{bids[1].id}",
        f"{page}/release/words",
    )
    yield _left_out(session, tour, bids[1])
    yield f"/organiser/planning-runs/{suggest(session, draft.id, {bids[0].id: None})}/suggestion"
    yield from _scenarios(session, tour, bids[1])
    yield from _files(session, tour)
    yield from _disruption(session, tour, adviser)


def _several(session: Session, draft: Plan, bids: list[Bid], adviser: Adviser) -> Iterator[str]:
    """The pages of a draft whose forms change several bids in one step."""
    make_adviser(session, draft.tour, home="27")
    page = f"/organiser/plans/{draft.id}/edit"
    yield f"{page}/handover?adviser={adviser.id}&from={DAY}&until={OTHER}"
    yield f"{page}/trips/{adviser.id}/{bids[0].id}"
    yield _trip(session, draft.tour, adviser)


def _trip(session: Session, tour: Tour, adviser: Adviser) -> str:
    """A draft with a trip of two seminars, whose later part can be on another day, too."""
    first_day = date(YEAR, 12, 5)
    second_day, later = first_day + timedelta(days=1), first_day + timedelta(days=14)
    first = make_bid(session, tour, place="40", days={first_day: "first"})
    second = make_bid(session, tour, place="43", days={second_day: "first", later: "second"})
    plan = save_plan(
        session, tour, {first: (first_day, [adviser]), second: (second_day, [adviser])}
    )
    draft_id = copy_plan(session, plan.id, actor=PLANNER, now=NOW)
    return f"/organiser/plans/{draft_id}/edit/trips/{adviser.id}/{first.id}"


def _left_out(session: Session, tour: Tour, bid: Bid) -> str:
    """A plan whose release has left a host out."""
    plan = make_plan(session, tour, {}, [bid], state=PlanState.SUPERSEDED, released_at=NOW)
    values = {"audience": "host", "about_id": bid.id, "kind": "bid_declined", "reason": "電話済み"}
    key = f"told-{bid.id}"
    session.add(PreparedMail(plan_id=plan.id, key=key, made_at=NOW, left_out_at=NOW, **values))
    session.commit()
    return f"/organiser/plans/{plan.id}/release/mails"


def _disruption(session: Session, tour: Tour, adviser: Adviser) -> Iterator[str]:
    """A released seminar that an adviser is asked about and cannot give."""
    day = OTHER + timedelta(days=60)
    bid = make_bid(session, tour, days={day: "first"})
    make_seminar(session, bid, team=[adviser], state=SeminarState.TENTATIVE)
    yield f"/organiser/tours/{tour.fiscal_year}/confirmations/advisers/{adviser.id}"
    details = DisruptionDetails(day, day, adviser_id=adviser.id, reason="来られない")
    key = note_disruption(session, tour.id, details, actor=PLANNER, now=NOW)
    yield f"/organiser/tours/{tour.fiscal_year}/disruptions"
    yield f"/organiser/disruptions/{key}"


def _scenarios(session: Session, tour: Tour, bid: Bid) -> Iterator[str]:
    """A scenario with a change, and a refusal with a remedy."""
    made = scenario(session, tour, DeclinePrice(bid.id, 5))
    plan = make_plan(session, tour, {}, [bid], components=COSTS)
    plan.declines[0].remedies = [{"kind": "budget", "day": str(DAY), "budget_yen": 900_000}]
    session.commit()
    yield f"/organiser/plans/{plan.id}/refusals"
    yield f"/organiser/tours/{YEAR}/scenarios"
    page = f"/organiser/scenarios/{made.id}"
    yield from (f"{page}{rest}" for rest in ("", "/name", "/adopt"))
    yield from (f"{page}/add/{kind}" for kind in FORMS)


def _break_two_rules(session: Session, draft: Plan, bids: list[Bid], adviser: Adviser) -> None:
    """Hold both bids on days that nobody offers, one of them waived; a third step is undone."""
    team = (adviser.id,)
    for bid, day in zip(bids, (DAY, OTHER), strict=True):
        seen, wanted = mark_of(Held(day, team)), Held(day + timedelta(days=1), team)
        hold_bid(session, draft.id, bid.id, wanted, seen=seen, actor=PLANNER, now=NOW)
    seen = mark_of(Held(OTHER + timedelta(days=1), team))
    hold_bid(session, draft.id, bids[1].id, None, seen=seen, actor=PLANNER, now=NOW)
    undo(session, draft.id, 3, actor=PLANNER, now=NOW)
    first, *_ = objections_to(session, draft, today=TODAY)
    waive(session, draft.id, first.mark, "了承済み", today=TODAY, actor=PLANNER, now=NOW)


def _files(session: Session, tour: Tour) -> Iterator[str]:
    pages = f"/organiser/tours/{tour.fiscal_year}"
    yield f"{pages}/advisers"
    topic = session.scalars(select(Topic)).first()
    assert topic is not None
    bid = re.sub('"2026.*/4', f"{DAY},{OTHER}", BID.format(topic=topic.name_ja))
    adviser = f"助言 新,new-adviser@example.jp,東京,,5,{YEAR}-10-06"
    for purpose, head, line in (
        (SheetPurpose.BIDS, BID_HEAD, bid),
        (SheetPurpose.ADVISERS, ADVISER_HEAD, adviser),
    ):
        rows = list(csv.reader([head, line]))
        number = keep(session, purpose, tour.id, rows, now=NOW)
        yield f"{pages}/{purpose.value}/imports/{number}"
