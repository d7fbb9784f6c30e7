"""The list of a tour's email texts, and writing one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.locales import Locale
from seminar_service.domain.tour_codes import TourCode
from seminar_service.extensions import db
from seminar_service.mail_texts import queries
from seminar_service.mail_texts import services as use_cases
from seminar_service.mail_texts.model import MailText
from seminar_service.outbox.office import Office
from seminar_service.registrations import mail_samples
from seminar_service.registrations.model import Registration
from seminar_service.tours.model import Tour
from seminar_service.tours.queries import tour_of
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.mail_texts.forms import MailTextForm, values_of
from seminar_service.web.organisers.mail_texts.words import AUDIENCES, KINDS, explained
from seminar_service.web.organisers.mails import HTML_POLICY
from seminar_service.web.page_requests import number_of
from seminar_service.web.templating import settings


@dataclass(frozen=True)
class Shown:
    """An email as one person would get it in one language."""

    locale: Locale
    subject: str
    text: str


@bp.get("/tours/<tour:tour_code>/mails")
@staff(RoleName.VIEWER)
def mail_texts(tour_code: TourCode) -> ResponseReturnValue:
    """All emails of a tour whose text can be written anew, by who gets them, and which are."""
    tour = tour_of(db.session(), tour_code)
    return render_template(
        "organisers/mail_texts/list.html",
        tour=tour,
        audiences=_by_audience(queries.texts(db.session(), tour.id)),
        earlier=queries.earlier_with_texts(db.session(), tour),
        kinds=KINDS,
        may_edit=has_role(RoleName.PLANNER),
        usual=settings().contact_email,
    )


@bp.get("/tours/<tour:tour_code>/mails/<kind>")
@staff(RoleName.VIEWER)
def mail_text(tour_code: TourCode, kind: str) -> ResponseReturnValue:
    """One email as somebody would get it, in both languages."""
    tour = tour_of(db.session(), tour_code)
    text = queries.text_of(db.session(), tour.id, kind)
    person = _person(tour)
    return render_template(
        "organisers/mail_texts/text.html",
        tour=tour,
        text=text,
        kinds=KINDS,
        person=person,
        addressee=mail_samples.addressee(kind, person),
        shown=_shown(kind, text.letters, tour, person),
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.get("/tours/<tour:tour_code>/mails/<kind>/html/<any(ja, en):language>")
@staff(RoleName.VIEWER)
def mail_text_html(tour_code: TourCode, kind: str, language: str) -> ResponseReturnValue:
    """One email as mail programs show it, by itself; nothing in it can do anything."""
    tour = tour_of(db.session(), tour_code)
    text = queries.text_of(db.session(), tour.id, kind)
    return _as_html(kind, text.letters, Locale(language), tour)


@bp.route("/tours/<tour:tour_code>/mails/<kind>/edit", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_mail_text(tour_code: TourCode, kind: str) -> ResponseReturnValue:
    """Write an email anew; look at it as somebody would get it before it is kept."""
    tour = tour_of(db.session(), tour_code)
    text = queries.text_of(db.session(), tour.id, kind)
    form = MailTextForm(kind, data=values_of(text))
    if request.form.get("html", "") in list(Locale) and form.validate():
        return _as_html(kind, form.letters(), Locale(request.form["html"]), tour)
    if {"preview", "html"} & set(request.form):
        valid = form.validate()
        status = HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
        return _form_page(tour, text, form, previewed=valid), status
    status = handled(form, partial(_write, tour.id, form), partial(_present, tour.id, kind))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.mail_text", tour_code=tour_code, kind=kind), status)
    return _form_page(tour, text, form), status


def _form_page(
    tour: Tour, text: queries.Text, form: MailTextForm, *, previewed: bool = False
) -> str:
    person = _person(tour) if previewed else None
    return render_template(
        "organisers/mail_texts/form.html",
        tour=tour,
        text=text,
        form=form,
        kinds=KINDS,
        placeholders=list(explained(text.kind)),
        addressee=mail_samples.addressee(text.kind, person),
        shown=_shown(text.kind, form.letters(), tour, person) if previewed else [],
    )


def _by_audience(texts: Sequence[queries.Text]) -> list[tuple[Any, list[queries.Text]]]:
    by_kind = {text.kind: text for text in texts}
    return [(name, [by_kind[kind] for kind in kinds]) for name, kinds in AUDIENCES.values()]


def _as_html(
    kind: str, letters: queries.Letters, locale: Locale, tour: Tour
) -> ResponseReturnValue:
    mail = mail_samples.preview(
        kind, letters[locale], locale, _person(tour), tour, office=Office.of(settings()), now=now()
    )
    return Response(
        mail.html, mimetype="text/html", headers={"Content-Security-Policy": HTML_POLICY}
    )


def _write(tour_id: int, form: MailTextForm, version: int) -> None:
    use_cases.write(
        db.session(),
        tour_id,
        form.kind,
        form.letters(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(tour_id: int, kind: str) -> tuple[MailText, MailTextForm]:
    text = queries.text_of(db.session(), tour_id, kind)
    row = queries.row(db.session(), tour_id, kind)
    return row, MailTextForm(kind, formdata=None, data=values_of(text))


def _person(tour: Tour) -> Registration | None:
    after = number_of(request.args.get("after", ""))
    return mail_samples.somebody(db.session(), tour.id, after=after)


def _shown(
    kind: str, letters: queries.Letters, tour: Tour, person: Registration | None
) -> list[Shown]:
    office = Office.of(settings())
    found = []
    for locale, letter in letters.items():
        mail = mail_samples.preview(kind, letter, locale, person, tour, office=office, now=now())
        found.append(Shown(locale, mail.subject, mail.body))
    return found
