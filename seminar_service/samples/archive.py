"""The tour of fiscal year 2015 as an archive, on the dates on which it was really held."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.advisers.model import Adviser
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.prefectures import prefecture
from seminar_service.domain.tour_codes import TourCode
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.planning import solver_io
from seminar_service.planning.model import Plan, PlanOrigin
from seminar_service.planning.solver_io import ImportedTour
from seminar_service.planning.states import PLAN_TRANSITIONS, PlanAction
from seminar_service.releases.changes import Appointment
from seminar_service.releases.new_seminars import seminar_from_bid
from seminar_service.samples import files, words
from seminar_service.samples.groundwork import lay_groundwork
from seminar_service.samples.planning import Planner
from seminar_service.seminars.states import SeminarState
from seminar_service.storage.transaction import transaction
from seminar_service.tours.model import Tour
from seminar_service.tours.values import TourStage


def load(session: Session, *, now: datetime) -> Mapping[str, Adviser]:
    """Bring the archive in, unless it is there, and return its advisers by their sample ids."""
    if _tour(session) is None:
        lay_groundwork(session, actor=SYSTEM, now=now)
        with transaction(session):
            document = files.instance()
            imported = solver_io.tour_from_instance(
                session, document, fiscal_year=files.FISCAL_YEAR, now=now
            )
            _name(imported)
            session.flush()
            _record(session, imported, now)
    rows = session.scalars(select(Adviser).where(Adviser.email.in_(_addresses())))
    by_address = {row.email: row for row in rows}
    return {key: by_address[address] for address, key in _addresses().items()}


def plan_again(session: Session, planner: Planner) -> None:
    """Let the planner answer the same bids, unless it has: the two can be laid side by side."""
    tour = session.scalars(select(Tour).where(Tour.has_code(TourCode(files.FISCAL_YEAR)))).one()
    planned = select(Plan.id).where(Plan.tour_id == tour.id, Plan.origin == PlanOrigin.PLANNER)
    if session.scalar(planned.limit(1)) is None:
        planner.plan(session, tour.id, now=tour.created_at)


def _tour(session: Session) -> Tour | None:
    return session.scalar(select(Tour).where(Tour.has_code(TourCode(files.FISCAL_YEAR))))


def _addresses() -> dict[str, str]:
    return {f"adviser-{key}@example.jp": key for key in words.ADVISERS}


def _name(imported: ImportedTour) -> None:
    tour = imported.tour
    tour.stage = TourStage.ARCHIVED
    tour.name_ja, tour.name_en = "平成27年度 営業秘密・知財戦略セミナー", "Seminar tour 2015"
    for key, adviser in imported.advisers.items():
        adviser.name, adviser.name_kana, adviser.name_en = words.ADVISERS[key]
        adviser.email = f"adviser-{key}@example.jp"
    for number, bid in enumerate(imported.bids.values(), start=1):
        place = prefecture(bid.place)
        bid.host_name = f"{place.name_ja}セミナー開催事務局"
        bid.venue_name = f"{place.capital_ja}内の会場"
        bid.contact_name = "開催担当"
        bid.contact_email = f"host-2015-{number:02}@example.jp"


def _record(session: Session, imported: ImportedTour, now: datetime) -> None:
    """Keep what was really held as the released plan and as seminars that are over."""
    plan = solver_io.plan_for_rows(files.record(), imported)
    document = solver_io.instance_document(session, imported.tour)
    checked = solver_io.check_plan(document, plan)
    row = solver_io.add_plan(session, imported.tour.id, checked, origin=PlanOrigin.RECORD, now=now)
    row.state = PLAN_TRANSITIONS.move(row.state, PlanAction.RELEASE)
    row.released_at = now
    bids = {bid.id: bid for bid in imported.bids.values()}
    for planned in row.seminars:
        bid = bids[planned.bid_id]
        team = tuple(member.adviser_id for member in planned.team)
        held = Appointment(planned.day, bid.starts_at, bid.ends_at, team)
        seminar = seminar_from_bid(bid, held, now=now)
        seminar.state = SeminarState.HELD
        seminar.announced_at = now
        seminar.host_confirmation = ConfirmationState.CONFIRMED
        for member in seminar.team:
            member.confirmation = ConfirmationState.CONFIRMED
        session.add(seminar)
