"""Registering for another seminar with what an own registration says already.

What is known goes from row to form on the server, behind the secret link: it stands in no address
and in no cookie. What is complete is shown to be checked at once, so that one press sends it.
"""

from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from seminar_service.access import links
from seminar_service.access.model import LinkPurpose
from seminar_service.extensions import db
from seminar_service.registrations.model import Registration
from seminar_service.registrations.queries import own_registration
from seminar_service.web.clock import now
from seminar_service.web.kept_forms import is_shown_again
from seminar_service.web.own_fields import own_values
from seminar_service.web.public import bp
from seminar_service.web.public.register import form_with, known_page
from seminar_service.web.registration_fields import standard_values
from seminar_service.web.secrecy import secret


@bp.get("/registrations/<token>/again/<public_id>")
@secret
def register_again(token: str, public_id: str) -> ResponseReturnValue:
    """The page to check, filled in, or the form where something more is asked."""
    registration_id = links.visit(db.session(), LinkPurpose.REGISTRATION, token, now=now())
    if is_shown_again():
        return form_with(public_id)
    row = own_registration(db.session(), registration_id, now=now()).registration
    return known_page(public_id, said_before(row))


def said_before(row: Registration) -> MultiDict[str, str]:
    """What a registration says, as its form would send it.

    Files are not among it. Nor is how to attend where only one way is offered: no form asks that.
    """
    answers = own_values({each.question_id: each for each in row.answers})
    known: dict[str, Any] = {
        "name": row.name,
        "email": row.email,
        "mode": row.mode.value,
        "consent": True,
        **standard_values(row),
        **answers,
    }
    del known["shared_with_host"]  # what one host may read says nothing about another
    return MultiDict((name, text) for name, value in known.items() for text in _texts(value))


def _texts(value: Any) -> list[str]:  # noqa: ANN401 (whatever a field holds)
    """A value as a browser would send it; a file, and nothing, is not sent."""
    if isinstance(value, bool):
        return ["y"] if value else []
    if isinstance(value, list):
        return [str(each) for each in value]
    if isinstance(value, date):
        return [value.isoformat()]
    return [str(value)] if isinstance(value, str | int) and value != "" else []
