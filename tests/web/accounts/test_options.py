"""Flask-Security's options."""

from dataclasses import replace
from pathlib import Path

from flask_security.core import _default_config

from seminar_service.accounts.session_limits import LONGEST_SESSION
from seminar_service.web.accounts.options import security_options
from tests.conftest import make_settings


def test_the_salt_of_passwords_hangs_on_the_secret_key_and_does_not_show_it(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, "sqlite://")
    other = replace(settings, secret_key="another secret, which is just as long")
    salts = {security_options(each)["SECURITY_PASSWORD_SALT"] for each in (settings, other)}
    assert len(salts) == 2
    assert not salts & {settings.secret_key, other.secret_key}


def test_a_session_ends_however_busy_it_is_and_nobody_is_remembered(tmp_path: Path) -> None:
    options = security_options(make_settings(tmp_path, "sqlite://"))
    assert options["PERMANENT_SESSION_LIFETIME"] == LONGEST_SESSION
    assert options["SECURITY_DEFAULT_REMEMBER_ME"] is False


def test_every_option_is_one_that_the_library_knows(tmp_path: Path) -> None:
    known = {f"SECURITY_{name}" for name in _default_config}
    asked = set(security_options(make_settings(tmp_path, "sqlite://")))
    assert {name for name in asked if name.startswith("SECURITY_")} <= known
