"""Recovery codes: for the day when telephone and passkey are lost."""

import hashlib
import hmac
import secrets
from typing import Any, Final, cast

from flask import Flask
from flask_babel import lazy_gettext as _l
from flask_security import MfRecoveryCodesUtil, MfRecoveryForm
from wtforms.validators import DataRequired

from seminar_service.accounts import second_factors
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import User
from seminar_service.config import Settings
from seminar_service.domain.text_folding import fold_hyphens, fold_width
from seminar_service.extensions import db
from seminar_service.web.accounts.factor_notes import note
from seminar_service.web.accounts.keys import keys_for
from seminar_service.web.accounts.password_guesses import note_refusal
from seminar_service.web.fields import LineField, at_most

PURPOSE: Final = "recovery-codes"
HOW_MANY: Final = 10
LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that look alike
GROUPS: Final = 3
GROUP_LENGTH: Final = 4


class RecoveryCodes(MfRecoveryCodesUtil):
    """Flask-Security's codes, of which only keyed hashes are kept: they are shown once."""

    def __init__(self, app: Flask) -> None:
        """Derive the keys; the first hashes, the others still recognise."""
        super().__init__(app)
        settings: Settings = app.config["SETTINGS"]
        self._keys = [key.encode() for key in keys_for(settings, PURPOSE)]

    def create_recovery_codes(self, user: User) -> list[str]:  # type: ignore[override]  # our kind of user
        """Make a new set; every earlier year is worthless from now on."""
        codes = [new_code() for _ in range(HOW_MANY)]
        user.mf_recovery_codes = [_hashed(code, self._keys[0]) for code in codes]
        note(user, AccountNews.RECOVERY_CODES_MADE)
        return codes

    def get_recovery_codes(self, user: User) -> list[str]:  # type: ignore[override]  # noqa: ARG002 (the signature of the library)
        """None: nobody can show them again."""
        return []

    def check_recovery_code(self, user: User, code: str) -> bool:  # type: ignore[override]  # as above
        """Whether the code is one of those left; the account stays locked until the commit."""
        second_factors.lock_codes(db.session(), user)
        return self._position(user, code) is not None

    def delete_recovery_code(self, user: User, code: str) -> bool:  # type: ignore[override]  # as above
        """Use a code up."""
        position = self._position(user, code)
        if position is None or user.mf_recovery_codes is None:
            return False
        user.mf_recovery_codes.pop(position)
        note(user, AccountNews.RECOVERY_CODE_USED)
        return True

    def _position(self, user: User, code: str) -> int | None:
        hashes = {_hashed(code, key) for key in self._keys}
        kept = user.mf_recovery_codes or []
        return next((index for index, each in enumerate(kept) if each in hashes), None)


class RecoveryCodeForm(MfRecoveryForm):
    """A recovery code in place of the code from the app."""

    code = LineField(
        _l("Recovery code"),
        [DataRequired(_l("Please enter one of your recovery codes.")), at_most(60)],
    )

    def validate(self, **kwargs: object) -> bool:
        """Check the code; a wrong one goes into the history."""
        valid = bool(super().validate(**kwargs))
        if not valid and self.user is not None:
            note_refusal(cast("User", self.user))
        return valid


def new_code() -> str:
    """A code of 59 random bits, easy to read and to type: ABCD-EFGH-JKMN."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def codes_left(user: User) -> int:
    """How many recovery codes an account has not used yet."""
    return len(user.mf_recovery_codes or [])


def _hashed(code: str, key: bytes) -> str:
    """What is kept of a code: width, case, spaces and hyphens do not count."""
    letters = "".join(each for each in fold_hyphens(fold_width(code)).upper() if each.isalnum())
    return hmac.new(key, letters.encode(), hashlib.sha256).hexdigest()


def recovery_options() -> dict[str, Any]:
    """Flask-Security's options about recovery codes."""
    return {
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES": True,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_N": HOW_MANY,
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_URL": "/account/recovery-codes",
        "SECURITY_MULTI_FACTOR_RECOVERY_CODES_TEMPLATE": "accounts/recovery_codes.html",
        "SECURITY_MULTI_FACTOR_RECOVERY_URL": "/login/recovery-code",
        "SECURITY_MULTI_FACTOR_RECOVERY_TEMPLATE": "accounts/login_recovery_code.html",
    }
