"""What views say of their answers that may be kept: what these depend on beside stored rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., object])
_MARK: Final = "is_kept_as"
_NOT_KEPT: Final = "seminar.not_kept"


@dataclass(frozen=True)
class Kept:
    """How the answers of a view are kept.

    Attributes:
        arguments: What the view reads behind the question mark. Everything else is taken away
            before the view is asked, so that an answer depends on nothing that is not named.
        is_calendar: Whether it says nothing about places left nor by the time of day.
    """

    arguments: tuple[str, ...] = ()
    is_calendar: bool = False


def keep(view: View, *arguments: str, is_calendar: bool = False) -> View:
    """Let the answers of a view be kept; it may read the named arguments and nothing else."""
    setattr(view, _MARK, Kept(arguments, is_calendar))
    return view


def kept_as(app: Flask, endpoint: str) -> Kept | None:
    """How the answers of an endpoint are kept; None where they are not."""
    found: Kept | None = getattr(app.view_functions.get(endpoint), _MARK, None)
    return found


def with_place_for_objections(environ: Mapping[str, Any]) -> dict[str, Any]:
    """The same request, in which a view can say that its answer is not to be kept.

    The place is an object that stays the same when somebody copies the request on its way.
    """
    return {**environ, _NOT_KEPT: set()}


def keep_not(environ: Mapping[str, Any]) -> None:
    """Let the answer to a request not be kept: its address is one of many that nobody needs."""
    environ.get(_NOT_KEPT, set()).add("objected")


def may_be_kept(environ: Mapping[str, Any]) -> bool:
    """Whether the view said nothing against it."""
    return not environ.get(_NOT_KEPT)
