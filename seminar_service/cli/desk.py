"""`desk-keys`: the keys of the consultation desk, and that nothing starts without them."""

import secrets

import click
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from seminar_service.cli.context import OperatorError, application, now, settings
from seminar_service.config import PREFIX, SHORTEST_SECRET, ConfigurationError, Settings
from seminar_service.consultations import rotation
from seminar_service.consultations.model import Case
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.domain.actors import SYSTEM
from seminar_service.extensions import db
from seminar_service.storage.engine import make_engine, make_session_factory

KEY_BYTES = 48
NAME = f"{PREFIX}DESK_KEYS"


@click.group("desk-keys")
def desk_keys() -> None:
    """Make and change the keys under which the consultation desk keeps what it is told."""


@desk_keys.command()
def new() -> None:
    """Print a new key, to be put before the others; nothing is changed."""
    click.echo(secrets.token_urlsafe(KEY_BYTES))


@desk_keys.command()
def rotate() -> None:
    """Close everything anew under the first key; afterwards the others are needed no more."""
    found = settings()
    require_desk_keys(found)
    if not found.desk_keys:
        raise OperatorError(f"{NAME} is missing; `seminar-service desk-keys new` makes a key")
    with application(found):
        seal = DeskSeal.of(found)
        number = rotation.rotate(db.session(), seal=seal, actor=SYSTEM, now=now())
    click.echo(f"Closed anew: {number} rows. The keys behind the first can be taken away.")


def is_desk_in_use(found: Settings) -> bool:
    """Whether the desk keeps anything; a database without its tables keeps nothing."""
    engine = make_engine(found.database_url)
    try:
        if not inspect(engine).has_table(Case.__tablename__):
            return False
        with make_session_factory(engine)() as session:
            return rotation.is_in_use(session)
    except SQLAlchemyError:
        return False  # it does not answer now, which the pages and the worker say for themselves
    finally:
        engine.dispose()


def require_desk_keys(found: Settings) -> None:
    """See that what the desk keeps can be opened.

    Raises:
        ConfigurationError: The keys are missing or others, and the desk is in use.
    """
    if not is_desk_in_use(found):
        return
    if not found.desk_keys:
        raise ConfigurationError(
            f"{NAME} is missing, and so is {found.instance / 'desk_keys'}, although the"
            f" consultation desk is in use; it needs the keys of {SHORTEST_SECRET} characters or"
            " more that it had"
        )
    engine = make_engine(found.database_url)
    try:
        with make_session_factory(engine)() as session:
            if not rotation.opens_what_is_kept(session, DeskSeal.of(found)):
                raise ConfigurationError(f"{NAME} does not open what the consultation desk keeps")
    finally:
        engine.dispose()
