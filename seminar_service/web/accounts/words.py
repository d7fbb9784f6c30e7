"""What Flask-Security says, in words of our own, in both languages.

The library finds Japanese for "ja_JP" alone and says parts in English even there, so whatever it
can say here is written down; its own catalogue is never asked.
"""

from typing import Any, Final

from seminar_service import paths


def N_(text: str) -> str:  # noqa: N802 (the usual name of what marks a text for the catalogue)
    """Mark a text for the catalogue; it is translated when it is said."""
    return text


MESSAGES: Final = {
    "API_ERROR": (
        N_("Something was missing in what your browser sent. Please try again."),
        "error",
    ),
    "GENERIC_AUTHN_FAILED": (
        N_("The email address or the password is not right. Please check both."),
        "error",
    ),
    "UNAUTHORIZED": (N_("Your account does not allow this."), "error"),
    "UNAUTHENTICATED": (N_("Please log in first."), "error"),
    "LOGIN": (N_("Please log in first."), "info"),
    "REFRESH": (N_("Please confirm that it is you."), "info"),
    "REAUTHENTICATION_REQUIRED": (N_("Please confirm that it is you before you go on."), "info"),
    "REAUTHENTICATION_SUCCESSFUL": (N_("Thank you. You can go on."), "success"),
    "ANONYMOUS_USER_REQUIRED": (N_("You are logged in already."), "info"),
    "DISABLED_ACCOUNT": (N_("This account is closed."), "error"),
    "INVALID_REDIRECT": (N_("The page to go to afterwards is not one of ours."), "error"),
    "EMAIL_NOT_PROVIDED": (N_("Please enter your email address."), "error"),
    "INVALID_EMAIL_ADDRESS": (
        N_("This is not an email address. Please enter one such as name@example.jp."),
        "error",
    ),
    "USER_DOES_NOT_EXIST": (N_("There is no such account."), "error"),
    "PASSWORD_NOT_PROVIDED": (N_("Please enter the password."), "error"),
    "INVALID_PASSWORD": (N_("This is not your password."), "error"),
    "PASSWORD_INVALID_LENGTH": (
        N_("A password needs at least %(length)s characters."),
        "error",
    ),
    "PASSWORD_TOO_SIMPLE": (N_("This password is too easy to guess."), "error"),
    "PASSWORD_BREACHED": (
        N_("This password is known to strangers. Please choose another."),
        "error",
    ),
    "PASSWORD_IS_THE_SAME": (N_("This is the password that you have now."), "error"),
    "RETYPE_PASSWORD_MISMATCH": (N_("The two passwords differ."), "error"),
    "PASSWORD_CHANGE": (N_("Your password has been changed."), "success"),
    "INVALID_CODE": (N_("This code is not right."), "error"),
    "INVALID_RECOVERY_CODE": (
        N_("This recovery code is not right, or it has been used before."),
        "error",
    ),
    "NO_RECOVERY_CODES_SETUP": (N_("There are no recovery codes yet."), "info"),
    "TWO_FACTOR_INVALID_TOKEN": (
        N_(
            "This code is not right, or it has been used before. "
            "Please enter the code that the app shows now."
        ),
        "error",
    ),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": (N_("You are logged in."), "success"),
    "TWO_FACTOR_PERMISSION_DENIED": (N_("Please log in with your password first."), "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": (N_("Please choose one of these."), "error"),
    "INVALID_INPUT": (N_("Please use other characters here."), "error"),
    "INVALID_INPUT_LENGTH": (N_("Please use at most %(length)s characters."), "error"),
    "WEBAUTHN_EXPIRED": (N_("That took longer than %(within)s. Please start again."), "error"),
    "WEBAUTHN_NAME_REQUIRED": (N_("Please give the passkey a name."), "error"),
    "WEBAUTHN_NAME_INUSE": (N_("You have a passkey called %(name)s already."), "error"),
    "WEBAUTHN_NAME_NOT_FOUND": (N_("You have no passkey called %(name)s."), "error"),
    "WEBAUTHN_NAME_DISALLOWED_CHARACTERS": (
        N_("Please use only letters, digits, spaces and hyphens in the name."),
        "error",
    ),
    "WEBAUTHN_CREDENTIAL_DELETED": (N_("The passkey %(name)s has been removed."), "success"),
    "WEBAUTHN_REGISTER_SUCCESSFUL": (N_("The passkey %(name)s has been added."), "success"),
    "WEBAUTHN_CREDENTIAL_ID_INUSE": (N_("This passkey has already been added."), "error"),
    "WEBAUTHN_UNKNOWN_CREDENTIAL_ID": (N_("This passkey is not known here."), "error"),
    "WEBAUTHN_ORPHAN_CREDENTIAL_ID": (N_("This passkey is not known here."), "error"),
    "WEBAUTHN_NO_VERIFY": (N_("This passkey could not be checked. Please try again."), "error"),
    "WEBAUTHN_CREDENTIAL_WRONG_USAGE": (N_("This passkey is not meant for this."), "error"),
    "WEBAUTHN_MISMATCH_USER_HANDLE": (N_("This passkey belongs to another account."), "error"),
}

LABELS: Final = (
    N_("Password"),
    N_("New Password"),
    N_("Retype Password"),
    N_("Remember Me"),
    N_("Authentication Code"),
    N_("Recovery Code"),
    N_("Nickname"),
    N_("authenticator"),
    N_("passkey"),
    N_("Available Second Factor Methods:"),
)


def word_options() -> dict[str, Any]:
    """Flask-Security's options that make it speak from our catalogue."""
    return {
        "SECURITY_I18N_DOMAIN": "messages",
        "SECURITY_I18N_DIRNAME": [str(paths.TRANSLATIONS)],
        **{f"SECURITY_MSG_{key}": message for key, message in MESSAGES.items()},
    }
