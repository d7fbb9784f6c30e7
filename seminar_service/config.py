"""Settings: read once at the start, from the environment and a file in the instance folder."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from seminar_service import paths
from seminar_service.domain.bounce_accounts import BounceAccount
from seminar_service.domain.errors import TelephoneMalformed
from seminar_service.domain.telephones import normalise_telephone

PREFIX = "SEMINAR_"
DEFAULT_BASE_URL = "http://127.0.0.1:8000"
SETTINGS_FILE = "settings.toml"
SECRET_KEY_FILE = "secret_key"  # noqa: S105 (the name of a file)
DESK_KEYS_FILE = "desk_keys"
SHORTEST_SECRET = 32
MAIL_SCHEMES = ("smtp", "smtps", "smtp+starttls", "folder")
LOG_FORMATS = ("console", "json")
NO_OR_YES = ("no", "yes")
LEASE_SECONDS = range(3, 3601)
IDLE_MINUTES = range(5, 721)
HOLD_MINUTES = range(5, 1441)
PLACES_PER_NETWORK = range(1, 1001)
MAILS_PER_HOUR = range(1, 101)
QUEUE_SCHEMES = ("sqlite", "postgresql", "redis", "rediss")
PAGES_SCHEMES = ("memory", "none", "redis", "rediss")
_HOST_NAME = re.compile(r"\*|[A-Za-z0-9._-]+|[0-9A-Fa-f:.]+")


class ConfigurationError(Exception):
    """A setting is missing or malformed; the text names it in one line."""


@dataclass(frozen=True)
class Settings:
    """Everything that an operator can set.

    `database_url` is an SQLAlchemy URL, `queue_url` one of sqlite, postgresql or redis,
    `mail_url` smtp, smtp+starttls, smtps or `folder:` (mails land in `mail/` of the instance).
    `base_url` is where the service is reached from outside and has no trailing slash;
    `proxies` is how many trusted reverse proxies stand before it, `hosts` the names beside that of
    `base_url` under which it may be asked. `hsts_subdomains` extends https to all names below
    its own. `log_format` is "console" or
    "json"; `job_lease_seconds` is how long a worker may be silent before its job is given to
    another one. After `session_idle_minutes` without a request somebody of the staff has to log
    in again. `hold_minutes` is how long a place waits for the button in the mail;
    `places_per_network` and `mails_per_hour` are explained at `domain.proof.Caution`.
    `mail_smtputf8` says that the mail server takes addresses whose part before the
    @ is not ASCII, `mail_domain_check` that the domain of an address is looked up in the DNS.
    `require_second_factor` says whether staff must set up an authenticator app or a passkey
    before anything else; `former_secret_keys` still open what was kept under them.
    `bounces_url` is the mailbox in which returned mail is read; empty where none is.
    `desk_keys` are those of the consultation desk: the first closes what is told there, each opens
    it. `calendar_fetching` says whether calendar addresses of advisers are asked from here.
    `pages_url` is where built pages are kept: `memory:`, a Redis, or nowhere (`none:`).
    """

    instance: Path
    database_url: str
    queue_url: str
    mail_url: str
    secret_key: str = field(repr=False)
    base_url: str
    mail_from: str
    contact_email: str
    organiser_name_ja: str
    organiser_name_en: str
    proxies: int
    log_format: str = "console"
    job_lease_seconds: int = 30
    session_idle_minutes: int = 60
    hosts: tuple[str, ...] = ()
    hsts_subdomains: bool = False
    hold_minutes: int = 60
    places_per_network: int = 5
    mails_per_hour: int = 5
    mail_smtputf8: bool = False
    mail_domain_check: bool = False
    require_second_factor: bool = True
    former_secret_keys: tuple[str, ...] = ()
    pages_url: str = "memory:"
    contact_telephone: str = ""
    bounces_url: str = field(default="", repr=False)
    calendar_fetching: bool = True
    desk_keys: tuple[str, ...] = field(default=(), repr=False)

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies are only sent over https: always, but where the address is http."""
        return self.base_url.startswith("https://")

    @property
    def host_names(self) -> tuple[str, ...]:
        """The host names under which the service may be asked, without ports."""
        return (urlsplit(self.base_url).hostname or "", *self.hosts)

    @property
    def mail_folder(self) -> Path:
        """Where mails land when none are sent."""
        return self.instance / "mail"


def load_settings(
    environ: Mapping[str, str] | None = None, instance: Path | None = None
) -> Settings:
    """Read the settings; a variable of the environment wins over the file.

    Raises:
        ConfigurationError: the first setting that is missing, unknown or malformed.
    """
    environ = os.environ if environ is None else environ
    folder = instance or Path(environ.get(PREFIX + "INSTANCE", "") or paths.default_instance())
    values = _file_values(folder) | _environment_values(environ)
    return Settings(
        instance=folder,
        database_url=_database_url(values, folder),
        queue_url=_url(values, "queue_url", f"sqlite:///{folder / 'queue.db'}", QUEUE_SCHEMES),
        mail_url=_url(values, "mail_url", "folder:", MAIL_SCHEMES),
        secret_key=_secret_key(values, folder),
        base_url=_base_url(values),
        mail_from=values.get("mail_from", "seminar@example.jp"),
        contact_email=values.get("contact_email", values.get("mail_from", "seminar@example.jp")),
        contact_telephone=_telephone(values),
        organiser_name_ja=values.get("organiser_name_ja", "知財戦略巡回セミナー事務局"),
        organiser_name_en=values.get("organiser_name_en", "IP Strategy Seminar Tour Office"),
        proxies=_whole_number(values, "proxies", 0),
        log_format=_one_of(values, "log_format", LOG_FORMATS),
        job_lease_seconds=_within(values, "job_lease_seconds", 30, LEASE_SECONDS),
        session_idle_minutes=_within(values, "session_idle_minutes", 60, IDLE_MINUTES),
        hosts=_host_names(values),
        hsts_subdomains=_yes_or_no(values, "hsts_subdomains", default=False),
        hold_minutes=_within(values, "hold_minutes", 60, HOLD_MINUTES),
        places_per_network=_within(values, "places_per_network", 5, PLACES_PER_NETWORK),
        mails_per_hour=_within(values, "mails_per_hour", 5, MAILS_PER_HOUR),
        mail_smtputf8=_yes_or_no(values, "mail_smtputf8", default=False),
        mail_domain_check=_yes_or_no(
            values,
            "mail_domain_check",
            default=not values.get("mail_url", "folder:").startswith("folder:"),
        ),
        require_second_factor=_yes_or_no(values, "require_second_factor", default=True),
        former_secret_keys=_former_secret_keys(values),
        bounces_url=_bounces_url(values),
        pages_url=_url(values, "pages_url", _usual_pages_url(values), PAGES_SCHEMES),
        calendar_fetching=_yes_or_no(values, "calendar_fetching", default=True),
        desk_keys=_desk_keys(values, folder),
    )


KNOWN = (
    "instance",
    "database_url",
    "queue_url",
    "mail_url",
    "secret_key",
    "base_url",
    "mail_from",
    "contact_email",
    "contact_telephone",
    "organiser_name_ja",
    "organiser_name_en",
    "proxies",
    "log_format",
    "job_lease_seconds",
    "session_idle_minutes",
    "hosts",
    "hsts_subdomains",
    "hold_minutes",
    "places_per_network",
    "mails_per_hour",
    "mail_smtputf8",
    "mail_domain_check",
    "require_second_factor",
    "former_secret_keys",
    "pages_url",
    "bounces_url",
    "calendar_fetching",
    "desk_keys",
)


def _environment_values(environ: Mapping[str, str]) -> dict[str, str]:
    names = {PREFIX + key.upper(): key for key in KNOWN}
    return {names[name]: value for name, value in environ.items() if name in names and value}


def _file_values(folder: Path) -> dict[str, str]:
    file = folder / SETTINGS_FILE
    if not file.is_file():
        return {}
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file}: {error}") from error
    for key in table:
        if key not in KNOWN:
            raise ConfigurationError(f"{file}: unknown setting {key!r}")
    return {key: str(value) for key, value in table.items()}


def _database_url(values: Mapping[str, str], folder: Path) -> str:
    text = values.get("database_url", f"sqlite:///{folder / 'seminar.db'}")
    if text.startswith(("postgresql://", "postgres://")):
        text = "postgresql+psycopg://" + text.split("://", 1)[1]
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise ConfigurationError(_named("database_url", f"{text!r} is not a URL")) from error
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigurationError(_named("database_url", "must be sqlite or postgresql"))
    return text


def _url(values: Mapping[str, str], key: str, default: str, schemes: tuple[str, ...]) -> str:
    text = values.get(key, default)
    if urlsplit(text).scheme not in schemes:
        raise ConfigurationError(_named(key, f"must begin with one of {', '.join(schemes)}"))
    return text


def _bounces_url(values: Mapping[str, str]) -> str:
    """An address of a mailbox, or nothing; what is said of a bad one quotes no password."""
    text = values.get("bounces_url", "")
    try:
        if text:
            BounceAccount.of(text)
    except ValueError as error:
        raise ConfigurationError(_named("bounces_url", str(error))) from None
    return text


def _telephone(values: Mapping[str, str]) -> str:
    """A telephone number, or nothing where people are to write."""
    text = values.get("contact_telephone", "")
    try:
        return normalise_telephone(text) if text else ""
    except TelephoneMalformed as error:
        message = f"{text!r} is not a telephone number such as 03-3581-1101"
        raise ConfigurationError(_named("contact_telephone", message)) from error


def _usual_pages_url(values: Mapping[str, str]) -> str:
    """Built pages go where the processes share a Redis already, else each keeps its own."""
    queue_url = values.get("queue_url", "")
    return queue_url if urlsplit(queue_url).scheme in {"redis", "rediss"} else "memory:"


def _base_url(values: Mapping[str, str]) -> str:
    text = values.get("base_url", DEFAULT_BASE_URL).rstrip("/")
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path:
        raise ConfigurationError(
            _named("base_url", f"{text!r} is not an address such as https://seminar.example.jp")
        )
    return text


def _host_names(values: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(part.strip() for part in values.get("hosts", "").split(",") if part.strip())
    for name in names:
        if not _HOST_NAME.fullmatch(name):
            raise ConfigurationError(
                _named("hosts", f"{name!r} is not a host name such as seminar.example.jp")
            )
    return names


def _secret_key(values: Mapping[str, str], folder: Path) -> str:
    file = folder / SECRET_KEY_FILE
    key = values.get("secret_key")
    if key is None and file.is_file():
        key = file.read_text(encoding="utf-8").strip()
    if key is None:
        raise ConfigurationError(
            _named("secret_key", f"is missing, and so is {file}; `seminar-service init` writes one")
        )
    if len(key) < SHORTEST_SECRET:
        raise ConfigurationError(
            _named("secret_key", f"must have at least {SHORTEST_SECRET} characters")
        )
    return key


def _desk_keys(values: Mapping[str, str], folder: Path) -> tuple[str, ...]:
    """The keys of the consultation desk; none where nobody has made any."""
    file = folder / DESK_KEYS_FILE
    text = values.get("desk_keys")
    if text is None and file.is_file():
        text = file.read_text(encoding="utf-8")
    keys = tuple((text or "").split())
    if any(len(key) < SHORTEST_SECRET for key in keys):
        raise ConfigurationError(
            _named("desk_keys", f"must each have at least {SHORTEST_SECRET} characters")
        )
    if len(keys) != len(set(keys)):
        raise ConfigurationError(_named("desk_keys", "names a key twice"))
    if set(keys) & {values.get("secret_key"), *values.get("former_secret_keys", "").split()}:
        raise ConfigurationError(_named("desk_keys", "must not be the secret key"))
    return keys


def _former_secret_keys(values: Mapping[str, str]) -> tuple[str, ...]:
    keys = tuple(values.get("former_secret_keys", "").split())
    if any(len(key) < SHORTEST_SECRET for key in keys):
        raise ConfigurationError(
            _named("former_secret_keys", f"must each have at least {SHORTEST_SECRET} characters")
        )
    return keys


def _whole_number(values: Mapping[str, str], key: str, default: int) -> int:
    text = values.get(key)
    if text is None:
        return default
    if not text.isdecimal():
        raise ConfigurationError(_named(key, f"{text!r} is not a whole number"))
    return int(text)


def _within(values: Mapping[str, str], key: str, default: int, allowed: range) -> int:
    number = _whole_number(values, key, default)
    if number not in allowed:
        raise ConfigurationError(
            _named(key, f"must lie between {allowed.start} and {allowed.stop - 1}")
        )
    return number


def _one_of(values: Mapping[str, str], key: str, allowed: tuple[str, ...]) -> str:
    text = values.get(key, allowed[0])
    if text not in allowed:
        raise ConfigurationError(_named(key, f"must be one of {', '.join(allowed)}"))
    return text


def _yes_or_no(values: Mapping[str, str], key: str, *, default: bool) -> bool:
    return _one_of(values, key, NO_OR_YES[::-1] if default else NO_OR_YES) == "yes"


def _named(key: str, message: str) -> str:
    return f"{PREFIX}{key.upper()} {message}"
