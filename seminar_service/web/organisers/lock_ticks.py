"""Boxes of lists of locks: which bids are ticked, also on pages that are not shown."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from flask import request

from seminar_service.web.kept_forms import is_shown_again

_CHOSEN: Final = re.compile(r"([0-9]{1,9})/([0-9:,-]{0,200})")


def named(values: Iterable[str]) -> dict[int, str]:
    """The bids (keys) that boxes or buttons name, each with the mark of the lock that was seen."""
    matches = filter(None, map(_CHOSEN.fullmatch, values))
    return {int(match[1]): match[2] for match in matches}


def kept_ticks() -> dict[int, str]:
    """The bids whose boxes were ticked when somebody turned the page; none in any other look."""
    return named(request.form.getlist("bids")) if is_shown_again() else {}


def ticked_elsewhere(
    ticked: Mapping[int, str], listed: Iterable[int], shown: Collection[int]
) -> dict[int, str]:
    """Those of the ticked bids that stand in a list, but not on its page that is shown."""
    return {key: ticked[key] for key in listed if key in ticked and key not in shown}
