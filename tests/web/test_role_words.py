"""The roles in words."""

from seminar_service.accounts.model import RoleName
from seminar_service.web.role_words import ROLES, role_name
from tests.web.conftest import Page


def test_every_role_has_a_name_of_its_own_in_both_languages(page: Page) -> None:
    for locale in ("ja", "en"):
        with page(locale=locale):
            names = {role_name(role.value) for role in RoleName}
            assert len(names) == len(RoleName) == len(ROLES)


def test_a_role_of_a_later_release_keeps_the_name_under_which_it_is_kept(page: Page) -> None:
    with page():
        assert role_name("archivist") == "archivist"
