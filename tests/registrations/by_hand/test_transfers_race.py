"""Clerks in processes of their own move people to and fro at once."""

import multiprocessing
from collections.abc import Sequence
from typing import Any

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.registrations import services
from seminar_service.registrations.by_hand import transferring
from seminar_service.registrations.by_hand.chosen import chosen, seen_mark
from seminar_service.registrations.model import Registration
from seminar_service.seminars.model import Seminar
from seminar_service.storage.transaction import prepare_sqlite
from seminar_service.tours.model import Tour
from tests.factories import NOW, OFFICE, make_bid, make_registration, make_seminar
from tests.registrations.by_hand.support import CLERK, counted

PROCESSES = 4
ROUNDS = 6
PLACES = 4


def move_to_and_fro(url: str, ids: Sequence[int], ways: Sequence[str], together: Any) -> None:
    """Move these people along, as they are seen to stand, whoever else moves them."""
    engine = create_engine(url)
    prepare_sqlite(engine)
    sessions = sessionmaker(engine)
    together.wait()
    for number in range(ROUNDS):
        with sessions() as session:
            looked_at = {row.id: seen_mark(row) for row in chosen(session, ids)}
            try:
                transferring.transfer(
                    session,
                    looked_at,
                    ways[number % len(ways)],
                    tell_them=bool(number % 2),
                    office=OFFICE,
                    actor=CLERK,
                    now=NOW,
                )
            except ChangedMeanwhile:
                continue
    engine.dispose()


def withdraw_some(url: str, ids: Sequence[int], together: Any) -> None:
    """Withdraw people by their own pages while they are moved."""
    engine = create_engine(url)
    prepare_sqlite(engine)
    together.wait()
    for number in ids:
        with sessionmaker(engine)() as session:
            try:
                services.withdraw(session, number, office=OFFICE, actor=CLERK, now=NOW)
            except ChangedMeanwhile:
                continue
    engine.dispose()


def test_people_are_moved_both_ways_at_once_and_the_places_are_right(
    session: Session, tour: Tour, database_url: str
) -> None:
    seminars = [make_seminar(session, make_bid(session, tour), capacity=PLACES) for _ in range(2)]
    rows = [make_registration(session, seminars[number % 2]) for number in range(2 * PLACES)]
    ids, ways = [row.id for row in rows], [each.public_id for each in seminars]
    session.commit()

    context = multiprocessing.get_context("spawn")
    together = context.Barrier(PROCESSES + 1)
    movers = [
        context.Process(
            target=move_to_and_fro,
            args=(
                database_url,
                ids[number % 2 :: 2] if number < 2 else ids,
                ways if number % 2 else ways[::-1],
                together,
            ),
        )
        for number in range(PROCESSES)
    ]
    movers.append(context.Process(target=withdraw_some, args=(database_url, ids[:2], together)))
    for mover in movers:
        mover.start()
    for mover in movers:
        mover.join(120)

    assert [mover.exitcode for mover in movers] == [0] * len(movers)
    _assert_nobody_is_lost(session, seminars, ids)


def _assert_nobody_is_lost(session: Session, seminars: list[Seminar], ids: list[int]) -> None:
    for seminar in seminars:
        counted(session, seminar)
    found = session.scalars(select(Registration).where(Registration.id.in_(ids))).all()
    assert len(found) == len(ids)
    assert all(row.is_live or row.withdrawn_at for row in found)
    numbers = [(row.seminar_id, row.queue_number) for row in found]
    assert len(set(numbers)) == len(numbers)
