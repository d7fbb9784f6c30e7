"""What is wrong with a mail, in words of the staff where it is we who say so."""

from typing import Final

from flask_babel import lazy_gettext as _l

from seminar_service.outbox.addresses import NOT_SENT
from seminar_service.outbox.sending import ABANDONED

ERRORS: Final = {
    ABANDONED: _l("Given up: the worker ended again and again while it was sending."),
    NOT_SENT: _l("Not sent: email to this address does not arrive."),
}
"""What we ourselves say of a mail; all else is a server's own words."""


def mail_error(said: str) -> str:
    """What is wrong with a mail; a server is quoted."""
    return str(ERRORS.get(said, said))
