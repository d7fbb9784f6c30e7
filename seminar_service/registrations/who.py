"""What tells two people of one name apart, with a mail address and without one."""

from typing import Final

from seminar_service.domain.mail_addresses import mail_key
from seminar_service.domain.organisations import company_key

LONGEST: Final = 200


def contact_key(email: str, telephone: str, company: str) -> str:
    """What is kept as `Registration.email_key`: two people of one name differ in it.

    The folded mail address; for who has none, the digits of the telephone number, or else the
    company. Neither of these can be an address: nobody finds such a registration by one.
    """
    if email:
        return mail_key(email)
    if digits := "".join(letter for letter in telephone if letter.isdecimal()):
        return f"tel:{digits}"
    return f"company:{company_key(company, longest=LONGEST)}" if company else ""
