"""What must be there before the story begins: a tour with its call, an adviser, an account."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.access.model import LinkPurpose
from seminar_service.advisers.model import Adviser
from seminar_service.bids.model import Bid
from seminar_service.bids.states import BidState
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.fiscal_years import FiscalYear
from seminar_service.domain.locales import Locale
from seminar_service.inviting.model import Invitation
from seminar_service.notices.sending import send_due
from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.planning.disruptions import note_disruption
from seminar_service.planning.drafting import copy_plan
from seminar_service.planning.scenario_changes import NightsAway
from seminar_service.planning.scenarios import make_scenario
from seminar_service.planning.states import PlanState
from seminar_service.seminars.model import Seminar
from seminar_service.seminars.states import SeminarState
from seminar_service.seminars.team_model import DeclinedDay
from seminar_service.storage.engine import make_engine
from seminar_service.tours.model import Topic, Tour
from seminar_service.tours.values import TourStage, WaitingRule
from tests.browser.service import Installation
from tests.factories import (
    NOW,
    make_adviser,
    make_alert,
    make_bid,
    make_link,
    make_registration,
    make_seminar,
    make_topic,
    make_tour,
)
from tests.notices.support import schedule, write
from tests.planning.solver_io.plans import save_plan
from tests.planning.suggesting import suggest
from tests.registrations.proof_support import OFFICE

PLANNER = "planner@example.jp"
PASSWORD = "correct horse battery staple"
ADVISER = "adviser@example.jp"
ADVISER_NAME = "知財 太郎"
WEDNESDAY = 2


@dataclass(frozen=True)
class Ground:
    """What the story is told on.

    Attributes:
        year: The tour's fiscal year: the next one, so that all its days are still to come.
        day: A working day in it.
        topic: Name of a topic that the adviser masters, in each language.
    """

    year: int
    day: date
    topic: dict[Locale, str]


@contextmanager
def rows_of(installation: Installation) -> Iterator[Session]:
    """A session in the database, for what is laid out before the service runs."""
    engine = make_engine(installation.database_url)
    with Session(engine, expire_on_commit=False) as session:
        yield session
    engine.dispose()


def lay_ground(installation: Installation) -> Ground:
    """Lay out a tour that calls for bids, with one adviser, and an account that may plan."""
    today = datetime.now(UTC).date()
    year = FiscalYear.of(today).next.start_year
    with rows_of(installation) as session:
        topic = make_topic(session)
        tour = make_tour(
            session,
            year,
            call_opens_on=today - timedelta(days=30),
            call_closes_on=today + timedelta(days=30),
            waiting_rule=WaitingRule.OFFER,
        )
        make_adviser(session, tour, name=ADVISER_NAME, name_en="", email=ADVISER, topics=[topic])
    installation.command(
        "user", "add", PLANNER, "--role", "planner", "--password-stdin", given=PASSWORD + "\n"
    )
    return Ground(year, wednesday_of_june(year), _names(topic))


@dataclass(frozen=True)
class LaterGround:
    """A tour under way: a seminar in it is announced and somebody has registered.

    Attributes:
        year: The tour's fiscal year.
        public_id: The seminar's.
        bid_id: A bid that waits for a decision.
        plan_id: The plan out of which the seminar came.
        draft_id: A copy of it that is edited by hand.
        scenario_id: A scenario of the tour with a change.
        held_id: The bid that both hold.
        adviser_id: Who gives it.
        suggesting_id: A run of the planner that suggests to refuse it in the draft.
        registration_id: The registration.
        disruption_id: What keeps the seminar from being held as it stands.
        decline_id: That its adviser has declined its day.
        asked_id: Another whose host and adviser are asked; no plan holds it.
        notice_ids: A draft to participants, and one that was sent.
        secret_pages: Pages of a host, an adviser and a participant, each with its token.
    """

    year: int
    public_id: str
    bid_id: int
    plan_id: int
    draft_id: int
    scenario_id: int
    held_id: int
    adviser_id: int
    suggesting_id: int
    registration_id: int
    disruption_id: int
    decline_id: int
    asked_id: int
    notice_ids: tuple[int, ...]
    secret_pages: tuple[str, ...]


def lay_later_ground(installation: Installation) -> LaterGround:
    """Add to what `lay_ground` lays what becomes of it."""
    ground = lay_ground(installation)
    with rows_of(installation) as session:
        tour = session.scalars(select(Tour)).one()
        adviser = session.scalars(select(Adviser)).one()
        bid, _unplanned = (make_bid(session, tour) for _ in range(2))
        waiting = make_bid(session, tour, state=BidState.SUBMITTED)
        plan = save_plan(session, tour, {bid: (bid.dates[0].day, [adviser])})
        seminar = make_seminar(session, bid, team=[adviser])
        asked = make_bid(session, tour, contact_email=bid.contact_email)
        make_seminar(session, asked, team=[adviser], state=SeminarState.TENTATIVE)
        registration = make_registration(session, seminar)
        earlier = make_bid(session, make_tour(session, ground.year - 1, stage=TourStage.ARCHIVED))
        invitation = _invitation(session, tour, earlier)
        pages = tuple(
            f"/{path}/{make_link(session, purpose, row.id, now=tour.created_at)}"
            for path, purpose, row in (
                ("alerts", LinkPurpose.ALERT, make_alert(session)),
                ("invitations", LinkPurpose.INVITATION, invitation),
                ("bids", LinkPurpose.BID, bid),
                ("adviser", LinkPurpose.ADVISER, adviser),
                ("registrations", LinkPurpose.REGISTRATION, registration),
            )
        )
        notices = (write(session, tour).id, _sent_notice(session, tour))
        draft_id = copy_plan(session, plan.id, actor=SYSTEM, now=tour.created_at)
        decline_id = _decline(session, seminar, adviser)
        lost = DisruptionDetails(seminar.day, seminar.day, adviser_id=adviser.id, reason="欠席")
        return LaterGround(
            year=ground.year,
            public_id=seminar.public_id,
            bid_id=waiting.id,
            plan_id=plan.id,
            draft_id=draft_id,
            scenario_id=make_scenario(
                session, tour.id, "1泊まで", [NightsAway(0)], actor=SYSTEM, now=tour.created_at
            ),
            held_id=bid.id,
            adviser_id=adviser.id,
            suggesting_id=suggest(session, draft_id, {bid.id: None}),
            registration_id=registration.id,
            disruption_id=note_disruption(
                session, tour.id, lost, actor=SYSTEM, now=tour.created_at
            ),
            decline_id=decline_id,
            asked_id=asked.id,
            notice_ids=notices,
            secret_pages=pages
            + tuple(
                f"{page}/days/{ground.year}{rest}"
                for page in pages
                if page.startswith("/adviser/")
                for rest in ("", "/calendar")
            )
            + tuple(f"{page}/own-calendar" for page in pages if page.startswith("/adviser/"))
            + tuple(f"{page}/end" for page in pages if page.startswith("/invitations/"))
            + tuple(f"{page}/dates" for page in pages if page.startswith(("/adviser/", "/bids/"))),
        )


def _decline(session: Session, seminar: Seminar, adviser: Adviser) -> int:
    """A declined day of what a released plan holds."""
    released = save_plan(session, seminar.tour, {seminar.bid: (seminar.day, [adviser])})
    released.state, released.released_at = PlanState.RELEASED, NOW
    row = DeclinedDay(
        bid=seminar.bid, seminar=seminar, adviser=adviser, day=seminar.day, declined_at=NOW
    )
    session.add(row)
    session.commit()
    return row.id


def _invitation(session: Session, tour: Tour, earlier: Bid) -> Invitation:
    row = Invitation(tour=tour, bid=earlier, contact_key="a" * 64, invited_at=NOW)
    session.add(row)
    session.commit()
    return row


def _sent_notice(session: Session, tour: Tour) -> int:
    notice = write(session, tour)
    schedule(session, notice)
    send_due(session, office=OFFICE, actor=SYSTEM, now=NOW)
    return notice.id


def wednesday_of_june(year: int) -> date:
    """The second Wednesday of a June: no holiday has ever been put into that month."""
    first = date(year, 6, 1)
    return first + timedelta(days=(WEDNESDAY - first.weekday()) % 7 + 7)


def _names(topic: Topic) -> dict[Locale, str]:
    return {locale: topic.name(locale) for locale in Locale}
