"""Fixtures for the tests of feeds."""

import pytest
from sqlalchemy.orm import Session

from tests.web.subscribers.feeds import Stage, make_stage


@pytest.fixture
def stage(session: Session) -> Stage:
    """An announced seminar in Aichi with its adviser and one participant."""
    return make_stage(session)
