"""The tables. Importing this package makes all of them known to the metadata."""

from seminar_service.access import model as links
from seminar_service.access import model as mailboxes
from seminar_service.accounts import model as accounts
from seminar_service.accounts import model as passkeys
from seminar_service.accounts import model as sessions
from seminar_service.advisers import model as advisers
from seminar_service.bids import model as bids
from seminar_service.history import model as history
from seminar_service.outbox import model as messages
from seminar_service.planning import model as plans
from seminar_service.registrations import model as registrations
from seminar_service.seminars import model as seminars
from seminar_service.tours import model as tours
from seminar_service.work import model as jobs

__all__ = [
    "accounts",
    "advisers",
    "bids",
    "history",
    "jobs",
    "links",
    "mailboxes",
    "messages",
    "passkeys",
    "plans",
    "registrations",
    "seminars",
    "sessions",
    "tours",
]
