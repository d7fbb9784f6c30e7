"""What the tests of two editors share."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from tests.conftest import PASSWORD
from tests.web.editing.browsers import DecidedClient
from tests.web.editing.things import Browser, Thing


@pytest.fixture
def browser(app: Flask, session: Session, make_account: Callable[[RoleName, str], User]) -> Browser:
    """Opens a browser of somebody of that name who may edit a thing."""

    def opened(thing: Thing, name: str) -> FlaskClient:
        client = DecidedClient(app, app.response_class)
        if thing.role is not None:
            account = make_account(thing.role, f"{name}@example.jp")
            account.name = name
            session.commit()
            client.post("/organiser/login", data={"email": account.email, "password": PASSWORD})
        return client

    return opened
