"""What a browser without JavaScript sends from a page's form."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

AGREEMENTS = {"as_entered": "", "step": "save"}
"""Names of the buttons that go on, with their value where another one goes back."""

Sent = dict[str, list[str]]


def form_of(page: str, holding: str = "version") -> Sent:
    """All that the form of a page that holds a field would send if its button was pressed now."""
    soup = BeautifulSoup(page, "html.parser")
    field = soup.select_one(f'main form [name="{holding}"]')
    assert field is not None, f"no form holds {holding}"
    form = field.find_parent("form")
    assert isinstance(form, Tag)
    sent: Sent = {}
    for each in form.select("input[name], textarea[name], select[name]"):
        for value in _values(each):
            sent.setdefault(str(each["name"]), []).append(value)
    return sent


class DecidedClient(FlaskClient):
    """A browser of somebody who agrees to whatever a page asks before it saves."""

    def post(self, *args: Any, **more: Any) -> TestResponse:
        """Send a form, and press the buttons of the questions that come back."""
        answer = super().post(*args, **more)
        while (sent := _agreed(answer)) is not None:
            answer = super().post(*args, **(more | {"data": sent}))
        return answer


def _agreed(answer: TestResponse) -> Sent | None:
    """What goes on from a page that asks before it saves; None where it asks nothing."""
    if answer.status_code != 200:
        return None
    page = BeautifulSoup(answer.text, "html.parser")
    for name, value in AGREEMENTS.items():
        wanted = f'[value="{value}"]' if value else ""
        button = page.select_one(f'main button[name="{name}"]{wanted}')
        if button is not None:
            return form_of(answer.text) | {name: [str(button["value"])]}
    return None


def _values(field: Tag) -> list[str]:
    if field.name == "textarea":
        return [field.get_text().removeprefix("\n").removeprefix("\r\n")]
    if field.name == "select":
        chosen = field.select("option[selected]") or field.select("option")[:1]
        return [str(option["value"]) for option in chosen]
    if field.get("type") in {"radio", "checkbox"} and not field.has_attr("checked"):
        return []
    if field.get("type") == "submit":
        return []
    return [str(field.get("value", ""))]


def marks(page: str) -> dict[str, str]:
    """The marked fields of a page by their id, with who changed each."""
    soup = BeautifulSoup(page, "html.parser")
    return {
        str(mark["id"]).removesuffix("-difference"): next(
            name.removeprefix("difference--")
            for name in mark["class"]
            if name.startswith("difference--")
        )
        for mark in soup.select(".difference")
    }
