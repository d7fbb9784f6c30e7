"""What the office fills in about handouts."""

from werkzeug.datastructures import MultiDict

from seminar_service.handouts.values import HandoutKind
from seminar_service.web.organisers.handouts.forms import HandoutForm, ReceiptForm
from tests.web.conftest import Page


def test_a_handout_has_a_name_an_edition_and_a_language(page: Page) -> None:
    said = {"kind": "poster", "name_ja": "ポスター", "edition": "2026", "language": "en"}
    with page():
        form = HandoutForm(MultiDict(said), meta={"csrf": False})
        assert form.validate()
        assert form.details().kind is HandoutKind.POSTER
        assert not HandoutForm(MultiDict(said | {"edition": ""}), meta={"csrf": False}).validate()


def test_a_receipt_needs_a_number_and_what_is_offered(page: Page) -> None:
    with page():
        form = ReceiptForm(MultiDict({"handout": "1", "store": "1"}), meta={"csrf": False})
        form.offer([], [])
        assert not form.validate()
        assert set(form.errors) == {"handout", "store", "pieces"}
