"""What is written down when somebody changes the own factors on Flask-Security's pages."""

from seminar_service.accounts import second_factors
from seminar_service.accounts.mails import AccountNews
from seminar_service.accounts.model import User
from seminar_service.extensions import db
from seminar_service.outbox.office import Office
from seminar_service.web.accounts.sessions import present_session
from seminar_service.web.clock import now
from seminar_service.web.templating import settings


def note(user: User, news: AccountNews) -> None:
    """Write it down and tell by mail; Flask-Security's view commits it."""
    office = Office.of(settings())
    here = present_session()
    second_factors.note(
        db.session(), user, news, here=here.id if here else None, office=office, now=now()
    )
