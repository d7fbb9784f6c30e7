"""Pages of the organiser's staff: one module of views per subject."""

from flask import Blueprint

bp = Blueprint("organisers", __name__)

from seminar_service.web.organisers import (  # noqa: E402 (the views need the blueprint)
    access_code,  # noqa: F401 (importing a module adds its views)
    account,  # noqa: F401
    advisers,  # noqa: F401
    alerts,  # noqa: F401
    answers,  # noqa: F401
    availability,  # noqa: F401
    bid_decisions,  # noqa: F401
    bid_entry,  # noqa: F401
    bids,  # noqa: F401
    bids_chosen,  # noqa: F401
    bulletins,  # noqa: F401
    confirmations,  # noqa: F401
    counters,  # noqa: F401
    declines,  # noqa: F401
    disruptions,  # noqa: F401
    earlier_hosts,  # noqa: F401
    figures,  # noqa: F401
    handouts,  # noqa: F401
    history,  # noqa: F401
    home,  # noqa: F401
    links,  # noqa: F401
    locks,  # noqa: F401
    mail_deeds,  # noqa: F401
    mail_texts,  # noqa: F401
    mails,  # noqa: F401
    notices,  # noqa: F401
    online,  # noqa: F401
    places,  # noqa: F401
    plan_comparing,  # noqa: F401
    plan_drafts,  # noqa: F401
    plan_editing,  # noqa: F401
    plan_handover,  # noqa: F401
    plan_moving,  # noqa: F401
    plan_prints,  # noqa: F401
    plan_reasons,  # noqa: F401
    plan_splitting,  # noqa: F401
    plan_workload,  # noqa: F401
    planning,  # noqa: F401
    plans,  # noqa: F401
    prints,  # noqa: F401
    question_editor,  # noqa: F401
    questions,  # noqa: F401
    refusals,  # noqa: F401
    registrations,  # noqa: F401
    release,  # noqa: F401
    release_changes,  # noqa: F401
    release_mails,  # noqa: F401
    release_times,  # noqa: F401
    releases,  # noqa: F401
    repairs,  # noqa: F401
    replanning,  # noqa: F401
    scenario_adopting,  # noqa: F401
    scenario_changes,  # noqa: F401
    scenarios,  # noqa: F401
    seminar_list,  # noqa: F401
    seminar_questions,  # noqa: F401
    seminars,  # noqa: F401
    sheets,  # noqa: F401
    staff,  # noqa: F401
    suggestion_comparing,  # noqa: F401
    suggestions,  # noqa: F401
    topics,  # noqa: F401
    tour,  # noqa: F401
    tour_settings,  # noqa: F401
    website,  # noqa: F401
)
