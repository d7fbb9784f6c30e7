"""Forms of scenarios: every kind of change has one."""

from seminar_service.planning.scenario_changes import ChangeKind
from seminar_service.web.organisers.forms_scenarios import FORMS

MADE_BY_ONE_FORM = {ChangeKind.DAYS_OFF, ChangeKind.DAYS_FREE}


def test_there_is_a_form_for_every_kind_of_change() -> None:
    assert len(FORMS) == len(ChangeKind) - len(MADE_BY_ONE_FORM) + 1
