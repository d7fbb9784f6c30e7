"""News at the office: the list, writing it, publishing and withdrawing it."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from http import HTTPStatus

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.domain.japan_time import JAPAN
from seminar_service.extensions import db
from seminar_service.pages import news as use_cases
from seminar_service.pages.news_model import NewsItem
from seminar_service.pages.values import Standing
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.editing.saving import handled
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.website.bilingual_fields import BilingualForm
from seminar_service.web.organisers.website.forms_pages import VersionStepForm
from seminar_service.web.organisers.website.going_live import LATER, GoingLiveForm
from seminar_service.web.page_requests import page_number
from seminar_service.web.rendered import rendered


class NewsForm(GoingLiveForm, BilingualForm):
    """A piece of news that nobody sees yet: what it says, and from when on it is seen."""


class LiveNewsForm(VersionedForm, BilingualForm):
    """One that everybody sees: what it says."""

    def live_from(self) -> datetime | None:
        """Its time stays."""
        return None


@bp.get("/news")
@staff(RoleName.VIEWER)
def website_news() -> ResponseReturnValue:
    """All news, with how each piece stands."""
    page = page_number()
    return render_template(
        "organisers/website/news_list.html",
        items=use_cases.all_news(db.session(), page=page),
        page=page,
        pages=-(-use_cases.count_news(db.session()) // use_cases.PAGE_SIZE),
        instant=now(),
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/news/new", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def new_news() -> ResponseReturnValue:
    """Write a piece of news; look at it before it is kept."""
    form = NewsForm()
    if "preview" in request.form:
        return _previewed(form, None)
    if form.validate_on_submit():
        news_id = use_cases.add_news(
            db.session(), form.words(), form.live_from(), actor=current_actor(), now=now()
        )
        flash(_("The news has been saved."), "success")
        return redirect(url_for("organisers.website_news_item", news_id=news_id), 303)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_submitted() else HTTPStatus.OK
    return _form_page(form, None), status


@bp.get("/news/<int:news_id>")
@staff(RoleName.VIEWER)
def website_news_item(news_id: int) -> ResponseReturnValue:
    """One piece of news: what it says and how it stands."""
    item = use_cases.news_of(db.session(), news_id)
    return render_template(
        "organisers/website/news_item.html",
        item=item,
        standing=item.standing(now()),
        rendered=rendered,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.route("/news/<int:news_id>/edit", methods=["GET", "POST"])
@staff(RoleName.PLANNER)
def edit_news(news_id: int) -> ResponseReturnValue:
    """Write a piece of news anew; look at it before it is kept."""
    item, form = _present(news_id, fresh=False)
    if "preview" in request.form:
        return _previewed(form, item)
    status = handled(form, partial(_write, news_id, form), partial(_present, news_id))
    if status == HTTPStatus.SEE_OTHER:
        flash(_("The changes have been saved."), "success")
        return redirect(url_for("organisers.website_news_item", news_id=news_id), status)
    return _form_page(form, item), status


@bp.post("/news/<int:news_id>/publish")
@staff(RoleName.PLANNER)
def publish_news(news_id: int) -> ResponseReturnValue:
    """Let everybody see it at once."""
    return _step(news_id, use_cases.publish_news, _("The news is published."))


@bp.post("/news/<int:news_id>/withdraw")
@staff(RoleName.PLANNER)
def withdraw_news(news_id: int) -> ResponseReturnValue:
    """Take it off, or keep it from being published at its time."""
    return _step(news_id, use_cases.withdraw_news, _("Nobody sees the news any more."))


def _step(news_id: int, use_case: Callable[..., None], done: str) -> ResponseReturnValue:
    form = VersionStepForm()
    try:
        use_case(db.session(), news_id, version=form.version.data, actor=current_actor(), now=now())
    except ChangedMeanwhile:
        flash(_("Nothing was done: somebody has changed the news in the meantime."), "warning")
    else:
        flash(done, "success")
    return redirect(url_for("organisers.website_news_item", news_id=news_id), 303)


def _previewed(form: NewsForm | LiveNewsForm, item: NewsItem | None) -> ResponseReturnValue:
    valid = form.validate()
    status = HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
    return _form_page(form, item, previewed=valid), status


def _form_page(
    form: NewsForm | LiveNewsForm, item: NewsItem | None, *, previewed: bool = False
) -> str:
    return render_template(
        "organisers/website/news_form.html",
        form=form,
        edited=item,
        shown=form.words() if previewed else None,
        rendered=rendered,
    )


def _write(news_id: int, form: NewsForm | LiveNewsForm, version: int) -> None:
    use_cases.write_news(
        db.session(),
        news_id,
        form.words(),
        form.live_from(),
        version=version,
        actor=current_actor(),
        now=now(),
    )


def _present(news_id: int, *, fresh: bool = True) -> tuple[NewsItem, NewsForm | LiveNewsForm]:
    """A piece of news with its form; `fresh` lets the form forget what was sent."""
    item = use_cases.news_of(db.session(), news_id)
    values = {"version": item.version, **asdict(item.words)}
    given = {"formdata": None} if fresh else {}
    if item.standing(now()) is Standing.LIVE:
        return item, LiveNewsForm(**given, data=values)
    return item, NewsForm(**given, data=values | _set_time(item))


def _set_time(item: NewsItem) -> dict[str, object]:
    """When it is to be published, as the form says it."""
    if item.standing(now()) is not Standing.WAITING or item.live_from is None:
        return {}
    local = item.live_from.astimezone(JAPAN)
    return {"when": LATER, "day": local.date(), "clock": local.time()}
