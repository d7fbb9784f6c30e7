"""The button and the clock at once: real processes, real threads, real transactions."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.actors import PARTICIPANT, SYSTEM
from seminar_service.extensions import db
from seminar_service.outbox.model import Message
from seminar_service.registrations import held_places, waiting_list
from seminar_service.registrations import services as registrations
from seminar_service.registrations.held_places import Pressed
from seminar_service.registrations.model import Registration
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars import counters as seminar_counters
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import prepare_sqlite
from tests.factories import make_bid, make_registration, make_seminar, make_tour
from tests.registrations.crowds import crowd_of
from tests.registrations.proof_support import ELSEWHERE, HOUR, MINUTE, NOW, OFFICE, applicant

PLACES = 20
WAITING = 30
PROCESSES = 2
THREADS = 4
IN_TIME = NOW + HOUR - MINUTE
TOO_LATE = NOW + HOUR


@dataclass(frozen=True)
class Deed:
    """What one of the crowd does: presses, lets lapse, or registers; and for whom."""

    kind: str
    subject: int = 0


def do_many(database_url: str, public_id: str, deeds: list[Deed]) -> list[tuple[Deed, str]]:
    """One process: does its share from several threads."""
    engine = create_engine(database_url, pool_size=THREADS)
    prepare_sqlite(engine)
    try:
        with ThreadPoolExecutor(THREADS) as threads:
            done = threads.map(partial(do_one, sessionmaker(engine), public_id), deeds)
            return list(zip(deeds, done, strict=True))
    finally:
        engine.dispose()


def do_one(sessions: sessionmaker[Session], public_id: str, deed: Deed) -> str:
    with sessions() as session:
        if deed.kind == "press":
            pressed = held_places.press(
                session, deed.subject, office=OFFICE, actor=PARTICIPANT, now=IN_TIME
            )
            return pressed.pressed.value
        if deed.kind == "lapse":
            return str(
                held_places.lapse_overdue(session, office=OFFICE, actor=SYSTEM, now=TOO_LATE)
            )
        answer = registrations.register(
            session,
            public_id,
            applicant(f"新人 {deed.subject}", f"new{deed.subject}@example.jp"),
            form_key=f"new-{deed.subject}",
            network=ELSEWHERE,
            office=OFFICE,
            actor=PARTICIPANT,
            now=TOO_LATE,
        )
        return answer.registration.state.value


@pytest.fixture
def held(session: Session) -> list[int]:
    """A seminar whose places are all held until one moment, with people waiting behind."""
    seminar = make_seminar(session, make_bid(session, make_tour(session), capacity=PLACES))
    rows = [
        make_registration(
            session, seminar, state=RegistrationState.PROVISIONAL, held_until=NOW + HOUR
        )
        for _ in range(PLACES)
    ]
    for _ in range(WAITING):
        make_registration(session, seminar, state=RegistrationState.WAITING)
    assert (seminar.taken, seminar.waiting) == (PLACES, WAITING)
    return [row.id for row in rows]


def counts(session: Session) -> Counter[str]:
    """How all registrations stand."""
    session.expire_all()
    return Counter(row.state.value for row in session.scalars(select(Registration)))


@pytest.mark.slow
def test_a_place_is_kept_or_lapses_but_never_both_however_many_press_and_sweep_at_once(
    session: Session, held: list[int], database_url: str
) -> None:
    """Every button is pressed from two devices, beside sweeps and people who come anew."""
    public_id = session.scalars(select(Seminar.public_id)).one()
    deeds = [Deed("press", each) for each in held] * 2
    for number in range(8):
        deeds.insert(number * 5 + 3, Deed("lapse"))
        deeds.insert(number * 5, Deed("register", number))
    session.close()
    db.engine.dispose()
    with crowd_of(PROCESSES) as pool:
        hands = [deeds[start::PROCESSES] for start in range(PROCESSES)]
        results = pool.map(partial(do_many, database_url, public_id), hands)
        done = [each for result in results for each in result]

    rows = {row.id: row.state.value for row in session.scalars(select(Registration))}
    for each in held:
        answers = sorted(said for deed, said in done if deed == Deed("press", each))
        kept = sorted([Pressed.HOLDS.value, Pressed.HELD_BEFORE.value])
        assert answers == (kept if rows[each] == "confirmed" else [Pressed.OVER.value] * 2)
        assert rows[each] in {"confirmed", "lapsed"}
    stands = Counter(rows.values())
    seminar = session.scalars(select(Seminar)).one()
    assert seminar.taken == stands["confirmed"] + stands["provisional"] == PLACES
    assert seminar.waiting == stands["waiting"]
    mails = Counter(session.scalars(select(Message.kind)))
    kept_places = sum(rows[each] == "confirmed" for each in held)
    lapsed = PLACES - kept_places
    newcomers = sum(said == "confirmed" for deed, said in done if deed.kind == "register")
    assert mails["registration_confirmed"] == kept_places + newcomers
    assert mails["registration_moved_up"] == lapsed - newcomers


@pytest.fixture
def choreography(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, ...]:
    """A sweep that has seen what is overdue waits until the buttons have been pressed."""
    seen, pressed = threading.Event(), threading.Event()
    lapse = held_places._lapse

    def slowly(session: Session, seminar_id: int, **arguments: object) -> int:
        session.rollback()
        seen.set()
        assert pressed.wait(60)
        return lapse(session, seminar_id, **arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(held_places, "_lapse", slowly)
    return seen, pressed


def sweep_while_everybody_presses(
    session: Session, held: list[int], choreography: tuple[threading.Event, ...], url: str
) -> Counter[str]:
    seen, pressed = choreography
    engine = create_engine(url)
    prepare_sqlite(engine)
    session.close()
    with ThreadPoolExecutor(1) as threads:
        sweep = threads.submit(do_one, sessionmaker(engine), "", Deed("lapse"))
        assert seen.wait(60)
        for each in held:
            do_one(sessionmaker(engine), "", Deed("press", each))
        pressed.set()
        sweep.result()
    engine.dispose()
    return counts(session)


def test_a_sweep_looks_again_once_it_holds_the_seminar(
    session: Session, held: list[int], choreography: tuple[threading.Event, ...], database_url: str
) -> None:
    stands = sweep_while_everybody_presses(session, held, choreography, database_url)
    assert stands == {"confirmed": PLACES, "waiting": WAITING}
    assert session.scalars(select(Seminar.taken)).one() == PLACES


def test_a_sweep_that_believed_what_it_saw_before_would_give_places_away_twice(
    session: Session,
    held: list[int],
    choreography: tuple[threading.Event, ...],
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: without the second look there are more people than places."""

    def unguarded(session: Session, seminar: Seminar, **_: object) -> int:
        if not choreography[1].is_set():
            return 0
        choreography[1].clear()
        for _each in held:
            seminar_counters.free_place(session, seminar.id)
        return len(held)

    monkeypatch.setattr(waiting_list, "lapse_overdue", unguarded)
    stands = sweep_while_everybody_presses(session, held, choreography, database_url)
    assert stands["confirmed"] == 2 * PLACES
