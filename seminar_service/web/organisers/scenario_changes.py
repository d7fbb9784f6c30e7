"""What a scenario assumes: adding a change of each kind, and removing one."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.planning import scenarios as use_cases
from seminar_service.planning.queries import scenarios as queries
from seminar_service.planning.queries.scenario_offers import offer_of
from seminar_service.planning.scenario_model import Scenario
from seminar_service.planning.scenario_troubles import ChangesImpossible
from seminar_service.web.accounts import current_actor, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.forms import version_in
from seminar_service.web.editing.keeping import give_back
from seminar_service.web.locale import current_locale
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.forms_changes import ChangeForm
from seminar_service.web.organisers.forms_scenarios import FORMS
from seminar_service.web.page_requests import number_of


@bp.route("/scenarios/<int:scenario_id>/add/<change>", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def add_change(scenario_id: int, change: str) -> ResponseReturnValue:
    """Let a scenario assume one thing more."""
    if change not in FORMS:
        abort(404)
    own = queries.scenario_of(db.session(), scenario_id)
    _label, kind = FORMS[change]
    form = kind()
    form.offer(offer_of(db.session(), own.tour_id))
    if not form.validate_on_submit():
        return _page(own, change, form), 422 if request.method == "POST" else 200
    try:
        use_cases.add_change(
            db.session(), scenario_id, form.change(), actor=current_actor(), now=now()
        )
    except ChangesImpossible as error:
        return _impossible(queries.scenario_of(db.session(), scenario_id), change, form, error), 422
    except use_cases.ScenarioBegun:
        return give_back(form, begun_words(), back=_back(scenario_id))
    except use_cases.TooManyScenarios:
        reason = _("A scenario has at most %(num)d changes.", num=use_cases.MOST_CHANGES)
        return give_back(form, reason, back=_back(scenario_id))
    return redirect(url_for("organisers.scenario", scenario_id=scenario_id), 303)


@bp.post("/scenarios/<int:scenario_id>/remove")
@staff(RoleName.PLANNER)
def remove_change(scenario_id: int) -> ResponseReturnValue:
    """Let a scenario assume one thing less, if it is still what was shown."""
    position = number_of(request.form.get("position", "")) - 1
    try:
        use_cases.remove_change(
            db.session(),
            scenario_id,
            position,
            version=version_in(request.form.get("version", "")),
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        flash(_("Somebody has changed it in the meantime. Please look again."), "warning")
    except use_cases.ScenarioBegun:
        flash(begun_words(), "warning")
    return redirect(url_for("organisers.scenario", scenario_id=scenario_id), 303)


def begun_words() -> str:
    """What is said where changes stay as they are."""
    return str(
        _(
            "The planner has begun with this scenario: its changes stay as they are. Copy it "
            "instead."
        )
    )


def _page(own: Scenario, name: str, form: ChangeForm) -> str:
    return render_template(
        "organisers/scenarios/add.html",
        scenario=own,
        tour=own.tour,
        form=form,
        label=FORMS[name][0],
    )


def _impossible(own: Scenario, name: str, form: ChangeForm, error: ChangesImpossible) -> str:
    """The form with what stands against its change; of others, that they stand against it."""
    last = len(own.changes)
    mine = [each for each in error.troubles if each.position == last]
    texts = queries.trouble_texts(db.session(), mine or error.troubles)
    first = next(field for field in form if field.type not in {"HiddenField", "CSRFTokenField"})
    for each in texts:
        complain(first, each[Locale(current_locale())])
    return _page(own, name, form)


def _back(scenario_id: int) -> tuple[str, str]:
    return url_for("organisers.scenario", scenario_id=scenario_id), str(_("To the scenario"))
