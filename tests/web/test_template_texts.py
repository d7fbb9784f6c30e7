"""Texts in templates, in the reader's language."""

import pytest
from flask import Flask, render_template_string

CASES = (
    ("{{ _('Register') }}", "申し込む", "Register"),
    (
        "{{ ngettext('%(num)s place left', '%(num)s places left', 1) }}",
        "残り1席",
        "1 place left",
    ),
    (
        "{{ ngettext('%(num)s place left', '%(num)s places left', 7) }}",
        "残り7席",
        "7 places left",
    ),
    (
        "{{ _('Members of %(host)s', host='<b>') }}",
        "&lt;b&gt;の会員の方",
        "Members of &lt;b&gt;",
    ),
    ("{{ pgettext('state of a registration', 'Registered') }}", "申込完了", "Registered"),
)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_text_is_said_in_the_language_of_the_address(
    app: Flask, case: tuple[str, str, str]
) -> None:
    template, japanese, english = case
    for _ in range(2):
        with app.test_request_context("/", environ_overrides={"seminar.locale": "ja"}):
            assert render_template_string(template) == japanese
        with app.test_request_context("/", environ_overrides={"seminar.locale": "en"}):
            assert render_template_string(template) == english


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_outside_a_request_and_without_translation_there_is_a_text_too(app: Flask) -> None:
    template = app.jinja_env.from_string("{{ _('No such text: 100%%') }} {{ _('Register') }}")
    assert template.render() == "No such text: 100% 申し込む"
