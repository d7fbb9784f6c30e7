"""The versions of a page: which is live, what one says, restoring and publishing it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from seminar_service.accounts.model import RoleName
from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.extensions import db
from seminar_service.pages import queries
from seminar_service.pages import services as use_cases
from seminar_service.pages.differences import differences
from seminar_service.web.accounts import current_actor, has_role, staff
from seminar_service.web.clock import now
from seminar_service.web.organisers import bp
from seminar_service.web.organisers.website.forms_pages import PLACEMENTS, VersionStepForm
from seminar_service.web.page_requests import page_number
from seminar_service.web.rendered import rendered


@bp.get("/pages/<int:page_id>")
@staff(RoleName.VIEWER)
def website_page(page_id: int) -> ResponseReturnValue:
    """A page with its versions, the newest first."""
    row, page, instant = queries.page_of(db.session(), page_id), page_number(), now()
    live = queries.live(db.session(), row, now=instant)
    number = live.number if live else 0
    return render_template(
        "organisers/website/page.html",
        row=row,
        live=live,
        newest=queries.newest(db.session(), page_id),
        lines=queries.versions(db.session(), row, page=page, live_number=number, now=instant),
        page=page,
        pages=-(-queries.count_versions(db.session(), page_id) // queries.PAGE_SIZE),
        placements=PLACEMENTS,
        may_edit=has_role(RoleName.PLANNER),
    )


@bp.get("/pages/<int:page_id>/versions/<int:number>")
@staff(RoleName.VIEWER)
def page_version(page_id: int, number: int) -> ResponseReturnValue:
    """What one version says, and in what it differs from the one before."""
    row = queries.page_of(db.session(), page_id)
    text = queries.version_of(db.session(), page_id, number)
    live = queries.live(db.session(), row, now=now())
    before = queries.version_of(db.session(), page_id, number - 1).words if number > 1 else None
    return render_template(
        "organisers/website/version.html",
        row=row,
        text=text,
        standing=queries.standing(text, live.number if live else 0, now=now()),
        differences=_differences(before, text.words) if before else [],
        before=before,
        rendered=rendered,
        may_edit=has_role(RoleName.PLANNER),
    )


def _differences(before: Any, after: Any) -> list[tuple[str, Any]]:  # noqa: ANN401 (words of pages)
    named = (
        ("title_ja", _("Title in Japanese")),
        ("text_ja", _("Text in Japanese")),
        ("title_en", _("Title in English")),
        ("text_en", _("Text in English")),
    )
    found = [(label, differences(getattr(before, n), getattr(after, n))) for n, label in named]
    return [(label, lines) for label, lines in found if lines]


@bp.post("/pages/<int:page_id>/versions/<int:number>/restore")
@staff(RoleName.PLANNER)
def restore_page(page_id: int, number: int) -> ResponseReturnValue:
    """Take an earlier version up as a draft."""
    done = _("The version has been taken up as a new draft.")
    return _step(page_id, use_cases.restore, done, number=number)


@bp.post("/pages/<int:page_id>/versions/<int:number>/publish")
@staff(RoleName.PLANNER)
def publish_page(page_id: int, number: int) -> ResponseReturnValue:
    """Let a version go live at once."""
    return _step(page_id, use_cases.publish, _("The version is published."), number=number)


@bp.post("/pages/<int:page_id>/versions/<int:number>/call-off")
@staff(RoleName.PLANNER)
def call_off_page(page_id: int, number: int) -> ResponseReturnValue:
    """Let a version that waits for its time be a draft again."""
    done = _("The version will not be published by itself any more.")
    return _step(page_id, use_cases.call_off, done, number=number)


@bp.post("/pages/<int:page_id>/withdraw")
@staff(RoleName.PLANNER)
def withdraw_page(page_id: int) -> ResponseReturnValue:
    """Take a page off."""
    return _step(page_id, use_cases.withdraw, _("Nobody sees the page any more."))


def _step(
    page_id: int,
    use_case: Callable[..., None],
    done: str,
    **numbers: int,
) -> ResponseReturnValue:
    """Do something with a page as it was shown, and go back to it."""
    form = VersionStepForm()
    try:
        use_case(
            db.session(),
            page_id,
            **numbers,
            version=form.version.data,
            actor=current_actor(),
            now=now(),
        )
    except ChangedMeanwhile:
        said = _("Nothing was done: somebody has changed the page in the meantime.")
        flash(said, "warning")
    else:
        flash(done, "success")
    return redirect(url_for("organisers.website_page", page_id=page_id), 303)
