"""A small tour with one of everything, and somebody of each kind who looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.bids.states import BidState
from seminar_service.planning.states import PlanState
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from seminar_service.tours.values import TourStage
from tests.factories import (
    NOW,
    make_adviser,
    make_bid,
    make_link,
    make_plan,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)

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
    secrets, parts = _fill(session)
    staff = {role.value: sign_in(role) for role in RoleName}
    public = ("/", "/bids/new", "/calendar", "/years", "/organiser/login")
    return World(
        visitors={"anonymous": app.test_client(), "holder": app.test_client(), **staff},
        starts={
            "anonymous": public,
            "holder": secrets,
            **dict.fromkeys(staff, ("/organiser/", "/organiser/change")),
        },
        parts=parts,
    )


def _fill(session: Session) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    tour = make_tour(session)
    make_tour(session, 2025, stage=TourStage.ARCHIVED)
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
    announced = make_seminar(session, planned, team=[adviser])
    tentative = make_seminar(session, asked, team=[adviser], state=SeminarState.TENTATIVE)
    make_seminar(session, full, team=[adviser], capacity=1, taken=1)
    registration = make_registration(session, announced)
    make_registration(session, announced, state=RegistrationState.WAITING)

    def token(purpose: LinkPurpose, subject: int) -> str:
        return make_link(session, purpose, subject, now=NOW)

    tokens = {
        "/adviser/{}": token(LinkPurpose.ADVISER, adviser.id),
        "/bids/{}": token(LinkPurpose.BID, asked_back.id),
        "/bids/{}/withdraw": token(LinkPurpose.BID, submitted.id),
        "/bids/{}?": token(LinkPurpose.BID, asked.id),
        "/registrations/{}": token(LinkPurpose.REGISTRATION, registration.id),
        "/feeds/hosts/{}.ics": token(LinkPurpose.HOST_FEED, planned.id),
        "/feeds/advisers/{}.ics": token(LinkPurpose.ADVISER_FEED, adviser.id),
        "/feeds/registrations/{}.ics": token(LinkPurpose.REGISTRATION_FEED, registration.id),
    }
    parts = {
        "token": tuple(tokens.values()),
        "public_id": (announced.public_id, tentative.public_id),
        "code": ("13", "23"),
        "year": ("2026", "2025"),
        "fiscal_year": ("2025", "2026"),
        "bid_id": tuple(str(each.id) for each in (planned, submitted, asked_back)),
        "plan_id": (str(plan.id), str(plan.id + 1)),
        "decline_id": ("1", "2"),
        "adviser_id": (str(adviser.id),),
        "name": ("accept", "ask", "reject"),
    }
    return tuple(address.format(found) for address, found in tokens.items()), parts
