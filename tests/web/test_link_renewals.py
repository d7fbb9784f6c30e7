"""One's own secret links: how often new ones are asked for."""

import pytest
from flask import Flask

from seminar_service.domain.errors import TooManyAttempts
from seminar_service.web.link_renewals import ASKED_PER_WINDOW, limit_asking

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def ask(app: Flask, address: str) -> None:
    with app.test_request_context("/bids/token/link", environ_base={"REMOTE_ADDR": address}):
        limit_asking()


def test_one_place_asks_so_often_and_others_meanwhile_too(app: Flask) -> None:
    for _ in range(ASKED_PER_WINDOW):
        ask(app, "192.0.2.1")
    with pytest.raises(TooManyAttempts):
        ask(app, "192.0.2.1")
    ask(app, "192.0.2.2")
