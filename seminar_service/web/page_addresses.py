"""Where a page that everybody may find lies, in each language."""

from collections.abc import Mapping

from flask import Flask

from seminar_service.domain.addresses import Addresses
from seminar_service.domain.locales import Locale
from seminar_service.web.own_addresses import path_here
from seminar_service.web.templating import settings


def init_app(app: Flask) -> None:
    """Let templates name the addresses of the page."""
    app.jinja_env.globals.update(page_addresses=page_addresses)


def page_addresses() -> Mapping[str, str]:
    """The absolute addresses of the page that is asked for, by language.

    They name the site by its settings, whatever host was asked, and leave out what stands behind
    the question mark: filters and pages of a list are no pages of their own to search engines.
    """
    path, base_url = path_here(), settings().base_url
    return {locale.value: Addresses(base_url, locale).page(path) for locale in Locale}
