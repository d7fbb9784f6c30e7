"""The macros that all pages are put together from."""

from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    RadioField,
    SelectChoice,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from seminar_service.bids.states import BidState
from seminar_service.domain.vocabulary import ConfirmationState
from seminar_service.planning.states import PlanState
from seminar_service.registrations.states import RegistrationState
from seminar_service.seminars.states import SeminarState
from seminar_service.web.locale import ENVIRON_KEY

MISSING = "Please enter your name."


class Sample(FlaskForm):  # type: ignore[misc]  # the library has no types
    name = StringField("Name", [InputRequired(MISSING)], description="As on your card.")
    remark = StringField("Remark")
    kind = RadioField(
        "Kind",
        [InputRequired("Please choose one.")],
        choices=[SelectChoice("a", "One"), SelectChoice("b", "Two")],
    )
    topics = SelectMultipleField(
        "Topics",
        choices=[SelectChoice("x", "Secrets"), SelectChoice("y", "Abroad")],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    days = FieldList(StringField("Day", [InputRequired("Which day?")]), min_entries=2)
    consent = BooleanField("I agree", [InputRequired("Please agree.")])


@pytest.fixture
def database_url() -> str:
    return "sqlite://"  # nothing here asks a database


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Any:
    with app.test_request_context("/", method="POST", environ_overrides={ENVIRON_KEY: "en"}):
        yield


def drawn(template: str, **values: object) -> BeautifulSoup:
    imports = (
        "{% import 'macros/forms.html' as forms %}{% import 'macros/states.html' as states %}"
        "{% import 'macros/tables.html' as tables %}"
        "{% import 'macros/links.html' as links with context %}"
    )
    return BeautifulSoup(render_template_string(imports + template, **values), "html.parser")


def only(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def sent_empty() -> Sample:
    form = Sample()
    form.validate()
    return form


def test_a_field_is_tied_to_its_label_its_hint_and_its_error() -> None:
    page = drawn("{{ forms.field(form.name) }}", form=sent_empty())
    control = only(page, "input")
    assert only(page, "label")["for"] == control["id"]
    ids = str(control["aria-describedby"]).split()
    described = [only(page, f"#{name}").get_text() for name in ids]
    assert "As on your card." in described[0]
    assert MISSING in described[1]
    assert control["aria-invalid"] == "true"


def test_a_field_without_hint_and_error_describes_nothing() -> None:
    control = only(drawn("{{ forms.field(form.remark) }}", form=Sample()), "input")
    assert "aria-describedby" not in control.attrs
    assert "aria-invalid" not in control.attrs


def test_required_and_optional_fields_say_so_in_words() -> None:
    page = drawn("{{ forms.field(form.name) }}{{ forms.field(form.remark) }}", form=Sample())
    assert [mark.get_text() for mark in page.select("label .mark")] == ["required", "optional"]


@pytest.mark.parametrize("name", ["kind", "topics"])
def test_choices_are_a_group_with_one_label_each(name: str) -> None:
    page = drawn("{{ forms.field(field) }}", field=Sample()[name])
    assert only(page, "fieldset > legend")
    for control in page.select("input"):
        assert only(page, f"label[for={control['id']}]").get_text()


def test_other_names_become_attributes_of_the_control() -> None:
    page = drawn("{{ forms.field(form.remark, autocomplete='off') }}", form=Sample())
    assert only(page, "input")["autocomplete"] == "off"


def test_the_summary_links_every_error_to_a_control_of_the_form() -> None:
    page = drawn(
        "{{ forms.error_summary(form) }}{{ forms.field(form.name) }}{{ forms.field(form.kind) }}"
        "{% for day in form.days %}{{ forms.field(day) }}{% endfor %}"
        "{{ forms.field(form.consent) }}",
        form=sent_empty(),
    )
    links = page.select(".error-summary a")
    assert len(links) == 5
    for link in links:
        assert only(page, str(link["href"])).name == "input"


def test_the_summary_says_nothing_while_nothing_is_wrong() -> None:
    assert drawn("{{ forms.error_summary(form) }}", form=Sample()).get_text(strip=True) == ""


def test_a_form_leaves_checking_to_the_server_and_has_its_button() -> None:
    page = drawn("{% call forms.form(form, submit='Send') %}fields{% endcall %}", form=Sample())
    form = only(page, "form")
    assert form["method"] == "post"
    assert "novalidate" in form.attrs
    assert only(page, "form button[type=submit]").get_text() == "Send"


@pytest.mark.parametrize(
    ("macro", "states"),
    [
        ("bid_state", BidState),
        ("plan_state", PlanState),
        ("seminar_state", SeminarState),
        ("registration_state", RegistrationState),
        ("answer_state", ConfirmationState),
    ],
)
def test_every_state_has_a_badge_of_its_own_with_text_and_shape(macro: str, states: Any) -> None:
    page = drawn(
        "{% for each in all_states %}{{ states[macro](each) }}{% endfor %}",
        macro=macro,
        all_states=list(states),
    )
    texts = [badge.get_text(strip=True) for badge in page.select(".badge:has(svg)")]
    assert len(texts) == len(set(texts)) == len(states)
    assert not set(texts) & {state.value for state in states}


@pytest.mark.parametrize(
    ("left", "text"),
    [(23, "23 places left"), (1, "1 place left"), (0, "Full: waiting list open")],
)
def test_places_left_are_said_in_words(left: int, text: str) -> None:
    badge = only(drawn("{{ states.places_left(left, 50) }}", left=left), ".badge")
    assert badge.get_text(strip=True) == text


def test_the_way_of_a_bid_marks_the_step_under_way() -> None:
    page = drawn("{{ states.bid_way('accepted') }}")
    current = only(page, "[aria-current=step]")
    assert "Date and adviser proposed" in current.get_text()
    assert len(page.select(".stepper__step--done")) == 2


def test_the_way_of_a_held_seminar_has_no_step_left() -> None:
    page = drawn("{{ states.bid_way('held') }}")
    assert not page.select("[aria-current]")


def test_the_last_breadcrumb_is_the_page_itself() -> None:
    page = drawn("{{ links.breadcrumbs([('Tours', '/tours'), ('2027', none)]) }}")
    assert only(page, "a")["href"] == "/tours"
    assert only(page, "[aria-current=page]").get_text() == "2027"


def test_a_feed_is_offered_as_webcal_and_as_an_address_to_copy() -> None:
    page = drawn("{{ links.subscription('https://example.jp/feeds/tour.ics', 'tour') }}")
    assert page.select("a[href='webcal://example.jp/feeds/tour.ics']")
    assert only(page, "input")["value"] == "https://example.jp/feeds/tour.ics"


def test_facts_without_value_are_left_out() -> None:
    page = drawn("{{ tables.definitions([('Day', 'Friday'), ('Room', ''), ('Hall', none)]) }}")
    assert [term.get_text() for term in page.select("dt")] == ["Day"]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("hanako@example.jp", "mailto:hanako@example.jp"),
        ("a%b@example.jp", "mailto:a%25b@example.jp"),
        ("a?cc=evil@example.jp", "mailto:a%3Fcc%3Devil@example.jp"),
        ("hanako@山田商店.jp", "mailto:hanako@xn--czrr0ogxbdv4b.jp"),
    ],
)
def test_a_link_to_an_address_shows_it_readable_and_writes_to_nobody_else(
    app: Flask, address: str, link: str
) -> None:
    with app.test_request_context("/"):
        markup = render_template_string(
            '{% import "macros/links.html" as links with context %}{{ links.mail(address) }}',
            address=address,
        )

    (shown,) = BeautifulSoup(markup, "html.parser").select("a")
    assert (shown["href"], shown.text) == (link, address)


@pytest.mark.parametrize(("columns", "is_wide"), [(2, False), (3, False), (4, True)])
def test_a_table_of_few_columns_fits_a_telephone_as_it_is(columns: int, is_wide: bool) -> None:
    names = [f"column {number}" for number in range(columns)]
    page = drawn("{% call tables.table('Places', names) %}{% endcall %}", names=names)
    assert ("table--wide" in only(page, "table")["class"]) is is_wide


def test_a_figure_without_a_value_is_left_out() -> None:
    page = drawn("{{ tables.figures([('Upcoming', none, none), ('Held', '31', 'all')]) }}")
    assert [only(page, "dt").text, only(page, "dd").text] == ["Held", "31all"]


def test_a_run_that_ended_without_a_plan_is_no_success() -> None:
    page = drawn("{{ states.run_state('done', true) }}{{ states.run_state('done', false) }}")
    assert [badge["class"][-1] for badge in page.select(".badge")] == ["badge--bad", "badge--good"]


def test_many_places_are_counted_with_a_comma() -> None:
    assert "1,293 places left" in drawn("{{ states.places_left(1293, 2000) }}").text


@pytest.mark.parametrize(("kept", "times"), [("true", 1), ("false", 0)])
def test_only_a_form_that_keeps_what_was_entered_says_so(kept: str, times: int) -> None:
    page = drawn(f"{{{{ forms.error_summary(form, kept={kept}) }}}}", form=sent_empty())
    assert only(page, ".error-summary").text.count("What you entered is kept") == times
