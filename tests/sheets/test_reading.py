"""Files with a table, as offices send them."""

import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from seminar_service.sheets import reading
from seminar_service.sheets.reading import SheetUnreadable, read_sheet

TABLE = [["氏名", "会社"], ["山田 花子", "株式会社例示"]]
TEXT = "氏名,会社\r\n山田 花子,株式会社例示\r\n"


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_text_is_read_whatever_its_letters_and_signs(encoding: str, sign: str) -> None:
    assert read_sheet(TEXT.replace(",", sign).encode(encoding)) == TABLE


def test_signs_and_breaks_within_quotes_stay() -> None:
    text = '氏名,会社\n"山田, 花子","例示\n工業"\n\n,\n'

    assert read_sheet(text.encode()) == [["氏名", "会社"], ["山田, 花子", "例示\n工業"]]


def test_letters_of_windows_that_are_not_in_shift_jis_are_read() -> None:
    assert read_sheet("氏名\n髙﨑 ①\n".encode("cp932")) == [["氏名"], ["髙﨑 ①"]]


def test_a_workbook_is_read_as_texts_and_its_formulas_as_they_are_written() -> None:
    moment = datetime.fromisoformat("2026-10-06T09:30")
    found = read_sheet(
        workbook(
            ["氏名", "日", "時", "数", "小数", "はい", "式"],
            ["山田", date(2026, 10, 6), moment, 3, 2.5, True, "=1+1"],
            [],
        )
    )

    assert found[1] == ["山田", "2026-10-06", "2026-10-06 09:30", "3", "2.5", "yes", "=1+1"]
    assert len(found) == 2


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x81\xff\xfe\x00", "letters"),
        (b"a\0b", "kind"),
        (b"PK\x03\x04 and no more", "kind"),
        (("x" * 2_001).encode(), "cell"),
        (("a," * 61 + "b").encode(), "columns"),
        (("a\n" * 2_002).encode(), "lines"),
        (("\n" * 10_002).encode(), "lines"),
        (workbook(*[["a"]] * 2_002), "lines"),
        (workbook(["a"] * 61), "columns"),
    ],
)
def test_what_is_none_or_too_much_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(SheetUnreadable) as caught:
        read_sheet(content)

    assert caught.value.why == why


def zipped(**parts: bytes) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def test_a_small_file_that_unpacks_to_very_much_is_not_unpacked() -> None:
    bomb = zipped(sheet=b"0" * (reading.LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000

    with pytest.raises(SheetUnreadable) as caught:
        read_sheet(bomb)

    assert caught.value.why == "large"


def test_a_file_of_very_many_parts_is_not_read() -> None:
    many = zipped(**{f"part{number}": b"" for number in range(reading.MOST_PARTS + 1)})

    with pytest.raises(SheetUnreadable) as caught:
        read_sheet(many)

    assert caught.value.why == "large"


def test_entities_in_a_workbook_are_not_expanded() -> None:
    good = workbook(["氏名"])
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as source, zipfile.ZipFile(written, "w") as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "xl/workbook.xml":
                entity = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
                content = entity + content.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b"")
            target.writestr(part.filename, content)

    with pytest.raises(SheetUnreadable):
        read_sheet(written.getvalue())


def test_a_broken_csv_names_its_line() -> None:
    long = "氏名\n" + "a" * 140_000

    with pytest.raises(SheetUnreadable) as caught:
        read_sheet(long.encode())

    assert caught.value.line == 2
