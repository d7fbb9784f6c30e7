import secrets

from seminar_service.domain.public_ids import ALPHABET, new_public_id


def test_an_id_has_eight_characters_of_the_alphabet() -> None:
    public_id = new_public_id(secrets.randbelow)

    assert len(public_id) == 8
    assert set(public_id) <= set(ALPHABET)


def test_an_id_comes_from_the_random_source_alone() -> None:
    assert new_public_id(lambda _: 0) == ALPHABET[0] * 8
    assert new_public_id(lambda bound: bound - 1) == ALPHABET[-1] * 8


def test_the_alphabet_has_neither_look_alikes_nor_vowels() -> None:
    assert not set(ALPHABET) & set("01aeioulbsz")
    assert len(set(ALPHABET)) == len(ALPHABET)
