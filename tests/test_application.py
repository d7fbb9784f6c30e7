"""The application as a whole."""

from flask.testing import FlaskClient


def test_the_process_says_that_it_lives(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_the_process_says_that_its_database_answers(client: FlaskClient) -> None:
    assert client.get("/readyz").text == "ok\n"
