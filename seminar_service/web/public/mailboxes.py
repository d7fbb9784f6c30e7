"""The button in a mail by which somebody tells that a mailbox is theirs."""

from flask import render_template
from flask.typing import ResponseReturnValue

from seminar_service.access import links, mailboxes
from seminar_service.access.model import LinkPurpose
from seminar_service.extensions import db
from seminar_service.web.clock import now
from seminar_service.web.public import bp
from seminar_service.web.public.forms import ButtonForm
from seminar_service.web.secrecy import secret


@bp.route("/mailboxes/<token>", methods=["GET", "POST"])
@secret
def mailbox(token: str) -> ResponseReturnValue:
    """Ask for the button, and take it. Programs that check mails open addresses: only a POST acts.

    The answer to a POST is the page itself: there is nothing that a second one would do twice.
    """
    mailbox_id = links.resolve(db.session(), LinkPurpose.MAILBOX, token, now=now())
    form = ButtonForm()
    pressed = form.validate_on_submit()
    if pressed:
        mailboxes.press(db.session(), mailbox_id, actor=None, now=now())
    return render_template("public/mailbox.html", form=form, pressed=pressed)
