"""A question about a mail address before a form is sent; never a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app
from wtforms import Form, HiddenField

from seminar_service.domain.mail_addresses import domain_on_the_wire
from seminar_service.domain.mail_typos import likely_address
from seminar_service.outbox.exchangers import MailDomains
from seminar_service.web.fields import MailAddressField, at_most

LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class MailQuestion:
    """What is to be asked.

    Attributes:
        field: Name of the form's field; a button with this name takes the suggestion.
        typed: The address as it was entered.
        suggestion: What was probably meant; None where the domain takes no mail.
    """

    field: str
    typed: str
    suggestion: str | None

    @property
    def domain(self) -> str:
        """What stands behind the @."""
        return self.typed.rpartition("@")[2]


class KeptAddressField(HiddenField):
    """The address about which somebody was asked and which stays as it is; the last one counts."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take it from the form, or from the button that was pressed just now."""
        super().process_formdata(list(valuelist)[-1:])


class AsksAboutMail(Form):
    """Part of forms in which strangers enter their address."""

    mail_kept = KeptAddressField(validators=[at_most(LONGEST_ADDRESS)])

    def mail_question(self, field: MailAddressField) -> MailQuestion | None:
        """What to ask about a valid address, unless its owner has answered already."""
        typed = str(field.data or "")
        if not typed or self.mail_kept.data == typed:
            return None
        suggestion = likely_address(typed)
        if suggestion is None and not _takes_no_mail(typed):
            return None
        return MailQuestion(field.name, typed, suggestion)


def _takes_no_mail(address: str) -> bool:
    domains: MailDomains | None = current_app.config["MAIL_DOMAINS"]
    return domains is not None and domains.takes_mail(domain_on_the_wire(address)) is False
