"""`demo`: sample tours, planned, released and announced, in a browser."""

import logging
import os
from dataclasses import replace

import click
from flask_security import hash_password

from seminar_service import samples
from seminar_service.accounts.model import RoleName
from seminar_service.accounts.queries import all_accounts
from seminar_service.accounts.services import add_account
from seminar_service.cli.context import application, now
from seminar_service.cli.demo_marks import (
    mark_as_demo,
    refuse_what_is_no_demo,
    warn_of_reachable_demo,
)
from seminar_service.cli.running import serving
from seminar_service.cli.setting_up import initialise, warm_planner
from seminar_service.config import DEFAULT_BASE_URL, PREFIX, Settings
from seminar_service.consultations.sealed import DeskSeal
from seminar_service.domain.actors import SYSTEM
from seminar_service.domain.japan_time import day_of
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.samples import desk
from seminar_service.samples.planning import Planner
from seminar_service.server import WORKER_STOP_SECONDS
from seminar_service.server import serve as serve_forever
from seminar_service.storage.engine import make_engine, make_session_factory
from seminar_service.web.site_hosts import ANY
from seminar_service.workers.assembly import start_worker

PASSWORD = "seminar-demo"  # noqa: S105 (printed for whoever tries the demo)
PLANNING_SECONDS = 60  # it ends once its plan is proven


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--planning-seconds",
    default=PLANNING_SECONDS,
    show_default=True,
    type=click.IntRange(1, 3600),
    help="How long the planner may think about each tour.",
)
@click.option("--prepare-only", is_flag=True, help="Bring in the sample tours and do not serve.")
def demo(host: str, port: int, planning_seconds: int, prepare_only: bool) -> None:
    """Bring in the sample tours, unless they are there, and serve them.

    An installation that holds anything else is refused and stays as it is.
    """
    refuse_what_is_no_demo()
    found = _at_ease(_reached_at(initialise(), f"http://{host}:{port}"))
    warm_planner()
    # Whoever tries the demo should not lose the address among a line per mail and page.
    logging.getLogger().setLevel(logging.WARNING)
    mark_as_demo(found)
    _add_accounts(found)
    _prepare(found, planning_seconds)
    with application(found):
        desk.load(db.session(), seal=DeskSeal.of(found), now=now())
    if prepare_only:
        return
    click.echo(
        f"\n  Open     http://{host}:{port}\n"
        f"  Staff    http://{host}:{port}/organiser/\n"
        f"  Log in   as {', '.join(f'{role.value}@example.jp' for role in RoleName)}"
        f" with the password {PASSWORD}\n"
        "  End      with Ctrl-C\n"
    )
    warn_of_reachable_demo(found, host)
    serve_forever(found, serving(found, host=host, port=port))


def _reached_at(found: Settings, address: str) -> Settings:
    """The settings with the demo's own address, unless another one is set; any name will do."""
    if found.base_url != DEFAULT_BASE_URL:
        return found
    return replace(found, base_url=address, hosts=found.hosts or (ANY,))


def _at_ease(found: Settings) -> Settings:
    """The settings without a second factor for everybody, unless the environment asks for one."""
    asked_for = os.environ.get(PREFIX + "REQUIRE_SECOND_FACTOR")
    return found if asked_for else replace(found, require_second_factor=False)


def _add_accounts(found: Settings) -> None:
    """Add an account per role; one whose password has been changed keeps it."""
    with application(found):
        known = {line.email for line in all_accounts(db.session())}
        for role in RoleName:
            email = f"{role.value}@example.jp"
            if email not in known:
                add_account(
                    db.session(),
                    email=email,
                    name=role.value.replace("_", " ").capitalize(),
                    password_hash=hash_password(PASSWORD),
                    role=role,
                    actor=SYSTEM,
                    now=now(),
                )


def _prepare(found: Settings, planning_seconds: int) -> None:
    """Load, plan, release and announce, with a worker as in real life."""
    running = start_worker(found)
    engine = make_engine(found.database_url)
    try:
        samples.prepare(
            make_session_factory(engine),
            Planner(planning_seconds),
            office=Office.of(found),
            today=day_of(now()),
            clock=now,
            tell=click.echo,
        )
    finally:
        engine.dispose()
        running.stop(WORKER_STOP_SECONDS)
