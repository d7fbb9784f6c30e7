"""The pages of the website: the list, adding one, writing one anew."""

from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.extensions import db
from seminar_service.pages import queries
from seminar_service.pages import services as use_cases
from seminar_service.pages.model import Page
from seminar_service.pages.services import PageNameTaken
from seminar_service.pages.values import Placement
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.date_rows import complain
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.website.forms_pages import (
    PLACEMENTS,
    NewPageForm,
    PageForm,
    values_of,
)
from seminar_service.web.page_requests import page_number
from seminar_service.web.rendered import rendered


@bp.get("/pages")
@staff(RoleName.VIEWER)
def website_pages() -> ResponseReturnValue:
    """All pages by name, and which of them everybody sees."""
    page = page_number()
    return render_template(
        "organisers/website/pages.html",
        lines=queries.pages(db.session(), page=page, now=now()),
        page=page,
        pages=-(-queries.count(db.session()) // queries.PAGE_SIZE),
        placements=PLACEMENTS,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/pages/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_page() -> ResponseReturnValue:
    """Add a page; look at it before it is kept."""
    form = NewPageForm(data={"placement": Placement.NOWHERE.value, "position": 1})
    if "preview" in request.form:
        return _previewed(form, None)
    if form.validate_on_submit():
        try:
            page_id = use_cases.add_page(
                db.session(),
                form.name.data,
                form.details(),
                form.words(),
                form.live_from(),
                actor=current_actor(),
                now=now(),
            )
        except PageNameTaken:
            complain(form.name, _("Another page has this name. Please choose another."))
        else:
            flash(_("The page has been added."), "success")
            return redirect(url_for("organisers.website_page", page_id=page_id), 303)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
    return _form_page(form, None), status


@bp.route("/pages/<int:page_id>/edit", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_page(page_id: int) -> ResponseReturnValue:
    """Write a page anew; look at it before it is kept."""
    page = queries.page_of(db.session(), page_id)
    form = PageForm(data=values_of(page, queries.newest(db.session(), page_id)))
    if "preview" in request.form:
        return _previewed(form, page)
    status = handled(form, partial(_write, page_id, form), partial(_present, page_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.website_page", page_id=page_id), status)
    return _form_page(form, page), status


def _previewed(form: PageForm, page: Page | None) -> ResponseReturnValue:
    valid = form.validate()
    status = HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return _form_page(form, page, previewed=valid), status


def _form_page(form: PageForm, page: Page | None, *, previewed: bool = False) -> str:
    return render_template(
        "organisers/website/page_form.html",
        form=form,
        edited=page,
        shown=form.words() if previewed else None,
        rendered=rendered,
    )


def _write(page_id: int, form: PageForm, version: int) -> None:
    use_cases.write_page(
        db.session(),
        page_id,
        form.details(),
        form.words(),
        form.live_from(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(page_id: int) -> tuple[Page, PageForm]:
    page = queries.page_of(db.session(), page_id)
    text = queries.newest(db.session(), page_id)
    return page, PageForm(formdata=None, data=values_of(page, text))
