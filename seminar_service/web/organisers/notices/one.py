"""The page of one message to participants: what it says, to whom it goes, whom it reached."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.extensions import db
from seminar_service.notices import audiences, queries
from seminar_service.notices import mails as notice_mails
from seminar_service.notices.model import Notice
from seminar_service.notices.states import NoticeState
from seminar_service.outbox.office import Office
from seminar_service.registrations.model import Registration
from seminar_service.web.accounts import staff
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.notices.forms import SendForm
from seminar_service.web.organisers.notices.words import audience_words
from seminar_service.web.page_requests import number_of, page_number
from seminar_service.web.templating import settings


@dataclass(frozen=True)
class Shown:
    """A message as one person would get it in one language."""

    locale: Locale
    subject: str
    text: str


@bp.get("/notices/<int:notice_id>")
@staff(RoleName.VIEWER)
def notice(notice_id: int) -> ResponseReturnValue:
    """One message, as a real person would get it or, once it goes, with everybody who gets it."""
    row = queries.notice(db.session(), notice_id)
    return notice_page(row, SendForm(data={"version": row.version}))


def notice_page(row: Notice, form: SendForm, status: int = HTTPStatus.OK) -> ResponseReturnValue:
    """The page of a message with the form that sends it."""
    goes = row.state in {NoticeState.SENDING, NoticeState.SENT}
    return _recipients_page(row) if goes else _draft_page(row, form, status)


def _draft_page(row: Notice, form: SendForm, status: int) -> ResponseReturnValue:
    people = audiences.counted(db.session(), row)
    person = audiences.somebody(db.session(), row, after=number_of(request.args.get("after", "")))
    page = render_template(
        "organisers/notices/draft.html",
        notice=row,
        tour=row.tour,
        form=form,
        people=people,
        count=sum(people.values()),
        unreachable=audiences.unreachable(db.session(), row),
        person=person,
        shown=_shown(row, person) if person else [],
        audience_words=audience_words,
    )
    return page, status


def _shown(row: Notice, person: Registration) -> list[Shown]:
    office = Office.of(settings())
    return [
        Shown(locale, *notice_mails.preview(letter, person, locale, office=office))
        for locale, letter in row.letters.items()
    ]


def _recipients_page(row: Notice) -> ResponseReturnValue:
    page, missed_alone = page_number(), request.args.get("missed") == "1"
    found = queries.recipients(db.session(), row.id, missed_alone=missed_alone, page=page)
    return render_template(
        "organisers/notices/sent.html",
        notice=row,
        tour=row.tour,
        reach=queries.reach(db.session(), row.id),
        found=found,
        page=page,
        missed_alone=missed_alone,
        audience_words=audience_words,
    )


def back_to(notice_id: int) -> ResponseReturnValue:
    """On to the page of a message, after something was done with it."""
    return redirect(url_for("organisers.notice", notice_id=notice_id), HTTPStatus.SEE_OTHER)
