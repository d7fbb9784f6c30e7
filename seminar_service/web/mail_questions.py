"""A question about a mail address that looks like a slip, or whose domain takes no mail."""

from collections.abc import Iterator

from flask import current_app
from flask_babel import gettext

from seminar_service.domain.mail_addresses import domain_on_the_wire
from seminar_service.domain.mail_typos import likely_address
from seminar_service.outbox.exchangers import MailDomains
from seminar_service.web.fields import MailAddressField
from seminar_service.web.questions import Answer, Question


def mail_questions(field: MailAddressField) -> Iterator[Question]:
    """What to ask about a valid address."""
    typed = str(field.data or "")
    if not typed:
        return
    meant = likely_address(typed)
    if meant is not None:
        said = gettext("Did you mean %(meant)s? You entered %(typed)s.", meant=meant, typed=typed)
        use = Answer(field.name, meant, gettext("Use %(address)s", address=meant))
        yield Question("mail_slip", (field,), said, use)
    elif _takes_no_mail(typed):
        text = gettext(
            "As far as we can see, nobody receives email at %(domain)s.",
            domain=typed.rpartition("@")[2],
        )
        yield Question("mail_domain", (field,), text)


def _takes_no_mail(address: str) -> bool:
    domains: MailDomains | None = current_app.config["MAIL_DOMAINS"]
    return domains is not None and domains.takes_mail(domain_on_the_wire(address)) is False
