"""Why a file cannot be read."""

from io import BytesIO

import pytest
from flask import Flask, request

from seminar_service.web.organisers.sheets.uploading import LARGEST_FILE, UploadForm
from seminar_service.web.page_requests import PageRequest


def rows(app: Flask, content: bytes | None) -> tuple[object, str]:
    data = {} if content is None else {"file": (BytesIO(content), "x.csv")}
    with app.test_request_context("/en/x", method="POST", data=data):
        assert isinstance(request, PageRequest)
        request.takes_files = True
        form = UploadForm(meta={"csrf": False})
        return form.rows(), form.file_fault


@pytest.mark.parametrize(
    "content", [None, b"", b"PK\x03\x04 broken", b"a\0b", b"x" * (LARGEST_FILE + 1)]
)
def test_what_is_no_table_is_told(app: Flask, content: bytes | None) -> None:
    read, fault = rows(app, content)
    assert read is None
    assert fault


def test_a_table_is_read(app: Flask) -> None:
    assert rows(app, "名,x\n山,1".encode()) == ([["名", "x"], ["山", "1"]], "")
