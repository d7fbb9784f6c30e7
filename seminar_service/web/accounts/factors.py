"""Second factors bound to the application: Flask-Security's parts, and what stands around them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any, Final

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_security import (
    current_user,
    tf_code_confirmed,
    wan_deleted,
    wan_registered,
)

from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import User
from seminar_service.config import Settings
from seminar_service.extensions import db
from seminar_service.web.accounts.authenticator import (
    LoginCodeForm,
    StaffTotp,
    totp_factory,
    totp_secrets,
)
from seminar_service.web.accounts.extension import security
from seminar_service.web.accounts.factor_notes import note
from seminar_service.web.accounts.passkeys import (
    NewPasskeyAnswerForm,
    NewPasskeyForm,
    OwnPasskeys,
    PasskeyAnswerForm,
    PasskeyRemovalForm,
    PasskeyStartForm,
    passkey_options,
    passkeys_possible,
)
from seminar_service.web.accounts.recovery_codes import (
    RecoveryCodeForm,
    RecoveryCodes,
    codes_left,
    recovery_options,
)
from seminar_service.web.accounts.roles import lacks_second_factor
from seminar_service.web.accounts.second_step_forms import ChooseWayForm, NoRescueForm
from seminar_service.web.accounts.second_step_limits import limit_guesses
from seminar_service.web.accounts.words import word_options
from seminar_service.web.clock import now

FRESH: Final = timedelta(minutes=15)
LONGEST_FORM: Final = timedelta(hours=1)  # a form opened in time can still be sent
STAFF_PREFIX: Final = "/organiser/"
# What the library adds to its features and nobody here uses: setting up has pages of our own, and
# who has lost everything asks an administrator.
UNUSED: Final = frozenset(
    f"security.{name}"
    for name in ("two_factor_setup", "two_factor_setup_validate", "two_factor_rescue")
)
# Steps of the log-in, for whoever is not in yet.
LOGGING_IN: Final = frozenset(
    f"security.{name}"
    for name in (
        "two_factor_token_validation",
        "tf_select",
        "mf_recovery",
        "wan_signin",
        "wan_signin_response",
    )
)
# What somebody who must set up a second factor first may do meanwhile.
FREE: Final = frozenset(
    {
        "account.second_factors",
        "account.authenticator",
        "security.logout",
        "security.verify",
        "security.wan_register",
        "security.wan_register_response",
    }
)
# Its views read first and write at the end; on SQLite such a transaction fails as soon as somebody
# else writes in between, unless it writes from the start.
WRITING: Final = frozenset(
    f"security.{name}"
    for name in (
        "two_factor_token_validation",
        "mf_recovery",
        "mf_recovery_codes",
        "wan_register",
        "wan_register_response",
        "wan_delete",
        "wan_signin_response",
        "wan_verify_response",
    )
)


def factor_options(settings: Settings) -> dict[str, Any]:
    """Flask-Security's options about second factors."""
    name = settings.organiser_name_ja.replace(":", " ")
    return {
        **word_options(),
        **recovery_options(),
        **passkey_options(name),
        "SECURITY_DATETIME_FACTORY": now,
        "SECURITY_STATIC_FOLDER": None,  # its scripts lie among ours
        "SECURITY_FRESHNESS": FRESH,
        "SECURITY_FRESHNESS_GRACE_PERIOD": LONGEST_FORM,
        "SECURITY_FRESHNESS_ALLOW_AUTH_TOKEN": False,
        "SECURITY_TWO_FACTOR": True,
        "SECURITY_TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "SECURITY_TWO_FACTOR_ALWAYS_VALIDATE": True,  # no cookie that leaves it out next time
        "SECURITY_TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
        "SECURITY_TWO_FACTOR_RESCUE_EMAIL": False,
        "SECURITY_TWO_FACTOR_ERROR_VIEW": "security.login",
        "SECURITY_TWO_FACTOR_TOKEN_VALIDATION_URL": "/login/code",
        "SECURITY_TWO_FACTOR_SELECT_URL": "/login/choose",
        "SECURITY_TWO_FACTOR_VERIFY_CODE_TEMPLATE": "accounts/login_code.html",
        "SECURITY_TWO_FACTOR_SELECT_TEMPLATE": "accounts/login_choose.html",
        "SECURITY_TWO_FACTOR_IMPLEMENTATIONS": {
            "code": "flask_security.twofactor.CodeTfPlugin",
            "webauthn": "seminar_service.web.accounts.passkeys.PasskeyAsSecondFactor",
        },
        "SECURITY_TOTP_SECRETS": totp_secrets(settings),
        "SECURITY_TOTP_ISSUER": name,
        "SECURITY_VERIFY_TEMPLATE": "accounts/verify.html",
    }


def factor_parts() -> dict[str, Any]:
    """The forms that Flask-Security is to use in place of its own; its tools are exchanged, too.

    The tools are taken by its constructor alone, which runs before they can be imported.
    """
    security._totp_cls = StaffTotp  # noqa: SLF001 (see above)
    security._webauthn_util_cls = OwnPasskeys  # noqa: SLF001
    security._mf_recovery_codes_util_cls = RecoveryCodes  # noqa: SLF001
    return {
        "two_factor_verify_code_form": LoginCodeForm,
        "two_factor_rescue_form": NoRescueForm,
        "two_factor_select_form": ChooseWayForm,
        "mf_recovery_form": RecoveryCodeForm,
        "wan_register_form": NewPasskeyForm,
        "wan_register_response_form": NewPasskeyAnswerForm,
        "wan_signin_form": PasskeyStartForm,
        "wan_signin_response_form": PasskeyAnswerForm,
        "wan_delete_form": PasskeyRemovalForm,
    }


def init_app(app: Flask) -> None:
    """Bind second factors to an application."""
    app.before_request(_keep_out_who_is_in)
    app.before_request(_lead_to_setting_up)
    app.before_request(limit_guesses)
    app.before_request(_write_from_the_start)
    wan_registered.connect(_passkey_added, app)
    wan_deleted.connect(_passkey_removed, app)
    tf_code_confirmed.connect(_renew_secret, app)
    app.jinja_env.globals.update(
        codes_left=lambda: codes_left(current_user),
        has_recovery_codes=_has_recovery_codes,
        passkeys_possible=passkeys_possible,
    )


@contextmanager
def without_the_unused(app: Flask) -> Iterator[None]:
    """Leave out, meanwhile, the addresses that the library adds and nobody here uses.

    It still builds links to them for pages that do not show them: those become empty.
    """
    add = app.add_url_rule

    def add_unless_unused(
        rule: str,
        endpoint: str | None = None,
        *arguments: Any,  # noqa: ANN401 (passed on)
        **options: Any,  # noqa: ANN401 (as above)
    ) -> None:
        if endpoint not in UNUSED:
            add(rule, endpoint, *arguments, **options)

    app.add_url_rule = add_unless_unused  # type: ignore[method-assign]  # put back below
    try:
        yield
    finally:
        del app.add_url_rule
    app.url_build_error_handlers.append(_nowhere)


def _nowhere(error: Exception, endpoint: str, _: dict[str, Any]) -> str:
    if endpoint not in UNUSED:
        raise error
    return ""


def _keep_out_who_is_in() -> ResponseReturnValue | None:
    """Send home who is logged in: the library would log them out, whoever made them come."""
    if request.endpoint in LOGGING_IN and current_user.is_authenticated:
        return redirect(url_for("organisers.home"), 303)
    return None


def _lead_to_setting_up() -> ResponseReturnValue | None:
    if not request.path.startswith(STAFF_PREFIX) or request.endpoint in FREE:
        return None
    return redirect(url_for("account.second_factors"), 303) if lacks_second_factor() else None


def _write_from_the_start() -> None:
    if request.method == "POST" and request.endpoint in WRITING:
        db.session.rollback()
        db.session.connection(execution_options={"begin_writing": True})


def _passkey_added(_: Flask, *, user: User, **__: object) -> None:
    note(user, AccountNews.PASSKEY_ADDED)


def _passkey_removed(_: Flask, *, user: User, **__: object) -> None:
    """Write it down; with the last factor go the recovery codes."""
    if len(user.webauthn) == 1 and not user.has_authenticator:
        user.mf_recovery_codes = None
    note(user, AccountNews.PASSKEY_REMOVED)


def _renew_secret(_: Flask, *, user: User, **__: object) -> None:
    """Keep the secret of an app under the present key, once its owner has logged in."""
    if user.tf_totp_secret and (renewed := totp_factory().renewed(user.tf_totp_secret)):
        user.tf_totp_secret = renewed


def _has_recovery_codes() -> bool:
    """Whether who is logging in has recovery codes left."""
    user = security.datastore.find_user(fs_uniquifier=session.get("tf_user_id", ""))
    return isinstance(user, User) and codes_left(user) > 0
