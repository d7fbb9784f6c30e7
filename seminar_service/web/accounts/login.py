"""The forms that take a password: to log in, to prove again who one is, to change it."""

from typing import cast

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_security import ChangePasswordForm, LoginForm, VerifyForm, current_user
from flask_security.utils import get_message
from wtforms import PasswordField
from wtforms.validators import InputRequired

from seminar_service.accounts.model import User
from seminar_service.accounts.services import account_of
from seminar_service.domain.history import RefusalReason
from seminar_service.domain.text_folding import fold_width
from seminar_service.extensions import db
from seminar_service.web.accounts.password_guesses import guess_at, verifying


class StaffLoginForm(LoginForm):
    """Flask-Security's form, with guesses counted by account, device and network.

    It does not offer to be remembered: a session ends with its limits or its log-out.
    """

    remember = None

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Call the address as all other forms do; the library writes its name otherwise."""
        super().__init__(*args, **kwargs)
        self.email.label.text = _l("Email address")

    def validate(self, **kwargs: object) -> bool:
        """Check address and password; the answer is the same whether there is such an account.

        Raises:
            TooManyAttempts: There were too many guesses.
        """
        self.email.data = fold_width(self.email.data or "").strip()
        if not (self.email.data and self.password.data):
            return bool(super().validate(**kwargs))
        with guess_at(self.email.data, account_of(db.session(), self.email.data)) as guess:
            with verifying():
                guess.is_right = bool(super().validate(**kwargs))
            if self.user_authenticated and not guess.is_right:
                guess.refusal = RefusalReason.ACCOUNT_CLOSED
            identity = self.user.fs_uniquifier if self.user else ""
        if guess.is_right and self.user is not None and self.user.fs_uniquifier != identity:
            # The password was changed, or the account closed, while it was verified.
            self.password.errors = [get_message("INVALID_PASSWORD")[0]]
            return False
        if guess.is_right and not self.next.data:
            # The library would name this very page, with the host that the browser gave.
            self.next.data = request.args.get("next") or url_for("organisers.home")
        return guess.is_right


class StaffVerifyForm(VerifyForm):
    """Proves again, in the middle of a session, who one is."""

    def validate(self, **kwargs: object) -> bool:
        """Check the password.

        Raises:
            TooManyAttempts: There were too many guesses.
        """
        if not self.password.data:
            return bool(super().validate(**kwargs))
        with guess_at(self.user.email, cast("User", self.user)) as guess, verifying():
            guess.is_right = bool(super().validate(**kwargs))
        return guess.is_right


class StaffChangePasswordForm(ChangePasswordForm):
    """Changes the password of whoever is signed in and knows the present one."""

    password = PasswordField(
        _l("Present password"),
        [InputRequired(_l("Please enter the password that you have now."))],
    )

    def validate(self, **kwargs: object) -> bool:
        """Check the present password, and whether the new one is good enough.

        Raises:
            TooManyAttempts: There were too many guesses.
        """
        if not self.password.data:
            return bool(super().validate(**kwargs))
        with guess_at(current_user.email, cast("User", current_user)) as guess, verifying():
            valid = bool(super().validate(**kwargs))
            guess.is_right = get_message("INVALID_PASSWORD")[0] not in self.password.errors
        return valid
