"""Reading of calendars line by line, for tests of what exactly is written."""

import re


def lines(content: bytes) -> list[str]:
    """Return the content lines of a calendar, unfolded."""
    return re.sub(rb"\r\n[ \t]", b"", content).decode().removesuffix("\r\n").split("\r\n")


def component(content: bytes, name: str, number: int = 0) -> list[str]:
    """Return the lines of a component, nested ones included, without its BEGIN and END."""
    found = lines(content)
    starts = [index for index, line in enumerate(found) if line == f"BEGIN:{name}"]
    end = found.index(f"END:{name}", starts[number])
    return found[starts[number] + 1 : end]


def head(content: bytes) -> list[str]:
    """Return the calendar's own properties."""
    found = lines(content)
    end = next(i for i, line in enumerate(found) if i and line.startswith(("BEGIN:", "END:")))
    return [line for line in found[1:end] if line]


def values(found: list[str], name: str) -> list[str]:
    """Return what follows the name of a property, parameters included, for each time it occurs."""
    return [line[len(name) :] for line in found if re.match(rf"{name}[;:]", line)]
