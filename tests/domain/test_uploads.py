"""Which files are taken, and what they are called."""

import unicodedata

import pytest

from seminar_service.domain.uploads import LONGEST_NAME, UploadKind, UploadKindRefused, upload_name
from seminar_service.domain.uploads import kind_of as told

PDF, JPEG, PNG = b"%PDF-1.7\n", b"\xff\xd8\xff\xe0JFIF", b"\x89PNG\r\n\x1a\n...."


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("plan.pdf", PDF, UploadKind.PDF),
        ("PLAN.PDF", PDF, UploadKind.PDF),
        ("写真.jpg", JPEG, UploadKind.JPEG),
        ("写真.JPEG", JPEG, UploadKind.JPEG),
        ("図.png", PNG, UploadKind.PNG),
        ("a" * 1_000_000 + ".pdf", PDF, UploadKind.PDF),
    ],
)
def test_a_kind_is_told_by_name_and_content(name: str, content: bytes, kind: UploadKind) -> None:
    assert told(name, content) is kind


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", b"MZ\x90\x00"),
        ("plan.pdf", b""),
        ("plan.pdf", PNG),
        ("plan.pdf.exe", PDF),
        ("plan", PDF),
        ("plan.docx", b"PK\x03\x04"),
        ("plan.pdf", b"PK\x03\x04"),
        ("page.html", b"<html>"),
        ("plan.svg", b"<svg>"),
        ("plan.png", b"\n\x89PNG\r\n\x1a\n"),
    ],
)
def test_anything_else_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(UploadKindRefused):
        told(name, content)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("発明の概要.pdf", "発明の概要.pdf"),
        ("C:\\Users\\hanako\\plan.PDF", "plan.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("plan\u202efdp.exe.pdf", "planfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie x.pdf"),
        ('"><b>.pdf', "b.pdf"),
        ("=?utf-8?q?x?=.pdf", "= utf-8 q x =.pdf"),
        ("...pdf", "file.pdf"),
        (".pdf", "file.pdf"),
        ("\u200b.pdf", "file.pdf"),
        ("カ\u3099.pdf", "ガ.pdf"),
        ("\ud800x.pdf", "x.pdf"),
    ],
)
def test_a_name_is_one_harmless_line(name: str, expected: str) -> None:
    assert upload_name(name, UploadKind.PDF) == expected


def test_a_name_of_any_length_is_short() -> None:
    name = upload_name("字" * 1_000_000 + ".jpeg", UploadKind.JPEG)
    assert len(name) == LONGEST_NAME
    assert name.endswith("字.jpg")


@pytest.mark.parametrize("kind", UploadKind)
def test_what_is_given_out_is_called_by_its_kind(kind: UploadKind) -> None:
    assert kind.media_type in {"application/pdf", "image/jpeg", "image/png"}
    assert upload_name("x", kind) == f"x{kind.endings[0]}"
    assert unicodedata.is_normalized("NFC", upload_name("x", kind))
