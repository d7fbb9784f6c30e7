"""Second factors for tests: an app that shows codes, and somebody who has one."""

import time
from collections.abc import Callable

from flask.testing import FlaskClient
from passlib.totp import TOTP
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from seminar_service.web.accounts.authenticator import StaffTotp, totp_factory
from tests.conftest import PASSWORD

MakeAccount = Callable[[RoleName, str], User]
SignIn = Callable[[RoleName], FlaskClient]
STEP_SECONDS = 30


def code(secret: str, steps: int = 0) -> str:
    """What the app shows: now, or some half minutes later."""
    app: TOTP = _read(totp_factory(), secret)
    return str(app.generate(time=int(time.time()) + steps * STEP_SECONDS).token)


def _read(factory: StaffTotp, secret: str) -> TOTP:
    return factory._totp.from_source(secret)


def give_authenticator(session: Session, user: User) -> str:
    """Set up an app for an account, and return its secret."""
    secret: str = totp_factory().generate_totp_secret()
    user.tf_primary_method, user.tf_totp_secret = "authenticator", secret
    session.commit()
    return secret


def enter_password(client: FlaskClient, user: User) -> str:
    """Log in with address and password; where that leads."""
    data = {"email": user.email, "password": PASSWORD}
    answer = client.post("/organiser/login", data=data)
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def is_signed_in(client: FlaskClient) -> bool:
    """Whether the organiser's pages open."""
    return client.get("/organiser/").status_code == 200
