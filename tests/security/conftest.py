"""The walk goes over SQLite, and over PostgreSQL where a test asks for it."""

from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with all tables and no rows."""
    names = {"sqlite": "sqlite_url", "postgresql": "emptied_postgresql"}
    url: str = request.getfixturevalue(names[getattr(request, "param", "sqlite")])
    return url


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where templates stay compiled from test to test: a walk needs all of them."""
    return tmp_path_factory.mktemp("templates")


@pytest.fixture
def app(app: Flask, compiled_templates: Path) -> Flask:
    """An application over a database with all tables and no rows."""
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(compiled_templates))
    return app
