"""Keys for one purpose each."""

from dataclasses import replace
from pathlib import Path

from seminar_service.web.accounts.keys import derived, keys_for
from tests.conftest import make_settings


def test_a_key_hangs_on_the_secret_and_on_its_purpose() -> None:
    keys = {derived(secret, purpose) for secret in ("one", "two") for purpose in ("a", "b")}
    assert len(keys) == 4
    assert all(len(bytes.fromhex(key)) == 32 for key in keys)


def test_a_key_is_the_same_at_every_start() -> None:
    # RFC 4231, second case
    assert derived("Jefe", "what do ya want for nothing?") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_what_was_kept_under_former_secrets_still_opens_and_the_present_one_comes_first(
    tmp_path: Path,
) -> None:
    settings = replace(
        make_settings(tmp_path, "sqlite://"), secret_key="new", former_secret_keys=("old", "older")
    )
    assert keys_for(settings, "codes") == [
        derived("new", "codes"),
        derived("old", "codes"),
        derived("older", "codes"),
    ]
