"""Authenticator apps: six digits that change every half minute (TOTP)."""

from collections.abc import Sequence
from typing import Final, cast

from flask_babel import lazy_gettext as _l
from flask_security import Totp, TwoFactorVerifyCodeForm
from flask_wtf import FlaskForm
from passlib.exc import TokenError, UsedTokenError
from passlib.totp import TOTP, AppWallet, TotpMatch
from wtforms.validators import DataRequired, Regexp

from seminar_service.accounts import second_factors
from seminar_service.accounts.model import User
from seminar_service.config import Settings
from seminar_service.domain.text_folding import fold_width
from seminar_service.extensions import db
from seminar_service.web.accounts.extension import security
from seminar_service.web.accounts.keys import derived, keys_for
from seminar_service.web.accounts.password_guesses import note_refusal
from seminar_service.web.fields import LineField

PURPOSE: Final = "totp"
TOLERANCE_SECONDS: Final = (
    30  # one code before and one after: clocks differ, and people type slowly
)


class StaffTotp(Totp):
    """Flask-Security's factory, with keys that can be replaced and codes that work once."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        """The first secret encrypts; the others still decrypt."""
        wallet = AppWallet(secrets, default_tag=next(iter(secrets)))
        self._totp = TOTP.using(issuer=issuer, wallet=wallet)

    def get_last_counter(self, user: User) -> int | None:  # type: ignore[override]  # our kind of user
        """The time step of the newest code that this account has used."""
        return user.tf_last_counter

    def set_last_counter(self, user: User, tmatch: TotpMatch) -> None:  # type: ignore[override]  # as above
        """Use up a code; of two that send the same at once, one gets in.

        Raises:
            UsedTokenError: Somebody was faster.
        """
        if not second_factors.use_up_code(db.session(), user.id, tmatch.counter):
            raise UsedTokenError

    def renewed(self, secret: str) -> str | None:
        """The same secret under the present key, if it is still kept under a former one."""
        source = self._totp.from_source(secret)
        return source.to_json(encrypt=True) if source.changed else None

    def counter_of(self, code: str, secret: str) -> int | None:
        """The time step of a code for a secret that is just being set up; none if it is wrong."""
        try:
            match = self._totp.verify(code, secret, window=TOLERANCE_SECONDS)
        except TokenError:
            return None
        return int(match.counter)


class CodeField(LineField):
    """Six digits in any width, with or without a space in the middle."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was typed."""
        super().process_formdata(valuelist)
        self.data = fold_width(self.data or "").replace(" ", "").replace("-", "")


def code_field() -> CodeField:
    """The field for the code that the app shows."""
    return CodeField(
        _l("Code from the app"),
        [
            DataRequired(_l("Please enter the code that the app shows.")),
            Regexp(r"^[0-9]{6}$", message=_l("The code has six digits, such as 123456.")),
        ],
    )


class LoginCodeForm(TwoFactorVerifyCodeForm):
    """The code from the app, after the password."""

    code = code_field()

    def validate(self, **kwargs: object) -> bool:
        """Check the code; a wrong one goes into the history."""
        valid = bool(super().validate(**kwargs))
        if not valid and self.user is not None:
            note_refusal(cast("User", self.user))
        return valid


class NewAuthenticatorForm(FlaskForm):
    """The first code of an app that is being set up."""

    code = code_field()


def totp_factory() -> StaffTotp:
    """The factory of the running application."""
    return cast("StaffTotp", security.totp_factory)


def totp_secrets(settings: Settings) -> dict[str, str]:
    """The keys under which secrets are kept, by a mark that says nothing about them."""
    return {derived(key, "mark")[:12]: key for key in keys_for(settings, PURPOSE)}
