"""Who visits the pages of a counter: somebody with its secret link, or its staff, logged in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.accounts.model import RoleName
from seminar_service.counters.staffing import counter_of
from seminar_service.domain.actors import COUNTER, Actor, ActorKind
from seminar_service.extensions import db
from seminar_service.web.accounts import staff
from seminar_service.web.clock import now

Arguments = ParamSpec("Arguments")


@dataclass(frozen=True)
class Visit:
    """Somebody at the pages of one counter.

    Attributes:
        counter_id: The counter; nothing of another one is shown or changed.
        actor: Who acts.
        token: The secret link; None for somebody who is logged in.
    """

    counter_id: int
    actor: Actor
    token: str | None

    def url(self, endpoint: str, **values: Any) -> str:  # noqa: ANN401 (as the library has it)
        """The address of another page of this counter, reached in the same way."""
        return url_for(f"counters.{endpoint}", token=self.token, **values)


def of_counter(
    view: Callable[Concatenate[Visit, Arguments], ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """A view for whoever belongs to one counter, which it is told."""

    @wraps(view)
    def guarded(
        token: str | None = None, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> ResponseReturnValue:
        if token is not None:
            return view(_by_link(token), *args, **kwargs)
        return _of_account(view, *args, **kwargs)

    return guarded


@staff(RoleName.COUNTER_STAFF)
def _of_account(
    view: Callable[..., ResponseReturnValue], *args: object, **kwargs: object
) -> ResponseReturnValue:
    counter_id = counter_of(db.session(), current_user.id)
    if counter_id is None:
        return render_template("counters/none.html"), HTTPStatus.CONFLICT
    return view(Visit(counter_id, Actor(ActorKind.COUNTER, current_user.id), None), *args, **kwargs)


def _by_link(token: str) -> Visit:
    look = links.visit if request.method in {"GET", "HEAD"} else links.resolve
    counter_id = look(db.session(), LinkPurpose.COUNTER, token, now=now())
    return Visit(counter_id, COUNTER, token)
