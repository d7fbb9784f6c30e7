"""Several who prepare the mails of one release at once: real processes, real transactions."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.errors import ChangedMeanwhile, TransitionNotAllowed
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.releases.left_out import NotSentAfterAll, send_after_all
from seminar_service.releases.prepared_model import PreparedMail
from seminar_service.releases.preparing import PreparationOutdated, prepare_mail
from seminar_service.releases.services import PreviewOutdated, release
from seminar_service.storage.transaction import prepare_sqlite
from tests.factories import NOW, OFFICE
from tests.registrations.crowds import crowd_of
from tests.releases.releasing import Year, lay_year, mail_of, prepare

PROCESSES = 3
THREADS = 3
DONE, LATE = "done", "late"
TOO_LATE = (
    ChangedMeanwhile,
    NotSentAfterAll,
    PreparationOutdated,
    PreviewOutdated,
    TransitionNotAllowed,
)


@dataclass(frozen=True)
class Place:
    """Where and what: the plan, the mail that is prepared, what it told when it was shown."""

    database_url: str
    plan_id: int
    key: str
    mark: str
    row_id: int = 0


Deed = Callable[[Session, Place, int], None]


def prepare_it(session: Session, place: Place, number: int) -> None:
    prepare_mail(
        session,
        place.plan_id,
        place.key,
        f"一言{number}",
        "",
        mark=place.mark,
        version=1,
        actor=SYSTEM,
        now=NOW,
    )


def send_it(session: Session, place: Place, number: int) -> None:
    assert number >= 0
    send_after_all(session, place.row_id, version=None, office=OFFICE, actor=SYSTEM, now=NOW)


def release_or_prepare(session: Session, place: Place, number: int) -> None:
    if number:
        prepare_it(session, place, number)
    else:
        release(session, place.plan_id, office=OFFICE, actor=SYSTEM, now=NOW)


def rush_in(deed: Deed, place: Place, numbers: list[int]) -> list[str]:
    """One process: does the same from several threads, and says what became of each."""
    engine = create_engine(place.database_url, pool_size=THREADS)
    prepare_sqlite(engine)

    def attempt(number: int) -> str:
        with Session(engine) as session:
            try:
                deed(session, place, number)
            except TOO_LATE:
                return LATE
            return DONE

    try:
        with ThreadPoolExecutor(THREADS) as threads:
            return list(threads.map(attempt, numbers))
    finally:
        engine.dispose()


def rush(session: Session, deed: Deed, place: Place) -> list[str]:
    """Let nine do it at once, from three processes; what became of each, in their order."""
    session.close()
    db.engine.dispose()
    hands = [list(range(start, PROCESSES * THREADS, PROCESSES)) for start in range(PROCESSES)]
    with crowd_of(PROCESSES) as pool:
        told = list(pool.map(partial(rush_in, deed, place), hands))
    return [told[number % PROCESSES][number // PROCESSES] for number in range(len(hands) * THREADS)]


@pytest.fixture
def year(session: Session) -> Year:
    return lay_year(session)


@pytest.mark.slow
def test_of_several_who_prepare_one_mail_one_does_and_the_others_are_told(
    session: Session, year: Year, database_url: str
) -> None:
    key = f"adviser-{year.one.id}"
    place = Place(database_url, year.plan.id, key, mail_of(session, year, key).mark)

    told = rush(session, prepare_it, place)

    assert Counter(told) == {DONE: 1, LATE: len(told) - 1}
    row = session.scalars(select(PreparedMail).where(PreparedMail.key == key)).one()
    assert row.words_ja == f"一言{told.index(DONE)}"


@pytest.mark.slow
def test_of_several_who_send_after_all_one_does(
    session: Session, year: Year, database_url: str
) -> None:
    key = f"adviser-{year.one.id}"
    prepare(session, year, key, reason="電話で伝えた")
    release(session, year.plan.id, office=OFFICE, actor=SYSTEM, now=NOW)
    row = session.scalars(select(PreparedMail).where(PreparedMail.key == key)).one()
    place = Place(database_url, year.plan.id, key, "", row.id)
    about = f"adviser:{year.one.id}"

    told = rush(session, send_it, place)

    assert Counter(told) == {DONE: 1, LATE: len(told) - 1}
    assert len(session.scalars(select(Message).where(Message.about == about)).all()) == 1


@pytest.mark.slow
def test_what_is_prepared_while_somebody_releases_is_in_the_mail_or_refused(
    session: Session, year: Year, database_url: str
) -> None:
    key = f"adviser-{year.one.id}"
    place = Place(database_url, year.plan.id, key, mail_of(session, year, key).mark)
    about = f"adviser:{year.one.id}"

    told = rush(session, release_or_prepare, place)

    assert told[0] == DONE
    [mail] = session.scalars(select(Message).where(Message.about == about)).all()
    prepared = [number for number, fate in enumerate(told) if number and fate == DONE]
    assert len(prepared) <= 1
    assert [f"一言{number}" in mail.body for number in prepared] == [True] * len(prepared)
    assert ("一言" in mail.body) is bool(prepared)
