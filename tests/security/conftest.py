"""The walk goes over SQLite, and over PostgreSQL where a test asks for it."""

import pytest


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables and no rows."""
    names = {"sqlite": "sqlite_url", "postgresql": "emptied_postgresql"}
    url: str = request.getfixturevalue(names[getattr(request, "param", "sqlite")])
    return url
