"""The planning room with a large draft: from the press to the page, by one planner."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.test import TestResponse

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.server.garbage import set_aside
from seminar_service.web.accounts.extension import security
from tests.applications import new_application
from tests.bench_web.errors import WrongAnswer
from tests.bench_web.record import PlanningTimes
from tests.bench_web.room_filling import Room, fill_room
from tests.bench_web.room_pages import pages_of
from tests.conftest import PASSWORD, make_settings

PLANNER = "planner@example.jp"
STAYS = "±0"
"""What it costs to leave a seminar where it is."""
OWN_SECONDS = "X-Seconds"
"""Of an answer that is preceded by others: how long it took itself."""
OWN_WORK = "X-Work-Seconds"
"""The same in processor time."""
COLD = "first request"
PAGES_WITHIN, PRESS_WITHIN, OPTIONS_WITHIN = 300.0, 200.0, 50.0

Answered = Callable[[], TestResponse]


def measure_planning(
    folder: Path, database_url: str, database: str, bids: int, rounds: int
) -> list[PlanningTimes]:
    """Fill a database that has tables alone, and measure what a planner asks for.

    Args:
        folder: Where the service may write.
        database_url: The database.
        database: What it is called.
        bids: How many bids the draft holds.
        rounds: How often each is asked for; the half counts.
    """
    room = fill_room(database_url, bids)
    with new_application(make_settings(folder, database_url), datetime.now(UTC)) as app:
        client = _signed_in(app.test_client())
        set_aside()  # as a process does that serves
        found = []
        for name, within, asked in _asked(client, room):
            waits, worked, size = _waits(asked, 1 if name.endswith(COLD) else rounds)
            found.append(
                PlanningTimes(
                    database, bids, name, within, median(waits), max(waits), min(worked), size
                )
            )
        return found


def _signed_in(client: FlaskClient) -> FlaskClient:
    store = security.datastore
    store.create_user(
        email=PLANNER,
        name="Planner",
        password=hash_password(PASSWORD),
        created_at=datetime.now(UTC),
        roles=[store.find_or_create_role(RoleName.PLANNER.value)],
    )
    db.session.commit()
    _good(client.post("/organiser/login", data={"email": PLANNER, "password": PASSWORD}))
    return client


def _asked(client: FlaskClient, room: Room) -> Iterator[tuple[str, float, Answered]]:
    draft = f"/organiser/plans/{room.draft}/edit"
    one = f"{draft}/{room.bid}"
    mails = f"/organiser/plans/{room.moving}/release/mails"

    def read(address: str) -> Answered:
        return lambda: client.get(address)

    yield f"draft, {COLD}", 0.0, read(draft)
    for name, address in pages_of(room):
        yield name, PAGES_WITHIN, read(address)
    yield "mail to a host", PAGES_WITHIN, read(_first_of(client, mails))
    yield "mail to an adviser", PAGES_WITHIN, read(_first_of(client, f"{mails}?to=adviser"))
    yield "prices for a seminar that is picked up", OPTIONS_WITHIN, read(f"{one}/moves/0")
    year = f"from={date.min.isoformat()}&until={date.max.isoformat()}"
    hand = f"{draft}/handover?adviser={room.adviser}&{year}"
    yield "handing over all of an adviser's year", 0.0, read(hand)
    yield "press of an edit to its page", PRESS_WITHIN, lambda: _edited(client, one)


def _first_of(client: FlaskClient, mails: str) -> str:
    """The address of the first mail of a list."""
    page = _good(client.get(mails)).text
    found = re.search(rf'href="({re.escape(mails.partition("?")[0])}/[^"/]+)"', page)
    return found.group(1) if found else mails


def _edited(client: FlaskClient, address: str) -> TestResponse:
    """Put the bid on the cheapest other day; what it gives up is offered the next time."""
    moves = _good(client.get(f"{address}/moves/0")).get_json()["moves"]
    move = next(each for each in moves if each["price"] != STAYS)
    form: dict[str, Any] = {"deed": "hold", "day": move["day"], "adviser": move["team"]}
    form["seen"] = _seen(_good(client.get(address)).text)
    begun, working = perf_counter(), process_time()
    answer = client.post(address, data=form, follow_redirects=True)
    answer.headers[OWN_SECONDS] = str(perf_counter() - begun)
    answer.headers[OWN_WORK] = str(process_time() - working)
    return answer


def _seen(page: str) -> str:
    return page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]


def _waits(asked: Answered, rounds: int) -> tuple[list[float], list[float], int]:
    """How long each answer took and worked (ms), and how large the last one is, compressed."""
    waits, worked, size = [], [], 0
    for _ in range(rounds):
        begun, working = perf_counter(), process_time()
        with closing(_good(asked())) as answer:
            whole, work = perf_counter() - begun, process_time() - working
            waits.append(float(answer.headers.get(OWN_SECONDS, whole)) * 1000)
            worked.append(float(answer.headers.get(OWN_WORK, work)) * 1000)
            size = len(gzip.compress(answer.data, 6))
    return waits, worked, size


def _good(answer: TestResponse) -> TestResponse:
    if answer.status_code >= 400:
        raise WrongAnswer(f"{answer.request.path} is answered by {answer.status_code}")
    return answer
