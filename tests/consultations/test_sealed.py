"""The desk's seal."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from seminar_service.access.sealing import Seal, SealBroken
from seminar_service.consultations.sealed import PURPOSE, DeskKeysMissing, DeskSeal
from seminar_service.consultations.values import CaseSecrets, Client
from tests.conftest import make_settings
from tests.consultations.support import CLIENT, SEAL, SECRETS, make_case

OTHER = DeskSeal(Seal(PURPOSE, ("another key that is long enough to be one",)))


def test_what_is_told_lies_in_the_row_under_seal_and_opens_again(session: Session) -> None:
    case = make_case(session)
    kept = (case.client, case.matter, case.next_step)
    assert not any(word in text for word in ("秘密", "hanako", "配合", "弁護士") for text in kept)
    assert SEAL.read(case) == SECRETS
    with pytest.raises(SealBroken):
        OTHER.read(case)


def test_nothing_stays_nothing(session: Session) -> None:
    case = make_case(session, secrets=CaseSecrets())
    assert (case.client, case.matter, case.email_key) == ("", "", "")
    assert SEAL.read(case) == CaseSecrets(Client())


@pytest.mark.parametrize(
    ("kind", "told", "again"),
    [
        ("email", "hanako@client.example.jp", "Hanako@Client.Example.jp"),
        ("telephone", "03-1234-5678", "０３（１２３４）５６７８"),
        ("company", "Secret Works K.K.", "ｓｅｃｒｅｔ works  k.k."),
    ],
)
def test_a_client_is_found_by_a_digest_that_only_the_key_makes(
    kind: str, told: str, again: str
) -> None:
    assert SEAL.digests(kind, told) == SEAL.digests(kind, again)
    assert SEAL.digests(kind, told) != OTHER.digests(kind, told)
    assert SEAL.digests(kind, "") == []


def test_files_lie_under_it_too() -> None:
    kept = SEAL.close_bytes(b"%PDF-secret")
    assert b"secret" not in kept
    assert SEAL.open_bytes(kept) == b"%PDF-secret"


def test_it_is_made_of_the_desks_own_keys_and_missing_without_them(tmp_path: Path) -> None:
    settings = make_settings(tmp_path, "sqlite://")
    assert DeskSeal.of(settings).seal.secrets == settings.desk_keys
    assert settings.secret_key not in settings.desk_keys
    with pytest.raises(DeskKeysMissing):
        DeskSeal.of(replace(settings, desk_keys=()))


def test_a_client_can_be_read_alone(session: Session) -> None:
    assert SEAL.client(make_case(session)) == CLIENT
