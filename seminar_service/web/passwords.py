"""New passwords on the web: one rule for every form that takes one."""

from flask_babel import lazy_gettext as _l
from flask_security import PasswordUtil, hash_password

from seminar_service.accounts.password_rules import (
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    PasswordFault,
    PasswordRefused,
    checked_password,
)
from seminar_service.config import Settings
from seminar_service.web.templating import settings, site_name

FAULTS = {
    PasswordFault.TOO_SHORT: _l(
        "The password needs at least %(num)s characters. Several words in a row are easy to keep "
        "in mind.",
        num=SHORTEST_PASSWORD,
    ),
    PasswordFault.TOO_LONG: _l(
        "The password may have at most %(num)s characters.", num=LONGEST_PASSWORD
    ),
    PasswordFault.HAS_ADDRESS: _l("The password must not contain your email address."),
    PasswordFault.HAS_NAME: _l(
        "The password must not contain the name of this service or of the office."
    ),
    PasswordFault.GUESSABLE: _l(
        "This password is too easy to guess: it is common or too regular. Please choose another "
        "one, such as several words that have nothing to do with each other."
    ),
}


class StaffPasswordUtil(PasswordUtil):
    """What Flask-Security asks whether a new password may be used."""

    def validate(
        self, password: str, is_register: bool, **kwargs: object
    ) -> tuple[list[str] | None, str]:
        """Check a password for the account `user`; what is wrong with it, and its normal form."""
        email = "" if is_register else str(getattr(kwargs.get("user"), "email", ""))
        try:
            return None, checked_password(password, email=email, names=own_names())
        except PasswordRefused as refused:
            return [str(FAULTS[refused.fault])], str(self.normalize(password))


def hashed_password(password: str, email: str) -> str:
    """The hash of a new password of the account with this address.

    Raises:
        PasswordRefused: It may not be used; `FAULTS` says why in the reader's language.
    """
    hashed: str = hash_password(checked_password(password, email=email, names=own_names()))
    return hashed


def own_names() -> list[str]:
    """What the service and its organiser are called in both languages."""
    found: Settings = settings()
    own = [found.organiser_name_ja, found.organiser_name_en]
    return own + [site_name(locale) for locale in ("ja", "en")]
