"""What a built page depends on beside the database: programs, texts and settings."""

from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Final

from seminar_service import paths
from seminar_service.config import Settings

_READ: Final = frozenset({".css", ".csv", ".html", ".js", ".json", ".mo", ".py", ".svg", ".toml"})
_OF_ONE_MACHINE: Final = frozenset(
    {"instance", "secret_key", "former_secret_keys", "queue_url", "mail_url", "pages_url"}
)


def mark_of(settings: Settings) -> str:
    """A text that is the same where the same programs serve the same site from one database."""
    digest = sha256()
    for folder in (Path(paths.__file__).parent, paths.templates()):
        for file in sorted(folder.rglob("*")):
            if file.suffix in _READ and file.is_file():
                digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
                digest.update(sha256(file.read_bytes()).digest())
    for each in fields(settings):
        if each.name not in _OF_ONE_MACHINE:
            digest.update(f"{each.name}={getattr(settings, each.name)!r}\0".encode())
    return digest.hexdigest()
