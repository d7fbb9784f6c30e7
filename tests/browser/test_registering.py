"""Registering with a telephone: what browser and input method tell, in few presses."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Page, expect

from seminar_service.questions.model import QuestionCondition
from seminar_service.questions.values import Asking, QuestionKind
from seminar_service.tours.model import Tour
from tests.browser.groundwork import lay_later_ground, rows_of
from tests.browser.service import Installation, Service
from tests.factories import make_question

pytestmark = pytest.mark.browser
NARROW: Any = {"width": 360, "height": 640}
# What a browser has saved of its user, by the names that the HTML standard gives such fields.
SAVED = {
    "name": "山田 花子",
    "email": "hanako@example.jp",
    "tel": "052-000-0000",
    "organization": "例示工業株式会社",
    "organization-title": "知財部長",
}
MOST_PRESSES = 6
"""The seminar, to its form, what one takes part as, the consent, the check, and the last button."""


@dataclass(frozen=True)
class Place:
    """A seminar to register for, and the names of a question and of one that depends on it."""

    public_id: str
    asks: str
    depends: str


@pytest.fixture(scope="module")
def installation(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One for all tests here: they look at forms, and change nothing for each other."""
    assert browser
    return Installation(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="module")
def service(installation: Installation, place: Place) -> Iterator[Service]:
    assert place
    with installation.running() as service:
        yield service


@pytest.fixture(scope="module")
def place(installation: Installation) -> Place:
    ground = lay_later_ground(installation)
    with rows_of(installation) as session:
        tour = session.get_one(Tour, 1)
        on = make_question(session, tour, kind=QuestionKind.YES_NO)
        depends = make_question(session, tour, asking=Asking.REQUIRED)
        depends.condition = QuestionCondition(on_question_id=on.id, says_yes=True)
        session.commit()
        return Place(ground.public_id, f"q{on.id}", f"q{depends.id}")


@pytest.fixture
def page(browser: Browser, service: Service) -> Iterator[Page]:
    context = browser.new_context(base_url=service.base_url, locale="ja-JP", viewport=NARROW)
    yield context.new_page()
    context.close()


@pytest.fixture
def typing(page: Page, place: Place) -> CDPSession:
    """The registration form, and the way to type into it as an input method does."""
    page.goto(f"/seminars/{place.public_id}/register")
    page.locator("#name").focus()
    return page.context.new_cdp_session(page)


def convert(typing: CDPSession, shown: list[str], text: str) -> None:
    """Let an input method show one text after the other, and put the last one into the field."""
    for each in [*shown, text]:
        where = {"selectionStart": len(each), "selectionEnd": len(each)}
        typing.send("Input.imeSetComposition", {"text": each, **where})
    typing.send("Input.insertText", {"text": text})


def furigana(page: Page) -> str:
    return page.locator("#name_kana").input_value()


def test_the_reading_of_a_name_is_proposed_as_it_is_typed(page: Page, typing: CDPSession) -> None:
    convert(typing, ["y", "や", "やm", "やま", "やまd", "やまだ"], "山田")
    assert page.locator("#name").input_value() == "山田"
    assert furigana(page) == "ヤマダ"
    page.keyboard.type(" ")
    convert(typing, ["は", "はな", "はなこ", "花湖"], "花子")
    assert page.locator("#name").input_value() == "山田 花子"
    assert furigana(page) == "ヤマダ ハナコ"


def test_an_n_that_is_not_finished_and_kana_alone_are_read_as_well(
    page: Page, typing: CDPSession
) -> None:
    convert(typing, ["け", "けn"], "健")
    page.keyboard.type("　")
    convert(typing, ["さ", "さくら"], "さくら")
    assert furigana(page) == "ケン サクラ"


def test_a_system_that_converts_while_one_types_is_followed(page: Page, typing: CDPSession) -> None:
    shown = [
        "やま",
        "山",
        "山d",
        "山だ",
        "山田",
        "山田h",
        "山田は",
        "山田はな",
        "山田花",
        "山田花こ",
    ]
    convert(typing, shown, "山田花子")
    assert furigana(page) == "ヤマダハナコ"


def test_what_is_deleted_goes_from_the_proposal_too(page: Page, typing: CDPSession) -> None:
    convert(typing, ["やまだ"], "山田")
    convert(typing, ["はなこ"], "花子")
    for _ in "花子":
        page.keyboard.press("Backspace")
    convert(typing, ["たろう"], "太郎")
    assert furigana(page) == "ヤマダタロウ"
    page.locator("#name").fill("")
    assert furigana(page) == ""


def test_what_somebody_entered_is_never_written_over(page: Page, typing: CDPSession) -> None:
    page.locator("#name_kana").fill("じぶんで")
    page.locator("#name").focus()
    convert(typing, ["やまだ"], "山田")
    assert furigana(page) == "じぶんで"


def test_a_proposal_that_was_corrected_or_emptied_stays_so(page: Page, typing: CDPSession) -> None:
    convert(typing, ["こうだ"], "幸田")
    page.locator("#name_kana").fill("")
    page.locator("#name").focus()
    page.keyboard.press("End")
    convert(typing, ["はなこ"], "花子")
    assert furigana(page) == ""


@pytest.mark.parametrize("name", ["山田 花子", "John Smith"])
def test_where_nothing_tells_the_reading_none_is_proposed(
    page: Page, typing: CDPSession, name: str
) -> None:
    typing.send("Input.insertText", {"text": name})
    assert page.locator("#name").input_value() == name
    assert furigana(page) == ""


def test_a_question_that_is_not_asked_is_out_of_the_way_and_keeps_its_answer(
    page: Page, place: Place
) -> None:
    page.goto(f"/seminars/{place.public_id}/register")
    depends, said = page.locator(f"#{place.depends}"), page.locator("[data-conditions-status]")
    expect(depends).to_be_hidden()
    page.locator(f"[name={place.asks}][value=yes]").check()
    expect(depends).to_be_visible()
    expect(said).to_contain_text("質問")
    depends.fill("とっておく")
    page.locator(f"[name={place.asks}][value=no]").check()
    expect(depends).to_be_hidden()
    expect(said).to_be_empty()
    assert page.evaluate("document.activeElement.name") == place.asks
    page.locator(f"[name={place.asks}][value=yes]").check()
    expect(depends).to_have_value("とっておく")


def test_a_hidden_question_with_a_mistake_is_shown(page: Page, place: Place) -> None:
    page.goto(f"/seminars/{place.public_id}/register")
    page.locator(f"[name={place.asks}][value=yes]").check()
    page.locator("[name=step][value=check]").click()
    expect(page.locator(f"#{place.depends}")).to_be_visible()
    page.locator(f"[name={place.asks}][value=no]").check()
    expect(page.locator(f"#{place.depends}")).to_be_visible()


def test_without_scripts_every_question_is_there(
    browser: Browser, place: Place, service: Service
) -> None:
    context = browser.new_context(base_url=service.base_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/seminars/{place.public_id}/register")
    expect(page.locator(f"#{place.depends}")).to_be_visible()
    context.close()


def test_from_the_first_page_to_a_place_with_what_the_browser_knows(page: Page) -> None:
    presses = 0

    def press(selector: str) -> None:
        nonlocal presses
        presses += 1
        page.locator(selector).first.click()

    page.goto("/")
    press(".entries .entry__title a")
    press("main a[href$='/register']")
    # A press does not wait for the next page to be whole, and counting its fields would not either.
    page.wait_for_url("**/register")
    expect(page.locator("[name=step][value=check]").first).to_be_visible()
    for name, value in SAVED.items():
        for field in page.locator(f"[autocomplete='{name}']").all():
            field.fill(value)
    press("[name=participant_kind]")
    press("[name=consent]")
    press("[name=step][value=check]")
    press("[name=step][value=send]")

    page.wait_for_url("**/registrations/**")
    expect(page.locator("main")).to_contain_text("席を用意しました")
    assert presses <= MOST_PRESSES
