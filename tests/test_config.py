"""Settings: where they come from, and what is said about bad ones."""

import re
from pathlib import Path

import pytest

from seminar_service.config import KNOWN, ConfigurationError, load_settings

SECRET = {"SEMINAR_SECRET_KEY": "k" * 32}


def test_without_any_setting_but_a_key_all_lies_in_the_instance_folder(tmp_path: Path) -> None:
    settings = load_settings(SECRET, tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'seminar.db'}"
    assert settings.queue_url == f"sqlite:///{tmp_path / 'queue.db'}"
    assert settings.mail_folder == tmp_path / "mail"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert not settings.secure_cookies


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text(
        'base_url = "https://file.example.jp"\nmail_from = "file@example.jp"\nproxies = 1\n'
    )

    settings = load_settings(SECRET | {"SEMINAR_BASE_URL": "https://env.example.jp/"}, tmp_path)

    assert settings.base_url == "https://env.example.jp"
    assert settings.secure_cookies
    assert settings.mail_from == "file@example.jp"
    assert settings.proxies == 1


def test_the_names_of_the_host_are_that_of_the_address_and_those_named_beside(
    tmp_path: Path,
) -> None:
    environ = SECRET | {
        "SEMINAR_BASE_URL": "https://seminar.example.jp:8443",
        "SEMINAR_HOSTS": "old.example.jp, 2001:db8::1,",
        "SEMINAR_HSTS_SUBDOMAINS": "yes",
    }

    settings = load_settings(environ, tmp_path)

    assert settings.host_names == ("seminar.example.jp", "old.example.jp", "2001:db8::1")
    assert settings.hsts_subdomains


@pytest.mark.parametrize(
    ("environ", "looked_up"),
    [
        ({}, False),
        ({"SEMINAR_MAIL_URL": "folder:"}, False),
        ({"SEMINAR_MAIL_URL": "smtp://mail.example.jp"}, True),
        ({"SEMINAR_MAIL_URL": "smtp://mail.example.jp", "SEMINAR_MAIL_DOMAIN_CHECK": "no"}, False),
        ({"SEMINAR_MAIL_DOMAIN_CHECK": "yes"}, True),
    ],
)
def test_domains_of_addresses_are_looked_up_where_mails_are_sent(
    environ: dict[str, str], tmp_path: Path, *, looked_up: bool
) -> None:
    assert load_settings(SECRET | environ, tmp_path).mail_domain_check is looked_up


def test_mailboxes_in_other_scripts_are_taken_only_where_the_server_is_said_to_know_them(
    tmp_path: Path,
) -> None:
    assert not load_settings(SECRET, tmp_path).mail_smtputf8
    assert load_settings(SECRET | {"SEMINAR_MAIL_SMTPUTF8": "yes"}, tmp_path).mail_smtputf8


def test_calendars_are_fetched_unless_the_operator_wants_none(tmp_path: Path) -> None:
    off = SECRET | {"SEMINAR_CALENDAR_FETCHING": "no"}
    assert not load_settings(off, tmp_path).calendar_fetching
    assert load_settings(SECRET, tmp_path).calendar_fetching


def test_the_instance_folder_is_named_by_the_environment(tmp_path: Path) -> None:
    assert load_settings(SECRET | {"SEMINAR_INSTANCE": str(tmp_path)}).instance == tmp_path


def test_the_key_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("f" * 40 + "\n")

    assert load_settings({}, tmp_path).secret_key == "f" * 40


def test_the_offices_telephone_number_is_one_or_is_not_shown(tmp_path: Path) -> None:
    assert load_settings(SECRET, tmp_path).contact_telephone == ""
    typed = SECRET | {"SEMINAR_CONTACT_TELEPHONE": "０３（３５８１）１１０１"}
    assert load_settings(typed, tmp_path).contact_telephone == "03-3581-1101"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_to_through_one_driver(scheme: str, tmp_path: Path) -> None:
    environ = SECRET | {"SEMINAR_DATABASE_URL": f"{scheme}://user@db/seminar"}

    assert load_settings(environ, tmp_path).database_url == "postgresql+psycopg://user@db/seminar"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SEMINAR_SECRET_KEY", "short"),
        ("SEMINAR_MAIL_SMTPUTF8", "perhaps"),
        ("SEMINAR_MAIL_DOMAIN_CHECK", "perhaps"),
        ("SEMINAR_DATABASE_URL", "not a url"),
        ("SEMINAR_DATABASE_URL", "mysql://db/seminar"),
        ("SEMINAR_QUEUE_URL", "amqp://queue"),
        ("SEMINAR_HOSTS", "seminar.example.jp, https://old.example.jp"),
        ("SEMINAR_HOSTS", "a b"),
        ("SEMINAR_CONTACT_TELEPHONE", "call us"),
        ("SEMINAR_HSTS_SUBDOMAINS", "true"),
        ("SEMINAR_MAIL_URL", "http://mail.example.jp"),
        ("SEMINAR_BOUNCES_URL", "imaps://imap.example.jp/INBOX"),
        ("SEMINAR_BASE_URL", "seminar.example.jp"),
        ("SEMINAR_BASE_URL", "https://example.jp/seminars"),
        ("SEMINAR_PROXIES", "-1"),
        ("SEMINAR_LOG_FORMAT", "xml"),
        ("SEMINAR_JOB_LEASE_SECONDS", "2"),
        ("SEMINAR_JOB_LEASE_SECONDS", "soon"),
        ("SEMINAR_SESSION_IDLE_MINUTES", "4"),
        ("SEMINAR_SESSION_IDLE_MINUTES", "721"),
    ],
)
def test_a_malformed_setting_is_named(variable: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=f"^{variable} ") as refused:
        load_settings(SECRET | {variable: value}, tmp_path)

    assert "\n" not in str(refused.value)


def test_a_missing_key_is_named_with_what_helps(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"^SEMINAR_SECRET_KEY is missing.*init"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize("text", ["proxies =", 'colour = "blue"', b"\xff\xfe"])
def test_a_malformed_file_is_named(text: str | bytes, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())

    with pytest.raises(ConfigurationError, match=str(file)):
        load_settings(SECRET, tmp_path)


def test_the_desks_keys_are_read_from_their_file_and_are_no_secret_keys(tmp_path: Path) -> None:
    key, other = "d" * 40, "e" * 40
    (tmp_path / "desk_keys").write_text(f"{key}\n{other}\n")
    found = load_settings(SECRET, tmp_path)
    assert found.desk_keys == (key, other)
    assert key not in repr(found)
    with pytest.raises(ConfigurationError, match="SEMINAR_DESK_KEYS must not be the secret key"):
        load_settings({"SEMINAR_SECRET_KEY": key}, tmp_path)


def test_every_setting_is_documented() -> None:
    text = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`SEMINAR_([A-Z0-9_]+)`", text))

    assert documented == {key.upper() for key in KNOWN}
