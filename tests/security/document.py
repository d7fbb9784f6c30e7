"""Reads `docs/security.md`: its tables are what the tests of this folder compare with."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "security.md"
CODE = re.compile(r"`([^`]+)`")
BOLD = re.compile(r"\*\*([^*]+)\*\*")

Row = dict[str, str]


def section(heading: str) -> str:
    """The text below a heading, up to the next one of the same or a higher level."""
    text = DOCUMENT.read_text(encoding="utf-8")
    start = re.search(rf"^(#+) {re.escape(heading)}$", text, re.MULTILINE)
    assert start, f"docs/security.md has no heading {heading!r}"
    rest = text[start.end() :]
    end = re.search(rf"^#{{1,{len(start[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def rows(heading: str) -> list[Row]:
    """The rows of all tables below a heading, each by the names of its columns."""
    found: list[Row] = []
    columns: list[str] = []
    for line in section(heading).splitlines():
        if not line.startswith("|"):
            columns = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not columns:
            columns = cells
        elif set(line) - set("|-: "):
            assert len(cells) == len(columns), line
            found.append(dict(zip(columns, cells, strict=True)))
    return found


def code(cell: str) -> list[str]:
    """Whatever stands in a cell between backticks."""
    return CODE.findall(cell)


def bold(cell: str) -> list[str]:
    """Whatever a cell prints in bold."""
    return BOLD.findall(cell)


def is_there(name: str) -> bool:
    """Whether a file, or a test written as `tests/x/test_y.py::test_z`, exists."""
    place, _, test = name.partition("::")
    file = ROOT / place
    if not test:
        return file.exists()
    return file.is_file() and bool(
        re.search(rf"^(async )?def {re.escape(test)}\(", file.read_text("utf-8"), re.MULTILINE)
    )
