"""Every address that there is, with values that mean something where a value has to."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import Rule

from seminar_service.domain.tour_codes import TourCode

VALUES: dict[str, object] = {
    "token": "k3Jd8_sLq-0ZpW5xVb2nRt7yUe4aGh1c",
    "public_id": "abcdefgh",
    "code": 13,
    "prefecture": 13,
    "tour_code": TourCode(2026),
    "name": "accept",
    "language": "ja",
    "filename": "css/nothing.css",
}


def every_path(app: Flask) -> Iterator[str]:
    """The path of every rule, in the order of the rules, each once."""
    adapter = app.url_map.bind("127.0.0.1")
    seen = set()
    for rule in app.url_map.iter_rules():
        path = adapter.build(rule.endpoint, arguments(rule), force_external=False)
        if path not in seen:
            seen.add(path)
            yield path


def arguments(rule: Rule) -> dict[str, object]:
    """A value for each variable of a rule: one that the sample rows have, else a first row's."""
    return {name: VALUES.get(name, 1) for name in rule.arguments}
