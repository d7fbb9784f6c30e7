"""The head of the desk, an expert, and somebody of the office, each in a browser."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from seminar_service.accounts.model import RoleName, User
from tests.web.accounts.support import SignIn


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Pages are tested on SQLite: what depends on the database is tested with the use cases."""
    return sqlite_url


@pytest.fixture
def expert(sign_in: SignIn) -> FlaskClient:
    """An expert's browser."""
    return sign_in(RoleName.DESK_EXPERT)


@pytest.fixture
def head(sign_in: SignIn) -> FlaskClient:
    """The head's browser."""
    return sign_in(RoleName.DESK_HEAD)


@pytest.fixture
def me(session: Session, expert: FlaskClient) -> User:
    """The expert's account."""
    assert expert is not None
    return session.scalars(select(User).where(User.email == "desk_expert@example.jp")).one()
