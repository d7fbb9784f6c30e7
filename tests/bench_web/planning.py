"""The planning room with a large draft: from the press to the page, by one planner."""

import gzip
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from flask.testing import FlaskClient
from flask_security import hash_password
from werkzeug.test import TestResponse

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.web.accounts.extension import security
from tests.applications import new_application
from tests.bench_web.draft_filling import Draft, fill_draft
from tests.bench_web.errors import WrongAnswer
from tests.bench_web.record import PlanningTimes
from tests.conftest import PASSWORD, make_settings

PLANNER = "planner@example.jp"
STAYS = "±0"
"""What it costs to leave a seminar where it is."""
OWN_SECONDS = "X-Seconds"
"""Of an answer that is preceded by others: how long it took itself."""
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
    draft = fill_draft(database_url, bids)
    with new_application(make_settings(folder, database_url), datetime.now(UTC)) as app:
        client = _signed_in(app.test_client())
        found = []
        for name, within, asked in _asked(client, draft):
            waits, size = _waits(asked, 1 if name.endswith(COLD) else rounds)
            times = PlanningTimes(database, bids, name, within, median(waits), max(waits), size)
            found.append(times)
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


def _asked(client: FlaskClient, draft: Draft) -> list[tuple[str, float, Answered]]:
    plan = f"/organiser/plans/{draft.plan_id}"
    one, two = (f"{plan}/edit/{each}" for each in (draft.bid_id, draft.pair_id))
    hand = f"{plan}/edit/handover?adviser={draft.adviser_id}"
    year = f"from={date.min.isoformat()}&until={date.max.isoformat()}"

    def read(address: str) -> Answered:
        return lambda: client.get(address)

    return [
        ("draft, first request", 0.0, read(f"{plan}/edit")),
        ("draft", PAGES_WITHIN, read(f"{plan}/edit")),
        ("ways to hold a bid", PAGES_WITHIN, read(one)),
        ("ways to hold a bid with two advisers", PAGES_WITHIN, read(two)),
        ("prices for a seminar that is picked up", OPTIONS_WITHIN, read(f"{one}/moves/0")),
        ("press of an edit to its page", PRESS_WITHIN, lambda: _edited(client, one)),
        ("handing over an adviser's week", PAGES_WITHIN, read(hand)),
        ("handing over all of an adviser's year", 0.0, read(f"{hand}&{year}")),
        ("advisers' year", PAGES_WITHIN, read(f"{plan}/timeline")),
        ("map", PAGES_WITHIN, read(f"{plan}/map?map=geographic")),
        ("list", PAGES_WITHIN, read(f"{plan}/seminars")),
        ("mails of its release", PAGES_WITHIN, read(f"{plan}/release/mails")),
    ]


def _edited(client: FlaskClient, address: str) -> TestResponse:
    """Put the bid on the cheapest other day; what it gives up is offered the next time."""
    moves = _good(client.get(f"{address}/moves/0")).get_json()["moves"]
    move = next(each for each in moves if each["price"] != STAYS)
    form: dict[str, Any] = {"deed": "hold", "day": move["day"], "adviser": move["team"]}
    form["seen"] = _seen(_good(client.get(address)).text)
    begun = perf_counter()
    answer = client.post(address, data=form, follow_redirects=True)
    answer.headers[OWN_SECONDS] = str(perf_counter() - begun)
    return answer


def _seen(page: str) -> str:
    return page.partition('name="seen"')[2].partition('value="')[2].partition('"')[0]


def _waits(asked: Answered, rounds: int) -> tuple[list[float], int]:
    """How long each answer took, in milliseconds, and how large the last one is, compressed."""
    waits, size = [], 0
    for _ in range(rounds):
        begun = perf_counter()
        with closing(_good(asked())) as answer:
            whole = perf_counter() - begun
            waits.append(float(answer.headers.get(OWN_SECONDS, whole)) * 1000)
            size = len(gzip.compress(answer.data, 6))
    return waits, size


def _good(answer: TestResponse) -> TestResponse:
    if answer.status_code >= 400:
        raise WrongAnswer(f"{answer.request.path} is answered by {answer.status_code}")
    return answer
