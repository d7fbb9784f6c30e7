"""Pages of hosts are tested on SQLite: what depends on the database is tested with the services."""

import pytest


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A database with all tables and no rows."""
    return sqlite_url
