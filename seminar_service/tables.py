"""All tables: whoever works with any of them needs the others that it refers to."""

from sqlalchemy.orm import configure_mappers

from seminar_service.access import model as access
from seminar_service.accounts import model as accounts
from seminar_service.advisers import model as advisers
from seminar_service.advisers import subscription_model
from seminar_service.alerts import model as alerts
from seminar_service.availability import model as availability
from seminar_service.bids import model as bids
from seminar_service.bulletins import model as bulletins
from seminar_service.consultations import handover_model, slot_model
from seminar_service.consultations import model as consultations
from seminar_service.counters import model as counters
from seminar_service.flyers import model as flyers
from seminar_service.handouts import model as handouts
from seminar_service.history import model as history
from seminar_service.inviting import model as inviting
from seminar_service.learning import model as learning
from seminar_service.mail_texts import model as mail_texts
from seminar_service.notices import model as notices
from seminar_service.outbox import model as outbox
from seminar_service.pages import model as pages
from seminar_service.pages import news_model
from seminar_service.planning import disruption_model as disruptions
from seminar_service.planning import edit_model as plan_edits
from seminar_service.planning import model as planning
from seminar_service.planning import replan_model as replanning
from seminar_service.planning import scenario_model
from seminar_service.questions import model as questions
from seminar_service.registrations import answer_model, change_model
from seminar_service.registrations import model as registrations
from seminar_service.releases import prepared_model, record_model, schedule_model
from seminar_service.reminders import model as reminders
from seminar_service.revisions import model as revisions
from seminar_service.rounds import model as rounds
from seminar_service.seminars import model as seminars
from seminar_service.seminars import registration_ends, team_model
from seminar_service.sheets import model as sheets
from seminar_service.tallies import model as tallies
from seminar_service.tours import model as tours
from seminar_service.work import model as work

AREAS = (
    access,
    accounts,
    advisers,
    alerts,
    answer_model,
    availability,
    bids,
    bulletins,
    change_model,
    counters,
    consultations,
    disruptions,
    flyers,
    handouts,
    handover_model,
    history,
    inviting,
    learning,
    mail_texts,
    news_model,
    notices,
    outbox,
    pages,
    plan_edits,
    planning,
    prepared_model,
    questions,
    record_model,
    registrations,
    reminders,
    replanning,
    revisions,
    rounds,
    schedule_model,
    scenario_model,
    seminars,
    sheets,
    slot_model,
    subscription_model,
    tallies,
    team_model,
    tours,
    work,
)

KEEPERS = (registration_ends,)
"""What keeps columns that follow from others; it listens from its import on."""


def tie_together() -> None:
    """Let the tables find each other, so that a fault in one shows at the start."""
    configure_mappers()
