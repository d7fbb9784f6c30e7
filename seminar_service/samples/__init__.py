"""Sample tours: the real tour of fiscal year 2015, and one of the present made from it."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import SYSTEM
from seminar_service.outbox.office import Office
from seminar_service.samples import archive, counters, participants, present, website
from seminar_service.samples.planning import Planner


def prepare(
    sessions: sessionmaker[Session],
    planner: Planner,
    *,
    office: Office,
    today: date,
    clock: Callable[[], datetime],
    tell: Callable[[str], None],
) -> None:
    """Bring both sample tours into a database, as far as they are not there yet.

    Each step looks at what is there first, so that an interrupted run is taken up where it
    ended, and a later one touches nothing that anybody has entered.

    Args:
        sessions: Makes sessions.
        planner: Lets the planner work on a tour and waits for its plan.
        office: Who writes the mails.
        today: The present day in Japan; it decides which year the present tour is of.
        clock: Tells the present instant; planning takes a while.
        tell: Takes a line for the person who waits.
    """
    with sessions() as session:
        website.load(session, actor=SYSTEM, now=clock())
        tell("The tour of fiscal year 2015 …")
        advisers = archive.load(session, now=clock())
        archive.plan_again(session, planner)
        year = present.load(session, advisers, today=today, now=clock())
        tell(f"The tour of fiscal year {year.start_year} …")
        present.plan_and_announce(session, planner, year, office=office, actor=SYSTEM, clock=clock)
        participants.register(session, year, office=office, now=clock())
        present.add_open_bids(session, year, office=office, now=clock())
        tell("Support counters, their reports and handouts, as samples …")
        counters.load(session, now=clock(), today=today)
