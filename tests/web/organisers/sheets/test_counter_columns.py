"""The columns of files with counters."""

from seminar_service.web.organisers.forms_counters import TEXTS
from seminar_service.web.organisers.sheets.counter_columns import COUNTER_COLUMNS


def test_whatever_the_form_asks_has_a_column() -> None:
    names = {each.name for each in COUNTER_COLUMNS}
    assert names == {*TEXTS, "tongues", "not_listed", "no_reports"} - {"is_listed", "reports"}
