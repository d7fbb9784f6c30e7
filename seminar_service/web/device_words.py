"""Devices in words."""

from flask_babel import gettext as _


def device_name(browser: str, system: str) -> str:
    """A device as its user knows it: Chrome on Windows."""
    if browser and system:
        return str(_("%(browser)s on %(system)s", browser=browser, system=system))
    return browser or system or str(_("Unknown device"))
