"""What the staff fills in about registrations."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from werkzeug.datastructures import MultiDict

from seminar_service.web.organisers.registrations.forms import NoteForm

Page = Callable[..., AbstractContextManager[object]]


def test_a_note_keeps_its_lines_and_loses_what_nobody_types(page: Page) -> None:
    with page(method="POST"):
        form = NoteForm(MultiDict({"text": " 一行目\r\n二行目\x07 "}))
        assert form.validate()
        assert form.text.data == "一行目\n二行目"
