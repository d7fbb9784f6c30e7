"""What axe-core finds wrong with a page."""

from functools import cache
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.calendars.peers import NODE_FOLDER

AXE = NODE_FOLDER / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})"""

needs_axe = pytest.mark.skipif(
    not AXE.exists(), reason="axe-core is missing in tests/peers; `make test` installs it"
)


def axe_is_there() -> bool:
    """Whether axe-core has been installed."""
    return AXE.exists()


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What breaks WCAG 2.2 AA or axe's best practice, one line per rule.

    The script is evaluated by the browser's own tools: the pages allow no foreign script.
    """
    page.evaluate(_axe())
    found: dict[str, Any] = page.evaluate(RUN, RULES)
    return [
        f"{each['id']} ({each['impact']}), {len(each['nodes'])} times: {each['nodes'][0]['html']}"
        for each in found["violations"]
    ]
