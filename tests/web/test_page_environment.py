"""The environment of all templates."""

from flask import Flask
from jinja2 import DictLoader

from seminar_service.web.page_environment import PageEnvironment


def test_templates_share_the_globals_of_the_environment_also_those_that_come_later(
    app: Flask,
) -> None:
    environment = app.jinja_env
    assert isinstance(environment, PageEnvironment)
    template = environment.get_template("macros/links.html")
    assert template.globals is environment.globals


def test_what_one_template_is_loaded_with_no_other_sees(app: Flask) -> None:
    environment = PageEnvironment(app, loader=DictLoader({"a": "{{ x }}{{ y }}", "b": "{{ x }}"}))
    environment.globals["y"] = "all"
    assert environment.get_template("a", globals={"x": "one"}).render() == "oneall"
    assert environment.get_template("b").render() == ""
    assert "x" not in environment.globals
