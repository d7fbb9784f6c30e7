"""The environment of all templates: Jinja's, with globals that are found in one step.

Jinja gives each template globals of its own above those of the environment, so that one that is
loaded with more does not change the others. None of ours is. To look through the two layers for
each name, each time that a page imports macros or a part is made, took a tenth of a whole page.
"""

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class PageEnvironment(Environment):
    """An environment whose templates share its globals."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: the environment's, and above them what it is loaded with."""
        return super().make_globals(d) if d else self.globals
