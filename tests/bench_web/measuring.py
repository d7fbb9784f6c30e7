"""One installation after the other, one page after the other, each beside the bare route."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench_web.bare import Shape
from tests.bench_web.client import ask_for, ask_once
from tests.bench_web.errors import NoPostgresql, WrongAnswer
from tests.bench_web.filling import fill
from tests.bench_web.planning import measure_planning
from tests.bench_web.record import (
    ASKED_BIDS,
    Installation,
    Kind,
    Measured,
    PageRuns,
    Record,
    Registrations,
)
from tests.bench_web.registering import register_people
from tests.bench_web.serving import OK, Server, bare_served, served
from tests.conftest import SERVER, own_database, postgresql_answers
from tests.processes.conftest import make_environ
from tests.processes.running import free_port, run_command

CONNECTIONS = 4
WARM_UP_SECONDS = 0.3
PLANNING_ROUNDS = 3
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
PAGES = {
    "front page": "/",
    "list": "/seminars",
    "seminar": "/seminars/{public_id}",
    "feed": "/feeds/tour.ics",
}


@dataclass(frozen=True)
class Plan:
    """What to measure.

    Attributes:
        sizes: Numbers of seminars.
        seconds: How long each answer is asked for, each time.
        rounds: How often each is asked for.
        people: How many register.
        bids: Numbers of bids of the planning room.
        rooms_alone: Whether nothing but the planning room is measured.
    """

    installations: tuple[Installation, ...]
    sizes: tuple[int, ...]
    seconds: float
    rounds: int
    people: int
    bids: tuple[int, ...]
    rooms_alone: bool = False


def measure(plan: Plan, record: Record, say: Callable[[str], None]) -> None:
    """Measure everything and note it in the record."""
    for installation in () if plan.rooms_alone else plan.installations:
        for size in plan.sizes:
            say(f"{installation}, {size} seminars")
            _measure_size(plan, installation, size, record)
    for database in dict.fromkeys(each.database for each in plan.installations):
        for bids in plan.bids:
            say(f"{database}, a planning room with {bids} bids")
            _measure_room(plan, database, bids, record)


def _measure_room(plan: Plan, database: str, bids: int, record: Record) -> None:
    with (
        TemporaryDirectory(prefix="bench-web-") as name,
        _database(Installation(database, 1), name) as url,
    ):
        run_command(make_environ(Path(name), database_url=url, log_format="console"), "init")
        rounds = PLANNING_ROUNDS * plan.rounds if bids <= ASKED_BIDS else 1
        record.planning += measure_planning(Path(name), url, database, bids, rounds)


def _measure_size(plan: Plan, installation: Installation, size: int, record: Record) -> None:
    with TemporaryDirectory(prefix="bench-web-") as name, _database(installation, name) as url:
        folder = Path(name)
        environ = make_environ(folder, database_url=url, proxies="1", log_format="console")
        run_command(environ, "init")
        public_id = fill(url, size)
        addresses = {page: path.format(public_id=public_id) for page, path in PAGES.items()}
        with _three(environ, installation, addresses, folder) as servers:
            for page, path in addresses.items():
                shape = servers.shapes[_name(page)]
                runs = PageRuns(installation, size, page, shape.rows, shape.size)
                _measure_page(plan, servers, path, runs)
                record.pages.append(runs)
            people = register_people(
                servers.kept.port, public_id, plan.people, at_once=2 * CONNECTIONS
            )
            record.registrations.append(Registrations(installation, size, people))


@contextmanager
def _database(installation: Installation, folder: str) -> Iterator[str]:
    if installation.database == SQLITE:
        yield f"sqlite:///{folder}/seminar.db"
        return
    if not postgresql_answers():
        raise NoPostgresql(f"no PostgreSQL answers at {SERVER.rpartition('@')[2]}")
    with own_database(SERVER) as url:
        yield url


@dataclass(frozen=True)
class _Servers:
    """The service as it is, the service that keeps nothing, and the bare route."""

    kept: Server
    unkept: Server
    bare: Server
    shapes: dict[str, Shape]


@contextmanager
def _three(
    environ: dict[str, str], installation: Installation, addresses: dict[str, str], folder: Path
) -> Iterator[_Servers]:
    processes = installation.processes
    unkept_environ = environ | {"SEMINAR_PAGES_URL": "none:"}
    with (
        served(environ, free_port(), processes, folder / "kept.log") as kept,
        served(unkept_environ, free_port(), processes, folder / "unkept.log") as unkept,
    ):
        shapes = {_name(page): _shape(kept.port, path) for page, path in addresses.items()}
        with bare_served(environ, free_port(), installation, shapes, folder) as bare:
            yield _Servers(kept, unkept, bare, shapes)


def _shape(port: int, path: str) -> Shape:
    answer = ask_once(port, path)
    if answer.status != OK:
        raise WrongAnswer(f"{path} is answered by {answer.status}")
    return Shape.of(answer.body)


def _measure_page(plan: Plan, servers: _Servers, path: str, runs: PageRuns) -> None:
    etag = ask_once(servers.kept.port, path).header("etag")
    ways = {
        Kind.BARE: (servers.bare, f"/{_name(runs.page)}", ""),
        Kind.NOT_MODIFIED: (servers.kept, path, etag),
        Kind.UNCHANGED: (servers.kept, path, ""),
        Kind.FRESH: (servers.unkept, path, ""),
    }
    for server, asked, known in ways.values():
        ask_for(server.port, asked, WARM_UP_SECONDS, connections=CONNECTIONS, etag=known)
    for _ in range(plan.rounds):
        for kind, (server, asked, known) in ways.items():
            found = _measured(server, asked, known, plan.seconds)
            runs.runs.setdefault(kind, []).append(found)


def _measured(server: Server, path: str, etag: str, seconds: float) -> Measured:
    before = server.processor_seconds()
    load = ask_for(server.port, path, seconds, connections=CONNECTIONS, etag=etag)
    processor = server.processor_seconds() - before
    return Measured(
        rate=load.rate,
        half=load.wait(0.5),
        most=load.wait(0.99),
        processor=1000 * processor / len(load.waits),
    )


def _name(page: str) -> str:
    return page.replace(" ", "-")
