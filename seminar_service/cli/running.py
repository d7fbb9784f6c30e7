"""`serve` and `worker`: what runs until it is told to end."""

import signal
import sys
import threading

import click

from seminar_service.cli.context import settings
from seminar_service.cli.database import require_newest_form
from seminar_service.cli.demo_marks import warn_of_reachable_demo
from seminar_service.cli.desk import require_desk_keys
from seminar_service.config import Settings
from seminar_service.python_release import warn_of_old_python
from seminar_service.server import WORKER_STOP_SECONDS, Serving
from seminar_service.server import serve as serve_forever
from seminar_service.work.wakeups import Wakeups
from seminar_service.workers.assembly import start_worker

PROCESSES_BESIDE_A_WORKER = 2


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    help="Web processes; 1 with the worker inside, otherwise 2 where not given.",
)
@click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 128))
@click.option(
    "--with-worker/--without-worker",
    default=None,
    help="Whether a worker lives in the web process; so it does where the queue is a local file.",
)
def serve(
    host: str, port: int, processes: int | None, threads: int, with_worker: bool | None
) -> None:
    """Serve the pages, by default on http://127.0.0.1:8000."""
    found = settings()
    warn_of_old_python()
    how = serving(
        found,
        host=host,
        port=port,
        processes=processes,
        threads=threads,
        with_worker=with_worker,
    )
    require_newest_form(found)
    require_desk_keys(found)
    warn_of_reachable_demo(found, host)
    serve_forever(found, how)


def serving(
    found: Settings,
    *,
    host: str,
    port: int,
    processes: int | None = None,
    threads: int = 8,
    with_worker: bool | None = None,
) -> Serving:
    """How to serve, with what was not said decided by the settings."""
    inside = Wakeups(found.queue_url).is_embedded if with_worker is None else with_worker
    if inside and (processes or 1) > 1:
        raise click.UsageError("a worker inside needs --processes 1; see --without-worker")
    count = processes or (1 if inside else PROCESSES_BESIDE_A_WORKER)
    return Serving(host, port, count, threads, inside)


@click.command()
def worker() -> None:
    """Do the work outside requests: planning, mail, tidying up."""
    told = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: told.set())
    found = settings()
    require_newest_form(found)
    require_desk_keys(found)
    running = start_worker(found)
    warn_of_old_python()  # only now: a malformed setting is told in one line alone
    told.wait()
    sys.exit(0 if running.stop(WORKER_STOP_SECONDS) else 1)
