"""Database connections for what runs outside the web application."""

from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session, sessionmaker

from seminar_service.storage.refusals import tell_alike
from seminar_service.storage.transaction import prepare_sqlite

# Parameters hold people's data; without them an error may be logged.
ENGINE_OPTIONS = {"pool_pre_ping": True, "hide_parameters": True}


def make_engine(database_url: str) -> Engine:
    """An engine as the web application has one."""
    engine = create_engine(database_url, **ENGINE_OPTIONS)
    prepare_sqlite(engine)
    tell_alike(engine)
    return engine


def make_session_factory(engine: Engine) -> sessionmaker[Session]:
    """What makes sessions of an engine."""
    return sessionmaker(engine)
