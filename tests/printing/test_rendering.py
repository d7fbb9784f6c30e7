"""What becomes of HTML, in the process that makes a file."""

import pytest

from seminar_service.printing.rendering import Refusing, printed
from seminar_service.printing.values import Order
from tests import papers


@pytest.mark.parametrize("address", ["file:///etc/hostname", "http://127.0.0.1/", "data:,x"])
def test_nothing_is_fetched(address: str) -> None:
    with pytest.raises(ValueError, match="nothing is fetched"):
        Refusing().fetch(address)


def test_pages_are_counted_and_of_a4() -> None:
    text = '<html lang="en"><title>T</title><main class="sheet">' + "<p>line</p>" * 200
    made = printed(Order((text,)))
    assert [f"{page} / 4" in text for page, text in enumerate(papers.pages(made.pdf), 1)] == [
        True
    ] * len(papers.pages(made.pdf))
