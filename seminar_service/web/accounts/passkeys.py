"""Passkeys (WebAuthn) as Flask-Security makes them, bound to this service's own address."""

from ipaddress import ip_address
from typing import Any, Final, cast
from urllib.parse import urlsplit

from flask import session
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from flask_security import (
    UserMixin,
    WebAuthnDeleteForm,
    WebAuthnRegisterForm,
    WebAuthnRegisterResponseForm,
    WebAuthnSigninForm,
    WebAuthnSigninResponseForm,
    WebauthnUtil,
    current_user,
)
from flask_security.webauthn import WebAuthnTfPlugin
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired

from seminar_service.accounts.model import FIRST_FACTOR, User
from seminar_service.web.accounts.extension import security
from seminar_service.web.accounts.password_guesses import note_refusal
from seminar_service.web.fields import LineField, at_most
from seminar_service.web.templating import settings

CHALLENGE: Final = "passkey_challenge"
CHALLENGE_BYTES: Final = 32
LONGEST_NAME: Final = 40


def passkeys_possible() -> bool:
    """Whether browsers allow passkeys here: they need https, or this very computer, and a name."""
    parts = urlsplit(settings().base_url)
    host = parts.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return parts.scheme == "https" or host == "localhost" or host.endswith(".localhost")
    return False


class OwnPasskeys(WebauthnUtil):
    """Who asks (this service, by its address), and what is asked of a passkey."""

    def generate_challenge(self, nbytes: int | None = None) -> str:
        """A challenge that this browser alone may answer, once."""
        challenge: str = super().generate_challenge(nbytes or CHALLENGE_BYTES)
        session[CHALLENGE] = challenge
        return challenge

    def origin(self) -> str:
        """Where browsers find this service."""
        return settings().base_url

    def registration_options(
        self, user: UserMixin, usage: str, existing_options: dict[str, Any]
    ) -> dict[str, Any]:
        """Bind a new passkey to the service's address, and to none that is there already."""
        options = super().registration_options(user, usage, existing_options)
        return options | {"rp_id": _host(), "exclude_credentials": _known(user)}

    def authenticator_selection(
        self,
        user: UserMixin,  # noqa: ARG002 (the signature of the library)
        usage: str,  # noqa: ARG002 (as above)
    ) -> AuthenticatorSelectionCriteria:
        """One that its owner unlocks and that finds itself, on this device or another."""
        return AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )

    def authentication_options(
        self, user: UserMixin | None, usage: list[str], existing_options: dict[str, Any]
    ) -> dict[str, Any]:
        """Ask for this service's passkeys, and for those of one person where it is known whom."""
        options = super().authentication_options(user, usage, existing_options)
        return options | {"rp_id": _host(), "allow_credentials": _known(user) if user else []}

    def user_verification(
        self,
        user: UserMixin | None,  # noqa: ARG002 (the signature of the library)
        usage: list[str],
    ) -> UserVerificationRequirement:
        """It must be unlocked where it stands alone; after a password having it is enough."""
        if FIRST_FACTOR in usage:
            return UserVerificationRequirement.REQUIRED
        return UserVerificationRequirement.DISCOURAGED


class PasskeyAsSecondFactor(WebAuthnTfPlugin):
    """Asks everybody with a passkey for it after the password.

    Flask-Security wants passkeys to be either for log-in without a password or for after it. A
    person has one and expects both; and an account with a passkey must not be open to a password
    alone.
    """

    def get_setup_methods(self, user: UserMixin) -> list[tuple[str, str]]:
        """The passkey, if there is one."""
        return [("webauthn", gettext("Passkey"))] if user.webauthn else []


class NewPasskeyForm(WebAuthnRegisterForm):
    """How a new passkey is called."""

    name = LineField(
        _l("Name of the passkey"),
        [DataRequired(_l("Please give the passkey a name.")), at_most(LONGEST_NAME)],
    )
    usage = StringField()

    def validate(self, **kwargs: object) -> bool:
        """Check the name; what a passkey is for is not asked."""
        self.usage.data = FIRST_FACTOR
        valid: bool = super().validate(**kwargs)
        return valid


class NewPasskeyAnswerForm(WebAuthnRegisterResponseForm):
    """What the browser answers when a passkey has been made."""

    credential = HiddenField()

    def validate(self, **kwargs: object) -> bool:
        """Take an answer to the challenge of this browser's session only, and each once."""
        return _challenge_is_own(self) and bool(super().validate(**kwargs))


class PasskeyStartForm(WebAuthnSigninForm):
    """Starts a log-in with a passkey; nothing is filled in."""

    identity = StringField()


class PasskeyAnswerForm(WebAuthnSigninResponseForm):
    """What the browser answers when a passkey has been used."""

    credential = HiddenField()

    def validate(self, **kwargs: object) -> bool:
        """Take a right answer only; one that is not goes into the history."""
        valid = _challenge_is_own(self) and self._is_answered(**kwargs)
        if not valid:
            note_refusal(self._expected())
        return valid

    def _is_answered(self, **kwargs: object) -> bool:
        """Whether a known passkey answers, after a password one of the same person."""
        after_password = self.is_secondary
        self.is_secondary = False  # which passkeys are usable: all, see PasskeyAsSecondFactor
        try:
            valid = bool(super().validate(**kwargs)) and not self.credential.errors
        finally:
            self.is_secondary = after_password
        return valid and (not after_password or self._is_same_person())

    def _expected(self) -> User | None:
        """Who has given the password before, or else whose passkey it is."""
        if self.is_secondary:
            first = security.datastore.find_user(fs_uniquifier=session["tf_user_id"])
            return cast("User | None", first)
        return cast("User | None", self.user)

    def _is_same_person(self) -> bool:
        if self.user is not None and self.user.fs_uniquifier == session.get("tf_user_id"):
            return True
        self.credential.errors = [gettext("This passkey belongs to another account.")]
        return False


class PasskeyRemovalForm(WebAuthnDeleteForm):
    """Which passkey is removed."""

    def validate(self, **kwargs: object) -> bool:
        """Refuse to take the last second factor from somebody who must have one."""
        if not super().validate(**kwargs):
            return False
        last = len(current_user.webauthn) == 1 and not current_user.has_authenticator
        if last and settings().require_second_factor:
            self.name.errors = [
                gettext("You need at least one second factor. Please add another one first.")
            ]
            return False
        return True


def passkey_options(name: str) -> dict[str, Any]:
    """Flask-Security's options about passkeys; `name` is what browsers show."""
    return {
        "SECURITY_WEBAUTHN": True,
        "SECURITY_WAN_RP_NAME": name,
        "SECURITY_WAN_ALLOW_AS_FIRST_FACTOR": True,
        "SECURITY_WAN_ALLOW_AS_MULTI_FACTOR": True,
        "SECURITY_WAN_ALLOW_AS_VERIFY": [FIRST_FACTOR],
        "SECURITY_WAN_ALLOW_USER_HINTS": False,
        "SECURITY_WAN_NAME_MAX_LENGTH": LONGEST_NAME,
        "SECURITY_INPUT_NORMALIZE_FORM": "NFKC",  # NFKD, its own, takes kana apart
        "SECURITY_WAN_REGISTER_URL": "/account/passkeys",
        "SECURITY_WAN_DELETE_URL": "/account/passkeys/remove",
        "SECURITY_WAN_SIGNIN_URL": "/login/passkey",
        "SECURITY_WAN_VERIFY_URL": "/verify/passkey",
        "SECURITY_WAN_POST_REGISTER_VIEW": "account.second_factors",
        "SECURITY_WAN_REGISTER_TEMPLATE": "accounts/passkeys.html",
        "SECURITY_WAN_SIGNIN_TEMPLATE": "accounts/login_passkey.html",
        "SECURITY_WAN_VERIFY_TEMPLATE": "accounts/verify_passkey.html",
    }


def _challenge_is_own(form: NewPasskeyAnswerForm | PasskeyAnswerForm) -> bool:
    """Whether the challenge was given to this browser and not answered yet."""
    if session.pop(CHALLENGE, None) == form.challenge:
        return True
    form.credential.errors = [
        gettext("Something was missing in what your browser sent. Please try again.")
    ]
    return False


def _host() -> str:
    return urlsplit(settings().base_url).hostname or ""


def _known(user: UserMixin) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(
            id=each.credential_id,
            transports=[AuthenticatorTransport(name) for name in each.transports or []],
        )
        for each in user.webauthn
    ]
