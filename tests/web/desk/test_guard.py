"""A desk without keys."""

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient


def test_without_keys_there_is_no_desk(app: Flask, head: FlaskClient) -> None:
    before = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(before, desk_keys=())
    try:
        for page in ("", "cases/new"):
            assert head.get(f"/en/desk/{page}").status_code == 404
    finally:
        app.config["SETTINGS"] = before
