"""Where files lie, in a checkout and in an installed wheel alike."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
DATA = PACKAGE / "data"
MIGRATIONS = PACKAGE / "storage" / "migrations"
STATIC = PACKAGE / "static"
TRANSLATIONS = PACKAGE / "translations"


def templates() -> Path:
    """The folder of the templates: inside the package in a wheel, beside it in a checkout."""
    installed = PACKAGE / "templates"
    return installed if installed.is_dir() else PACKAGE.parent / "templates"


def default_instance() -> Path:
    """The instance folder where none is configured.

    `instance/` at the top of a checkout; `seminar-instance/` in the working directory for an
    installed wheel, whose own folder must stay unwritten.
    """
    checkout = PACKAGE.parent
    if (checkout / "pyproject.toml").is_file():
        return checkout / "instance"
    return Path.cwd() / "seminar-instance"
