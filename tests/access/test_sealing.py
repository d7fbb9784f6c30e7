"""Secrets of others are kept under a seal."""

from dataclasses import replace
from pathlib import Path

import pytest

from seminar_service.access.sealing import Seal, SealBroken
from tests.conftest import make_settings

OLD, NEW = "o" * 40, "n" * 40


def test_what_is_kept_is_not_what_was_given_and_opens_again() -> None:
    seal = Seal("calendar", (NEW,))
    kept = seal.close("https://cal.example.jp/秘密")
    assert "cal.example.jp" not in kept
    assert kept != seal.close("https://cal.example.jp/秘密")
    assert seal.open(kept) == "https://cal.example.jp/秘密"


def test_a_former_key_opens_what_was_kept_under_it_and_no_other_does() -> None:
    kept = Seal("calendar", (OLD,)).close("x")
    assert Seal("calendar", (NEW, OLD)).open(kept) == "x"
    for seal in (Seal("calendar", (NEW,)), Seal("other", (OLD,))):
        with pytest.raises(SealBroken):
            seal.open(kept)
    with pytest.raises(SealBroken):
        Seal("calendar", (OLD,)).open("nothing of ours")


def test_a_file_lies_under_the_same_seal() -> None:
    seal = Seal("files", (NEW, OLD))
    assert seal.open_bytes(Seal("files", (OLD,)).close_bytes(b"\x00%PDF")) == b"\x00%PDF"
    with pytest.raises(SealBroken):
        Seal("other", (NEW,)).open_bytes(seal.close_bytes(b"x"))


def test_it_is_made_of_the_settings_and_does_not_tell_the_keys(tmp_path: Path) -> None:
    settings = replace(make_settings(tmp_path, "sqlite://"), former_secret_keys=(OLD,))
    seal = Seal.of(settings, "calendar")
    assert seal.secrets == (settings.secret_key, OLD)
    assert OLD not in repr(seal)
    assert settings.secret_key not in str(seal)
