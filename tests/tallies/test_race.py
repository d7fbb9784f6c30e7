"""The same hosts told by several workers at once."""

from functools import partial

import pytest
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from seminar_service import tables
from seminar_service.extensions import db
from seminar_service.storage.engine import make_engine
from seminar_service.tallies import schedule, sending
from tests.factories import make_bid, make_seminar, make_tour
from tests.registrations.crowds import crowd_of
from tests.registrations.proof_support import OFFICE
from tests.tallies.support import BEFORE, MONDAY, THURSDAY, mails, work

PROCESSES = 4
TIMES = 3


def tell(database_url: str, _number: int) -> int:
    """One process: a worker that looks a few times."""
    tables.tie_together()
    engine = make_engine(database_url)
    with sessionmaker(engine)() as session:
        schedule.bring_up_to_date(session, now=BEFORE)
        told = sum(sending.send_due(session, office=OFFICE, now=MONDAY) for _ in range(TIMES))
    engine.dispose()
    return told


@pytest.mark.slow
def test_each_host_is_told_once_whoever_is_at_work(session: Session) -> None:
    tour = make_tour(session)
    for number in range(12):
        bid = make_bid(session, tour, contact_email=f"host{number // 2}@example.jp")
        make_seminar(session, bid, day=THURSDAY)
    work(session, BEFORE)
    address = make_url(db.engine.url).render_as_string(hide_password=False)
    session.close()
    db.engine.dispose()

    with crowd_of(PROCESSES) as pool:
        told = sum(pool.map(partial(tell, address), range(PROCESSES)))

    assert told == 6
    assert sorted(each.recipient for each in mails(session)) == [
        f"host{number}@example.jp" for number in range(6)
    ]
