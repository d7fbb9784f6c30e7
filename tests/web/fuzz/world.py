"""A small tour with one of everything, and somebody of each kind who looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import SharedWithHost
from seminar_service.inviting.model import Invitation
from seminar_service.planning.states import PlanState
from seminar_service.questions.model import Question, QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from seminar_service.sheets.model import SheetPurpose
from seminar_service.sheets.uploads import keep
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_counter,
    make_handout,
    make_link,
    make_order,
    make_plan,
    make_question,
    make_registration,
    make_seminar,
    make_stock,
    make_topic,
    make_tour,
)
from tests.web.fuzz.desk import lay_desk
from tests.web.fuzz.planning import lay_planning
from tests.web.fuzz.publishing import lay_website
from tests.web.fuzz.registering import Registering, lay_host_people, lay_registering

COSTS = dict.fromkeys(
    ("fares", "hotels", "dates", "declines", "coverage", "workload", "changes"), 1_000
)


@dataclass(frozen=True)
class World:
    """What there is.

    Attributes:
        visitors: A browser for each kind of person, by name.
        starts: Where each kind of person begins to look around.
        parts: What the variable parts of addresses can be, by their name.
    """

    visitors: Mapping[str, FlaskClient]
    starts: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]


def make_world(app: Flask, session: Session, sign_in: Callable[[RoleName], FlaskClient]) -> World:
    """Fill an empty database."""
    secrets, parts, registering = _fill(session)
    staff = {role.value: sign_in(role) for role in RoleName}
    desk, of_desk = lay_desk(session)
    public = ("/", "/bids/new", "/calendar", "/years", "/organiser/login", "/alerts/new?place=13")
    return World(
        visitors={"anonymous": app.test_client(), "holder": app.test_client(), **staff},
        starts={
            "anonymous": (*public, *registering.public),
            "holder": (*secrets, *registering.secret),
            **dict.fromkeys(staff, ("/organiser/", "/organiser/change", *registering.staff)),
            RoleName.DESK_EXPERT: desk,
            RoleName.DESK_HEAD: desk,
        },
        parts=parts | of_desk,
    )


def _fill(session: Session) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]], Registering]:
    tour = make_tour(session)
    earlier = make_tour(session, 2025, stage=TourStage.ARCHIVED)
    make_topic(session, "patents", name_ja="特許", name_en="Patents")
    adviser = make_adviser(session, tour, unavailable=[date(2026, 12, 24)])
    make_adviser(session)
    planned, asked, submitted, asked_back, full = (
        make_bid(session, tour, state=state)
        for state in (
            BidState.ACCEPTED,
            BidState.ACCEPTED,
            BidState.SUBMITTED,
            BidState.ASKED_BACK,
            BidState.ACCEPTED,
        )
    )
    plan = make_plan(
        session, tour, {planned: (date(2026, 10, 6), [adviser])}, [submitted], components=COSTS
    )
    stands = {planned: (date(2026, 10, 7), [adviser])}
    make_plan(session, tour, stands, state=PlanState.RELEASED, components=COSTS)
    announced = make_seminar(session, planned, team=[adviser], kept_back=2)
    tentative = make_seminar(session, asked, team=[adviser], state=SeminarState.TENTATIVE)
    make_seminar(session, full, team=[adviser], capacity=1, taken=1)
    questions = _ask(session, tour)
    shared = SharedWithHost.NAME_AND_COMPANY
    registration = make_registration(session, announced, shared_with_host=shared)
    make_registration(session, announced, state=RegistrationState.WAITING)

    invitation = _invite(session, tour, earlier)

    def token(purpose: LinkPurpose, subject: int) -> str:
        return make_link(session, purpose, subject, now=NOW)

    tokens = {
        "/adviser/{}": token(LinkPurpose.ADVISER, adviser.id),
        "/adviser/{}/own-calendar": token(LinkPurpose.ADVISER, adviser.id),
        "/adviser/{}/days/2026/calendar": token(LinkPurpose.ADVISER, adviser.id),
        "/adviser/{}/days/2026": token(LinkPurpose.ADVISER, adviser.id),
        f"/adviser/{{}}/seminars/{announced.public_id}/participants": token(
            LinkPurpose.ADVISER, adviser.id
        ),
        "/bids/{}": token(LinkPurpose.BID, asked_back.id),
        "/bids/{}/withdraw": token(LinkPurpose.BID, submitted.id),
        "/bids/{}?": token(LinkPurpose.BID, asked.id),
        "/bids/{}/participants": token(LinkPurpose.BID, planned.id),
        "/invitations/{}": token(LinkPurpose.INVITATION, invitation.id),
        "/invitations/{}/end": token(LinkPurpose.INVITATION, invitation.id),
        "/bids/{}/people": token(LinkPurpose.BID, planned.id),
        "/registrations/{}": token(LinkPurpose.REGISTRATION, registration.id),
        "/feeds/hosts/{}.ics": token(LinkPurpose.HOST_FEED, planned.id),
        "/feeds/advisers/{}.ics": token(LinkPurpose.ADVISER_FEED, adviser.id),
        "/feeds/registrations/{}.ics": token(LinkPurpose.REGISTRATION_FEED, registration.id),
    }
    parts = {
        "token": tuple(tokens.values()),
        "public_id": (announced.public_id, tentative.public_id),
        "code": ("13", "23"),
        "tour_code": ("2026", "2025"),
        "bid_id": tuple(str(each.id) for each in (planned, submitted, asked_back)),
        "plan_id": (str(plan.id), str(plan.id + 1)),
        "decline_id": ("1", "2"),
        "wish_id": ("1", "2"),
        "question_id": tuple(str(each.id) for each in questions),
        "registration_id": (str(registration.id),),
        "adviser_id": (str(adviser.id),),
        "name": ("accept", "ask", "reject"),
        "month": ("2026-04", "2026-13", "x"),
        "counter_id": ("1",),
        "file_kind": ("csv", "xlsx", "exe"),
    }
    registering = lay_registering(session, tour, earlier)
    counter = make_counter(session, prefecture="13", reports_from=date(2026, 4, 1))
    pamphlet = make_handout(session)
    make_stock(session, pamphlet, 500)
    untouched, unanswered = (
        make_bid(session, tour, state=state) for state in (BidState.SUBMITTED, BidState.ACCEPTED)
    )
    undecided = make_seminar(session, unanswered, team=[adviser], state=SeminarState.TENTATIVE)
    offices = [
        *(f"/organiser/bids/{untouched.id}{page}" for page in ("", "/edit", "/accept", "/links")),
        *(f"/organiser/seminars/{each.public_id}" for each in (announced, undecided)),
        f"/organiser/plans/{plan.id}/release",
        *(
            f"/organiser/handouts{page}"
            for page in ("/seminars", "/new", "/stores/new", "/receipts/new")
        ),
        f"/organiser/handouts/orders/{make_order(session, counter, handout=pamphlet).id}",
        f"/organiser/counters/imports/{_file_of_counters(session)}",
        *(f"/organiser/counters/{counter.id}{page}" for page in ("", "/reports/2026-04")),
        *lay_website(session),
    ]
    offices += lay_planning(session)
    registering = replace(registering, staff=(*registering.staff, *offices))
    secrets = tuple(address.format(found) for address, found in tokens.items())
    person = f"/bids/{tokens['/bids/{}/people']}/people/{lay_host_people(session, announced)}"
    own = f"/counter/{token(LinkPurpose.COUNTER, counter.id)}"
    secrets += (own, f"{own}/handouts", f"{own}/reports/2026-04")
    secrets += (f"{person}/exchange", f"{person}/withdraw")
    return secrets, {**parts, **registering.parts}, registering


def _file_of_counters(session: Session) -> int:
    """A file with a counter that waits to be brought in."""
    rows = [["都道府県", "窓口名", "所在地", "開所時間"], ["東京", "窓口", "千代田区1-1", "平日"]]
    return keep(session, SheetPurpose.COUNTERS, None, rows, now=NOW)


def _invite(session: Session, tour: Tour, earlier: Tour) -> Invitation:
    """A host of an earlier year that was invited, and one that can be."""
    bid = make_bid(session, earlier)
    make_bid(session, earlier)
    row = Invitation(tour=tour, bid=bid, contact_key="a" * 64, invited_at=NOW)
    session.add(row)
    session.commit()
    return row


def _ask(session: Session, tour: Tour) -> list[Question]:
    """A question of each kind; one depends on another."""
    asked = [
        make_question(session, tour, kind=kind, options=("A", "B") if kind.has_options else ())
        for kind in QuestionKind
    ]
    first = next(each for each in asked if each.kind is QuestionKind.ONE_OF)
    condition = QuestionCondition(on_question_id=first.id, option_id=first.options[0].id)
    asked[0].condition = condition
    asked[0].asking = Asking.REQUIRED
    session.commit()
    return asked
