"""What the process says of itself to those who operate it."""

from collections import deque
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.work import supervision
from seminar_service.work.model import Job
from tests.outbox.conftest import make_message


def test_the_process_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_the_process_says_that_its_database_answers(client: FlaskClient) -> None:
    assert client.get("/readyz").text == "ok\n"


def test_the_process_says_that_mail_is_held_up(
    client: FlaskClient, session: Session, now: datetime
) -> None:
    session.add(make_message(1, now - timedelta(minutes=5)))
    session.commit()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text == "mail held up: 1 due for minutes, none sent\n"
    assert client.get("/healthz").text == "ok\n"


def test_the_process_says_that_jobs_are_held_up(
    client: FlaskClient, session: Session, now: datetime
) -> None:
    late = now - timedelta(minutes=5)
    session.add(Job(kind="tidy", arguments={}, due_at=late, created_at=late))
    session.commit()

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text == "jobs held up: 1 due for minutes, no worker busy\n"


def test_the_process_says_that_one_of_its_threads_ended(
    client: FlaskClient, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "_ends", deque([(now, "companion-0")]))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.text == "thread ended and was restarted: companion-0\n"
