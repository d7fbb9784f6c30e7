from pathlib import Path

import pytest

from solver import UnusableFile
from solver.formats.jsontext import JsonObject, parse_json, read_text


def test_an_object_knows_which_keys_the_text_repeats() -> None:
    value = parse_json('{"a": 1, "b": {"c": 1, "c": 2, "c": 3}, "a": 4}')
    assert isinstance(value, JsonObject)
    assert value.repeated_keys == ["a"]
    assert value["a"] == 4
    inner = value["b"]
    assert isinstance(inner, JsonObject)
    assert inner.repeated_keys == ["c", "c"]


@pytest.mark.parametrize("text", ["NaN", "[Infinity]", "-Infinity", "", "{'a': 1}", "[" * 100_000])
def test_what_json_does_not_know_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_json(text)


def test_a_text_is_read_as_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "tour.json"
    path.write_bytes("東京".encode())
    assert read_text(path) == "東京"


@pytest.mark.parametrize("content", [None, b"\xff"])
def test_a_file_that_is_missing_or_no_text_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "tour.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnusableFile, match=r"tour\.json: "):
        read_text(path)
