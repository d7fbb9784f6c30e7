"""What the office fills in where something upsets a tour."""

from datetime import date

import pytest
from flask import Flask

from seminar_service.planning.disruption_values import DisruptionDetails
from seminar_service.web.organisers.forms_disruptions import DisruptionForm

SENT = {"first_day": "2026/10/6", "last_day": "2026年10月7日", "reason": "会場の休館"}
DAYS = (date(2026, 10, 6), date(2026, 10, 7))


@pytest.mark.parametrize(
    ("kind", "places"), [("places", frozenset({"13", "27"})), ("everywhere", frozenset())]
)
def test_only_what_the_kind_asks_for_counts(app: Flask, kind: str, places: frozenset[str]) -> None:
    sent = SENT | {"kind": kind, "places": ["13", "27"]}
    with app.test_request_context(method="POST", data=sent):
        form = DisruptionForm([], ["13", "27"])

        assert form.validate()
        assert form.details() == DisruptionDetails(*DAYS, places=places, reason=SENT["reason"])


def test_prefectures_are_those_of_the_tour_from_north_to_south(app: Flask) -> None:
    with app.test_request_context():
        form = DisruptionForm([], ["27", "01"])

    assert [choice.value for choice in form.places.choices] == ["01", "27"]
