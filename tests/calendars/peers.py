"""Calendar programs that other people wrote, behind one door: bytes in, what they understood out.

vobject and `ical` (Home Assistant's) come from PyPI and run always, as does khal, a whole
calendar program. The others run where they are installed: ical.js (Thunderbird's), node-ical and
ts-ics from npm, libical (GNOME's and KDE's) from the operating system.
"""

import ctypes.util
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from seminar_service.domain.japan_time import JAPAN
from tests.calendars.libical import read_with_libical
from tests.calendars.seen import Seen

NODE_FOLDER = Path(__file__).parents[1] / "peers"
KHAL_SETTINGS = """\
[calendars]
[[tour]]
path = {folder}/calendar
[locale]
local_timezone = Asia/Tokyo
default_timezone = Asia/Tokyo
longdateformat = %Y-%m-%d
dateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
"""


def read_with_vobject(content: bytes) -> list[Seen]:
    """Read with vobject."""

    def text(event: Any, name: str) -> str:
        return str(event.getChildValue(name, default=""))

    calendar = vobject.readOne(content.decode())
    return [
        Seen(
            uid=text(event, "uid"),
            title=text(event, "summary"),
            description=text(event, "description"),
            location=text(event, "location"),
            start=event.dtstart.value.astimezone(UTC),
            end=event.dtend.value.astimezone(UTC),
            status=text(event, "status"),
            sequence=int(event.sequence.value),
        )
        for event in calendar.contents.get("vevent", [])
    ]


def read_with_ical(content: bytes) -> list[Seen]:
    """Read with Home Assistant's `ical`."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode())
    return [
        Seen(
            uid=event.uid,
            title=event.summary or "",
            description=event.description or "",
            location=event.location or "",
            start=event.start_datetime.astimezone(UTC),
            end=event.end_datetime.astimezone(UTC),
            status=str(event.status.value) if event.status else "",
            sequence=event.sequence,
        )
        for event in calendar.events
    ]


def read_with_khal(content: bytes) -> list[Seen]:
    """Import into khal and list what its calendar then holds."""
    with TemporaryDirectory() as folder:
        settings = Path(folder, "khal.conf")
        settings.write_text(KHAL_SETTINGS.format(folder=folder), encoding="utf-8")
        Path(folder, "calendar").mkdir()
        source = Path(folder, "source.ics")
        source.write_bytes(content)
        khal = [sys.executable, "-m", "khal", "-c", str(settings)]
        _run([*khal, "import", "--batch", str(source)])
        fields = "{uid}\x1f{title}\x1f{description}\x1f{location}\x1f{start}\x1f{end}\x1f{status}"
        listed = _run(
            [*khal, "list", "--day-format", "", "--format", f"\x1e{fields}", "2027-05-01", "60d"]
        )
    return [_seen_by_khal(record) for record in listed.decode().split("\x1e")[1:]]


def _seen_by_khal(record: str) -> Seen:
    uid, title, description, location, start, end, status = record.split("\x1f")
    return Seen(
        uid=uid,
        title=title,
        description=description,
        location=location,
        start=datetime.fromisoformat(start).replace(tzinfo=JAPAN).astimezone(UTC),
        end=datetime.fromisoformat(end).replace(tzinfo=JAPAN).astimezone(UTC),
        status=status.strip(),
        sequence=None,
    )


def read_with_node(parser: str) -> Callable[[bytes], list[Seen]]:
    """Return a reader that runs one of the npm parsers, in another zone than the calendar's."""

    def read(content: bytes) -> list[Seen]:
        script = str(NODE_FOLDER / "read.mjs")
        answer = _run(["env", "TZ=America/New_York", "node", script, parser], content)
        return [
            Seen(
                uid=each["uid"],
                title=each.get("title") or "",
                description=each.get("description") or "",
                location=each.get("location") or "",
                start=datetime.fromisoformat(each["start"]),
                end=datetime.fromisoformat(each["end"]),
                status=each.get("status") or "",
                sequence=each.get("sequence") or 0,
            )
            for each in json.loads(answer)
        ]

    return read


def _run(command: list[str], content: bytes = b"") -> bytes:
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout


needs_node = pytest.mark.skipif(
    shutil.which("node") is None or not (NODE_FOLDER / "node_modules").exists(),
    reason="node or tests/peers/node_modules is missing; `make test` installs the latter",
)
needs_libical = pytest.mark.skipif(
    ctypes.util.find_library("ical") is None, reason="libical is not installed"
)
PEERS = [
    pytest.param(read_with_vobject, id="vobject"),
    pytest.param(read_with_ical, id="ical"),
    pytest.param(read_with_khal, id="khal"),
    pytest.param(read_with_node("ical.js"), id="ical.js", marks=needs_node),
    pytest.param(read_with_node("node-ical"), id="node-ical", marks=needs_node),
    pytest.param(read_with_node("ts-ics"), id="ts-ics", marks=needs_node),
    pytest.param(read_with_libical, id="libical", marks=needs_libical),
]
