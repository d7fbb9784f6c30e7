"""The application, put together from its parts."""

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from flask import Flask
from flask_security import SQLAlchemyUserDatastore
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from seminar_service import paths, tables
from seminar_service.accounts.model import Passkey, Role, User
from seminar_service.config import Settings, load_settings
from seminar_service.domain.japan_time import JAPAN
from seminar_service.extensions import babel, csrf, db, migrate
from seminar_service.outbox.exchangers import MailDomains
from seminar_service.storage import refusals
from seminar_service.storage.transaction import prepare_sqlite
from seminar_service.web import (
    accounts,
    assets,
    cookies,
    denials,
    errors,
    kept_forms,
    kept_parts,
    own_addresses,
    page_addresses,
    page_requests,
    register_blueprints,
    secrecy,
    template_texts,
    templating,
)
from seminar_service.web.accounts.extension import security
from seminar_service.web.headers import SecurityHeaders
from seminar_service.web.kept import marks
from seminar_service.web.kept.pages import KeptPages
from seminar_service.web.kept.stores import store_of
from seminar_service.web.kept_forms import KeptForms
from seminar_service.web.locale import LocalePrefix, current_locale
from seminar_service.web.methods import HeadAsGet
from seminar_service.web.page_environment import PageEnvironment
from seminar_service.web.readable_headers import ReadableHeaders
from seminar_service.web.sessions import SessionInterface
from seminar_service.web.site_hosts import KnownHosts
from seminar_service.work import wakeups
from seminar_service.work.wakeups import Wakeups

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

KEPT_PAGES = "kept_pages"
LARGEST_FORM_BYTES = 512 * 1024


STATIC_MAX_AGE_SECONDS = 31_536_000


def create_app(
    settings: Settings | None = None, options: Mapping[str, object] | None = None
) -> Flask:
    """Make the application.

    Args:
        settings: What the operator has set; read from the environment where not given.
        options: Entries of Flask's configuration that win over those made here; for tests.

    Raises:
        ConfigurationError: a setting is missing or malformed.
    """
    settings = settings or load_settings()
    app = Flask(__name__, template_folder=str(paths.templates()), static_folder=None)
    app.config.from_mapping(
        SETTINGS=settings,
        MAIL_DOMAINS=MailDomains() if settings.mail_domain_check else None,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        MAX_CONTENT_LENGTH=LARGEST_FORM_BYTES,
        **cookies.options(settings),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it asks for a Referer, which secret pages never send
        BABEL_DEFAULT_LOCALE="ja",
        BABEL_DEFAULT_TIMEZONE=JAPAN.key,
        BABEL_TRANSLATION_DIRECTORIES=str(paths.TRANSLATIONS),
        **accounts.security_options(settings),
        **accounts.factor_options(settings),
    )
    app.config.from_mapping(options or {})
    app.session_interface = SessionInterface()
    app.jinja_environment = PageEnvironment
    page_requests.init_app(app)
    _init_extensions(app)
    for part in (
        templating,
        template_texts,
        own_addresses,
        page_addresses,
        kept_forms,
        kept_parts,
        marks,
        secrecy,
        errors,
        accounts,
        denials,
    ):
        part.init_app(app)
    register_blueprints(app)
    _wrap(app, settings)
    return app


def _init_extensions(app: Flask) -> None:
    tables.tie_together()
    db.init_app(app)
    migrate.init_app(app, db, directory=str(paths.MIGRATIONS))
    babel.init_app(app, locale_selector=current_locale)
    csrf.init_app(app)
    with accounts.without_the_unused(app):
        security.init_app(
            app,
            SQLAlchemyUserDatastore(db, User, Role, Passkey),
            login_form=accounts.StaffLoginForm,
            verify_form=accounts.StaffVerifyForm,
            change_password_form=accounts.StaffChangePasswordForm,
            **accounts.factor_parts(),
        )
    with app.app_context():
        prepare_sqlite(db.engine)
        refusals.tell_alike(db.engine)
        wakeups.attach(db.engine, Wakeups(app.config["SETTINGS"].queue_url))


def _wrap(app: Flask, settings: Settings) -> None:
    """Put the middlewares around the application.

    Proxies outermost, then headers for every answer, known names, readable headers, files,
    HEAD as GET, languages, pages as they were last built, forms that are only shown.
    """
    files = WhiteNoise(
        HeadAsGet(LocalePrefix(_kept_pages(app, KeptForms(app.wsgi_app), settings))),
        root=str(paths.STATIC),
        prefix=assets.STATIC_URL,
        max_age=STATIC_MAX_AGE_SECONDS,
        allow_all_origins=False,
    )
    served = SecurityHeaders(
        KnownHosts(ReadableHeaders(files), settings.host_names),
        hsts_subdomains=settings.hsts_subdomains,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # how Flask documents it
            served,
            x_for=settings.proxies,
            x_proto=settings.proxies,
            x_host=settings.proxies,
        )
    else:
        app.wsgi_app = served  # type: ignore[method-assign]  # how Flask documents it


def _kept_pages(
    app: Flask, application: "WSGIApplication", settings: Settings
) -> "WSGIApplication":
    store = store_of(settings.pages_url, settings.secret_key, partial(marks.mark_of, settings))
    if store is None:
        return application
    with app.app_context():
        kept = KeptPages(app, application, db.engines, store)
    app.extensions[KEPT_PAGES] = kept
    return kept
