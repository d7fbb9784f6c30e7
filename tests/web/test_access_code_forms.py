"""The form in which office and host set a code."""

import pytest
from flask import Flask

from seminar_service.web.access_code_forms import AccessCodeForm


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        ({"access_code": "kaiin26"}, "kaiin26"),
        ({"access_code": ""}, ""),
        ({"access_code": "kaiin26", "step": "draw"}, None),
    ],
)
def test_a_code_is_entered_taken_away_or_drawn(
    app: Flask, sent: dict[str, str], wanted: str | None
) -> None:
    with app.test_request_context(method="POST", data=sent | {"version": "1"}):
        form = AccessCodeForm()
        assert form.validate()
        assert form.wanted == wanted


@pytest.mark.parametrize("code", ["abc", "abcdef!", "a" * 41])
def test_what_is_no_code_is_refused(app: Flask, code: str) -> None:
    with app.test_request_context(method="POST", data={"access_code": code, "version": "1"}):
        assert not AccessCodeForm().validate()
