"""Pages that the organiser writes."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from seminar_service.extensions import db
from seminar_service.markdown import first_words
from seminar_service.pages import public
from seminar_service.storage.reading import reading
from seminar_service.web.caching import for_everybody
from seminar_service.web.clock import now
from seminar_service.web.locale import current_locale
from seminar_service.web.public import bp
from seminar_service.web.rendered import rendered


@bp.get("/pages/<name>")
@for_everybody()
def page(name: str) -> ResponseReturnValue:
    """What the page of this name says now."""
    with reading(db.engine) as reader:
        found = public.page_called(reader, name, now=now()) or abort(404)
    title, said = found.words.title(current_locale()), found.words.body(current_locale())
    assert title is not None  # noqa: S101 (a version is written in some language)
    assert said is not None  # noqa: S101 (with its text)
    return render_template(
        "public/page.html",
        title=title,
        text=rendered(said.text),
        about=first_words(said.text) or title.text,
        live_from=found.live_from,
    )
