"""The web layer: one package per audience."""

from flask import Flask

from seminar_service.web.secrecy import keep_secret


def register_blueprints(app: Flask) -> None:
    """Add the pages of every audience to an application."""
    from seminar_service.web import (  # noqa: PLC0415 (views import the extensions, which are bound by now)
        advisers,
        counters,
        desk,
        hosts,
        operation,
        organisers,
        public,
        subscribers,
    )
    from seminar_service.web.accounts import pages as account  # noqa: PLC0415 (as above)

    app.register_blueprint(public.bp)
    app.register_blueprint(hosts.bp)
    app.register_blueprint(advisers.bp)
    app.register_blueprint(counters.bp)
    app.register_blueprint(organisers.bp, url_prefix="/organiser")
    app.register_blueprint(account.bp, url_prefix="/organiser")
    app.register_blueprint(desk.bp, url_prefix="/desk")
    app.register_blueprint(subscribers.bp)
    app.register_blueprint(operation.bp)
    keep_secret(
        app,
        hosts.bp,
        advisers.bp,
        counters.bp,
        desk.bp,
        organisers.bp,
        account.bp,
        app.blueprints["security"],
    )
