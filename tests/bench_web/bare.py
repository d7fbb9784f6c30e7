"""The bare route that the pages are measured against, on the same server.

It is an application of one view that renders a list by Jinja, as many rows and bytes as the page
beside it: no database, no session, no translation, no header of its own.
"""

import re
import sys
from dataclasses import asdict, dataclass
from json import dumps, loads
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, abort
from jinja2 import Template

from seminar_service.config import load_settings
from seminar_service.logs import configure
from seminar_service.server import Serving, _Server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

# Six values are escaped and put into each row, as a row of a list of seminars shows them.
TEMPLATE = """<!doctype html><html lang="ja"><head><title>{{ title }}</title></head><body>
{{ frame }}<ul>{% for row in rows %}
<li id="{{ row.id }}"><p>{{ row.day }}</p><a href="{{ row.address }}">{{ row.title }}</a>
<p>{{ row.venue }}</p><p>{{ row.state }}</p>{{ filler }}</li>{% endfor %}</ul></body></html>"""
_ROWS = re.compile(rb'<li class="entry"|<dt>|BEGIN:VEVENT')


@dataclass(frozen=True)
class Shape:
    """How much a page shows.

    Attributes:
        rows: Seminars, or facts of one.
        size: Bytes of its body.
    """

    rows: int
    size: int

    @classmethod
    def of(cls, body: bytes) -> "Shape":
        """The shape of a page or a feed."""
        return cls(len(_ROWS.findall(body)), len(body))


def write_shapes(shapes: dict[str, Shape], file: Path) -> None:
    """Write what the bare application is to serve, by the names of the pages."""
    file.write_text(dumps({name: asdict(shape) for name, shape in shapes.items()}))


def bare_app(shapes: dict[str, Shape]) -> Flask:
    """An application whose page `/NAME` has the shape of that name."""
    app = Flask(__name__)
    template = app.jinja_env.from_string(TEMPLATE)
    stuffing = {name: _stuffing(template, shape) for name, shape in shapes.items()}

    @app.get("/<name>")
    def show(name: str) -> str:
        if name not in shapes:
            abort(404)
        frame, filler = stuffing[name]
        return _rendered(template, shapes[name].rows, frame, filler)

    return app


def _stuffing(template: Template, shape: Shape) -> tuple[str, str]:
    """What fills frame and rows up to the size, three quarters of it in the rows."""
    missing = shape.size - len(_rendered(template, shape.rows, "", "").encode())
    in_rows = missing * 3 // 4 // shape.rows if shape.rows and missing > 0 else 0
    return "x" * max(0, missing - in_rows * shape.rows), "x" * in_rows


def _rendered(template: Template, rows: int, frame: str, filler: str) -> str:
    listed = [
        {
            "id": f"bench{number:05}",
            "day": "5月14日（金） 13:30〜16:30",
            "address": f"/seminars/bench{number:05}",
            "title": "営業秘密管理セミナー",
            "venue": "商工会館 大ホール",
            "state": "残り12席",
        }
        for number in range(rows)
    ]
    return template.render(title="x", rows=listed, frame=frame, filler=filler)


class BareServer(_Server):
    """The service's own server over the bare application."""

    def __init__(self, shapes: dict[str, Shape], serving: Serving) -> None:
        self._shapes = shapes
        super().__init__(load_settings(), serving)

    def load(self) -> "WSGIApplication":
        """Make the application, in each process."""
        return bare_app(self._shapes)


if __name__ == "__main__":
    port, processes, threads, shapes_file = sys.argv[1:]
    configure("console")
    read = loads(Path(shapes_file).read_text())
    BareServer(
        {name: Shape(**shape) for name, shape in read.items()},
        Serving("127.0.0.1", int(port), int(processes), int(threads), with_worker=False),
    ).run()
