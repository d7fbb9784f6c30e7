"""What the staff's pages call the kinds of mails."""

from seminar_service import paths
from seminar_service.web import mail_words
from tests.factories import NOW
from tests.outbox.conftest import make_message
from tests.web.conftest import Page


def test_every_kind_of_mail_has_a_name_of_its_own_in_both_languages(page: Page) -> None:
    kinds = {
        each.stem for each in (paths.templates() / "mail").glob("*.txt") if each.stem[0] != "_"
    }
    assert kinds == set(mail_words.KINDS)
    for locale in ("ja", "en"):
        with page(locale=locale):
            assert len({mail_words.kind_words(kind) for kind in kinds}) == len(kinds)


def test_a_kind_of_a_later_release_keeps_its_name(page: Page) -> None:
    with page():
        assert mail_words.kind_words("questionnaire_asked") == "questionnaire_asked"


def test_what_a_mail_speaks_of_is_named_and_linked_where_it_has_a_page(page: Page) -> None:
    with page():
        for about, found in (
            ("bid:7", ("Bid 7", "/organiser/bids/7")),
            ("registration:3", ("Registration 3", "/organiser/registrations/3")),
            ("alert:2", ("Alert 2", None)),
            ("account:1", None),
            ("nonsense", None),
        ):
            assert mail_words.thing_of(make_message(1, NOW, about=about)) == found
