"""The outbox as the staff sees it: the list, and each mail with what became of it."""

from collections.abc import Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from seminar_service.accounts.mails import ABOUT
from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import NotFound
from seminar_service.domain.text_folding import without_controls
from seminar_service.extensions import db
from seminar_service.outbox import addresses
from seminar_service.outbox.html import pieces
from seminar_service.outbox.masking import MASK, masked
from seminar_service.outbox.message import MessageUnsendableError, Sender, file_name, headers_of
from seminar_service.outbox.model import Message, MessageState
from seminar_service.overview.history_things import named_thing
from seminar_service.overview.mails import (
    LONGEST_SEARCH,
    MailSearch,
    kinds_of_mails,
    mail_list,
    mail_page,
)
from seminar_service.resending.ways import can_be_resent
from seminar_service.tours.queries import fiscal_years
from seminar_service.web.accounts import has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.mail_words import about_of, kind_words, thing_of
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.thing_words import named
from seminar_service.web.page_requests import number_of, page_number
from seminar_service.web.templating import settings

HTML_POLICY: Final = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""Mails carry their styles in themselves; else nothing is let in, and nothing runs."""


@bp.get("/mail")
@staff(RoleName.VIEWER)
def mails() -> ResponseReturnValue:
    """What was sent or waits to be sent, the newest first; searched and filtered, if asked."""
    page, search = page_number(), asked_search(request.args)
    return render_template(
        "organisers/mails.html",
        found=mail_list(db.session(), search, page=page),
        search=search,
        asked=as_address(search),
        kinds=[(each, kind_words(each)) for each in kinds_of_mails(db.session())],
        kind_words=kind_words,
        years=[(each, str(each)) for each in sorted(fiscal_years(db.session()), reverse=True)],
        page=page,
        readable=lands_in_folder(),
        may_read=may_read,
    )


@bp.get("/mail/<int:message_id>")
@staff(RoleName.CLERK)
def mail(message_id: int) -> ResponseReturnValue:
    """One mail: what it says, its headers, each attempt, and what can be done with it.

    Secret links are masked, but for mails in the instance's folder, where no mail leaves.
    """
    shown = mail_page(db.session(), message_id)
    message = shown.message
    require_readable(message)
    landed = _landed(message)
    text = _text(landed) if landed else masked(message.body)
    return render_template(
        "organisers/mail.html",
        shown=shown,
        mail=message,
        kind=kind_words(message.kind),
        thing=_thing(message),
        pieces=list(pieces(text)) if text else [],
        has_file=landed is not None,
        has_calendar=message.calendar_method is not None,
        headers=_headers(message),
        mask=MASK,
        failing=addresses.failing(db.session(), message.recipient),
        may_resend=message.state in {MessageState.SENT, MessageState.RETURNED}
        and can_be_resent(db.session(), message, now=now()),
    )


def _thing(message: Message) -> tuple[str, str | None] | None:
    """What a mail speaks of, by its name while it is there, and the address of its page."""
    shown, about = thing_of(message), about_of(message)
    thing = named_thing(db.session(), *about) if about else None
    return (named(about[0], thing), shown[1]) if shown and about and thing else shown


@bp.get("/mail/<int:message_id>/html")
@staff(RoleName.CLERK)
def mail_html(message_id: int) -> ResponseReturnValue:
    """A mail as a mail program shows it, secret links masked; nothing in it can do anything."""
    message = db.session.get(Message, message_id)
    if message is None or not message.html:
        raise NotFound("mail")
    require_readable(message)
    return Response(
        masked(message.html),
        mimetype="text/html",
        headers={"Content-Security-Policy": HTML_POLICY},
    )


@bp.get("/mail/<int:message_id>.eml")
@staff(RoleName.CLERK)
def mail_file(message_id: int) -> ResponseReturnValue:
    """A mail that landed in the instance's folder, as a file for a mail program."""
    message = db.session.get(Message, message_id)
    if message is None:
        raise NotFound("mail")
    require_readable(message)
    file = _file(message)
    if not lands_in_folder() or not file.is_file():
        raise NotFound("mail")
    return Response(
        file.read_bytes(),
        mimetype="message/rfc822",
        headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
    )


def asked_search(given: Mapping[str, str]) -> MailSearch:
    """What a filter asks for, read from an address or a form; nonsense asks for nothing."""
    state = given.get("state", "")
    return MailSearch(
        text=without_controls(given.get("q", ""))[:LONGEST_SEARCH].strip(),
        kind=without_controls(given.get("kind", ""))[:LONGEST_SEARCH],
        state=MessageState(state) if state in list(MessageState) else None,
        fiscal_year=number_of(given.get("year", "")) or None,
    )


def as_address(search: MailSearch) -> dict[str, Any]:
    """The same as it stands in an address, but for the state."""
    return {
        "q": search.text or None,
        "kind": search.kind or None,
        "year": search.fiscal_year,
    }


def may_read(message: Message) -> bool:
    """Whether a mail is for these eyes: behind the link of some stands somebody's password."""
    return not message.about.startswith(f"{ABOUT}:") or has_role(RoleName.ADMIN)


def require_readable(message: Message) -> None:
    """Answer 403 unless a mail is for these eyes."""
    if not may_read(message):
        abort(403)


def lands_in_folder() -> bool:
    """Whether no mail leaves, so that the staff reads them here."""
    return settings().mail_url.startswith("folder:")


def _landed(message: Message) -> EmailMessage | None:
    file = _file(message)
    if not lands_in_folder() or not file.is_file():
        return None
    return message_from_bytes(file.read_bytes(), policy=policy.default)


def _file(message: Message) -> Path:
    return settings().mail_folder / f"{file_name(message)}.eml"


def _text(landed: EmailMessage) -> str:
    part = landed.get_body(("plain",))
    return str(part.get_content()) if part else ""


def _headers(message: Message) -> str:
    """Line by line; of these only the way to end such mails holds a secret."""
    try:
        lines = headers_of(message, Sender.of(settings())).split("\n")
    except MessageUnsendableError as error:
        return str(error)
    return "\n".join(masked(line) if line.startswith("List-") else line for line in lines)
