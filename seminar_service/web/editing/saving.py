"""Saving a form that changes a row, whoever else has changed it meanwhile."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from seminar_service.domain.errors import ChangedMeanwhile
from seminar_service.storage.versions import Versioned
from seminar_service.web.editing.conflicts import Conflict, Difference, Side
from seminar_service.web.editing.editors import editors_since
from seminar_service.web.editing.forms import VersionedForm
from seminar_service.web.questions import AsksBack

Form = TypeVar("Form", bound=VersionedForm)
Present = Callable[[], tuple[Versioned, Form]]
"""Reads a row anew, and makes the form that would be shown of it now (`formdata=None`)."""

TRIES = 3


def handled(form: Form, save: Callable[[int], object], present: Present[Form]) -> HTTPStatus:
    """What to answer to a form that changes a row, having saved it if it can be saved.

    OK where it is only shown, or asks about what can hardly be meant, UNPROCESSABLE_ENTITY where
    it is to be corrected, CONFLICT where somebody else was faster (each with the form's page),
    SEE_OTHER where it has been saved.

    Args:
        form: What was sent, if anything was.
        save: The use case, told a version; raises ChangedMeanwhile where it is not the row's.
        present: How the row is now.
    """
    if not form.is_submitted():
        return HTTPStatus.OK
    if not form.validate():
        return HTTPStatus.UNPROCESSABLE_ENTITY
    if isinstance(form, AsksBack) and form.asks_back():
        return HTTPStatus.OK
    return HTTPStatus.SEE_OTHER if saved(form, save, present) else HTTPStatus.CONFLICT


def saved(form: Form, save: Callable[[int], object], present: Present[Form]) -> bool:
    """Save a form that has been validated; False where somebody else was faster.

    Then the form shows what both have entered, with its differences marked and the newest
    version, so that sending it once more saves it: answer with its page and 409. Where both
    have entered the same there is nothing to show, and it is saved.

    Args:
        form: What was sent.
        save: The use case, told a version; raises ChangedMeanwhile where it is not the row's.
        present: How the row is now.
    """
    for _ in range(TRIES):
        try:
            save(form.version.data)
        except ChangedMeanwhile:
            row, theirs = present()
            if not form.says_the_same_as(theirs):
                break
            form.version.data = theirs.version.data
        else:
            return True
    show_both(form, row, theirs)
    return False


def show_both(form: Form, row: Versioned, present: Form) -> None:
    """Mark in a form what the row says by now, and make it one that can be sent again."""
    editors = editors_since(row, form.version.data)
    form.conflict = Conflict(form.differences_to(present), editors)
    _made_from(form, present)


def decided(
    form: VersionedForm, decide: Callable[[int], object], present: Present[VersionedForm]
) -> bool:
    """Decide on a thing, unless it has changed since it was shown; then False.

    `form` has no fields of the thing itself: it tells what has changed, and can be sent again.
    """
    try:
        decide(form.version.data)
    except ChangedMeanwhile:
        row, theirs = present()
        editors = editors_since(row, form.version.data)
        form.conflict = Conflict(_changed_since(form, theirs), editors, is_refilled=False)
        _made_from(form, theirs)
        return False
    return True


def _changed_since(form: VersionedForm, present: VersionedForm) -> list[Difference]:
    first = form.shown_at_first()
    return [
        Difference(present[name], Side.THEIRS, present.spelled(present[name]))
        for name, said in present.digests().items()
        if name in first and first[name] != said
    ]


def _made_from(form: VersionedForm, present: VersionedForm) -> None:
    form.version.data = present.version.data
    form.shown.data = present.shown_now()
