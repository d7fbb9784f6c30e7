"""The one place where revisions rise: as a part of whatever transaction changes what is shown.

Nobody has to think of it. A row that pages show is `Published`; whatever flushes one, or lets the
database change some by a statement, raises the revision with the commit. A statement that changes
places alone says of which seminar (`of_places`); what says nothing raises what all pages look at.

The rows are written last, right before the commit, in the order of their keys: nobody who holds one
waits for anything but the commit, so that registrations for several seminars neither wait for each
other nor lock each other out. What pages of many seminars look at is the sum of their revisions.
Each transaction adds to it, in whatever order they began, so that two states that were committed
never have the same sum. The steps are random: a database that is restored from a copy, and changed
in another way than before, does not come to a sum that somebody knows.
"""

from secrets import randbelow
from typing import Any, Final

from sqlalchemy import event, inspect
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import ORMExecuteState, Session, SessionTransaction, UOWTransaction

from seminar_service.revisions.model import SHARED, Revision
from seminar_service.revisions.values import Shown

_CHANGED: Final = "revisions_to_raise"
_OF_PLACES: Final = "places_of_seminar"
_STEPS: Final = 1 << 20


class Published:
    """A row that public pages or calendars show."""

    def shown_with(self) -> int:
        """The id of the one seminar with which it is shown; `SHARED` where there may be many."""
        return SHARED

    @classmethod
    def of_pages_alone(cls) -> frozenset[str]:
        """The names of columns that no calendar shows: counters of places."""
        return frozenset()

    @classmethod
    def of_nobody(cls) -> frozenset[str]:
        """The names of columns that nothing shows which is kept by these revisions."""
        return frozenset()


def of_places(seminar_id: int) -> dict[str, Any]:
    """Execution options of a statement that changes the places of one seminar and nothing else."""
    return {_OF_PLACES: seminar_id}


@event.listens_for(Session, "after_flush")
def _note_rows(session: Session, _: UOWTransaction) -> None:
    for row in (*session.new, *session.deleted):
        if isinstance(row, Published):
            _note(session, row.shown_with(), Shown.EVERYWHERE)
    for row in session.dirty:
        if isinstance(row, Published) and (shown := _where_changed(row)):
            _note(session, row.shown_with(), shown)


@event.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete or state.is_insert):
        return
    mapper = state.bind_mapper
    if mapper is None or not issubclass(mapper.class_, Published):
        return
    seminar_id = state.execution_options.get(_OF_PLACES)
    if seminar_id is None:
        _note(state.session, SHARED, Shown.EVERYWHERE)
    else:
        _note(state.session, seminar_id, Shown.ON_PAGES)


@event.listens_for(Session, "before_commit")
def _raise_all(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()  # what it changes belongs to this commit
    changed = session.info.pop(_CHANGED, None)
    if changed:
        _raise(session, changed)


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, ended: SessionTransaction) -> None:
    if ended.parent is None:
        session.info.pop(_CHANGED, None)


def _note(session: Session, seminar_id: int, shown: Shown) -> None:
    changed: dict[int, Shown] = session.info.setdefault(_CHANGED, {})
    changed[seminar_id] = max(shown, changed.get(seminar_id, shown))


def _where_changed(row: Published) -> Shown | None:
    """Where the changes of a row can be seen; None where it only looks as if it were changed."""
    state: Any = inspect(row)
    names = {each.key for each in state.attrs if each.history.has_changes()} - row.of_nobody()
    if not names:
        return None
    return Shown.ON_PAGES if names <= row.of_pages_alone() else Shown.EVERYWHERE


def _raise(session: Session, changed: dict[int, Shown]) -> None:
    step = 1 + randbelow(_STEPS)
    rows = [
        {
            "seminar_id": seminar_id,
            "pages": step,
            "calendars": step if shown is Shown.EVERYWHERE else 0,
        }
        for seminar_id, shown in sorted(changed.items())
    ]
    connection = session.connection()
    on_sqlite = connection.dialect.name == "sqlite"
    new = sqlite_insert(Revision) if on_sqlite else postgresql_insert(Revision)
    connection.execute(
        new.on_conflict_do_update(
            index_elements=[Revision.seminar_id],
            set_={
                "pages": Revision.pages + new.excluded.pages,
                "calendars": Revision.calendars + new.excluded.calendars,
            },
        ),
        rows,
    )
