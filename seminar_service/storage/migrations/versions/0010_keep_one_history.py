"""Keep one history: the steps of bids become its lines, what was written with them stays a bid's"""

from typing import Any, Final

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")
EDITED: Final = "edited"
KINDS_OF_BIDS: Final = {
    "submit": "bid_submitted",
    "ask_back": "bid_asked_back",
    "answer": "bid_answered",
    "accept": "bid_accepted",
    "reject": "bid_rejected",
    "withdraw": "bid_withdrawn",
    "edit": EDITED,
    "declined": "bid_declined",
}
KINDS_OF_SEMINARS: Final = {
    "planned": "seminar_planned",
    "moved": "seminar_moved",
    "announced": "seminar_announced",
    "cancelled": "seminar_cancelled",
    "host_confirmed": "host_confirmed",
    "host_declined": "host_declined",
}
ACTIONS_OF_BIDS: Final = {kind: action for action, kind in KINDS_OF_BIDS.items()}
ACTIONS_OF_SEMINARS: Final = {kind: action for action, kind in KINDS_OF_SEMINARS.items()} | {
    "seminar_team_changed": "moved"
}
ACTORS: Final = ("organiser", "host", "adviser", "participant", "system")
STATES: Final = ("draft", "submitted", "asked_back", "accepted", "rejected", "withdrawn")

BID: Final = sa.table("bid", sa.column("id", sa.Integer))
SEMINAR: Final = sa.table(
    "seminar",
    sa.column("id", sa.Integer),
    sa.column("bid_id", sa.Integer),
    sa.column("created_at", sa.DateTime(timezone=True)),
)
STEP: Final = sa.table(
    "bid_step",
    sa.column("id", sa.Integer),
    sa.column("bid_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor", sa.String),
    sa.column("user_id", sa.Integer),
    sa.column("action", sa.String),
    sa.column("state", sa.String),
    sa.column("note", sa.Text),
)
LINE: Final = sa.table(
    "history",
    sa.column("id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("subject_kind", sa.String),
    sa.column("subject_id", sa.Integer),
    sa.column("actor_kind", sa.String),
    sa.column("user_id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("data", JSON),
)
NOTE: Final = sa.table(
    "bid_note",
    sa.column("history_id", sa.Integer),
    sa.column("bid_id", sa.Integer),
    sa.column("text", sa.Text),
)


def upgrade() -> None:
    op.create_table(
        "bid_note",
        sa.Column("history_id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_note_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["history_id"], ["history.id"], name=op.f("fk_bid_note_history_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("history_id", name=op.f("pk_bid_note")),
    )
    op.create_index(op.f("ix_bid_note_bid_id"), "bid_note", ["bid_id"], unique=False)
    op.create_index(op.f("ix_history_at_id"), "history", ["at", "id"], unique=False)
    _turn_steps_into_lines()
    op.drop_index(op.f("ix_bid_step_bid_id"), table_name="bid_step")
    op.drop_table("bid_step")


def downgrade() -> None:
    op.create_table(
        "bid_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bid_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "actor",
            sa.Enum(*ACTORS, name="actor", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="state", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["bid_id"], ["bid.id"], name=op.f("fk_bid_step_bid_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_bid_step_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bid_step")),
    )
    op.create_index(op.f("ix_bid_step_bid_id"), "bid_step", ["bid_id"], unique=False)
    _turn_lines_into_steps()
    op.drop_index(op.f("ix_history_at_id"), table_name="history")
    op.drop_index(op.f("ix_bid_note_bid_id"), table_name="bid_note")
    op.drop_table("bid_note")


def _turn_steps_into_lines() -> None:
    """Each step becomes the line of the edit that was written with it, or one of its own.

    What happened to a seminar is told of the one that the bid had by then.
    """
    connection = op.get_bind()
    by_then = (
        sa.select(sa.func.max(SEMINAR.c.id))
        .where(SEMINAR.c.bid_id == STEP.c.bid_id, SEMINAR.c.created_at <= STEP.c.at)
        .scalar_subquery()
    )
    taken: set[int] = set()
    steps = connection.execute(sa.select(STEP, by_then.label("seminar_id")).order_by(STEP.c.id))
    for step in steps.all():
        line_id = _line_of(connection, step, taken)
        taken.add(line_id)
        if step.note:
            connection.execute(
                NOTE.insert().values(history_id=line_id, bid_id=step.bid_id, text=step.note)
            )


def _line_of(connection: sa.Connection, step: sa.Row[Any], taken: set[int]) -> int:
    subject_kind, subject_id, data = "bid", step.bid_id, {"state": step.state}
    kind = KINDS_OF_BIDS.get(step.action) or KINDS_OF_SEMINARS.get(step.action, step.action)
    if step.action in KINDS_OF_SEMINARS and step.seminar_id is not None:
        subject_kind, subject_id, data = "seminar", step.seminar_id, {}
    edits = sa.select(LINE.c.id, LINE.c.data).where(
        LINE.c.kind == EDITED,
        LINE.c.subject_kind == subject_kind,
        LINE.c.subject_id == subject_id,
        LINE.c.at == step.at,
    )
    for line_id, known in connection.execute(edits.order_by(LINE.c.id)).all():
        if line_id not in taken:
            changed = LINE.update().where(LINE.c.id == line_id)
            connection.execute(changed.values(kind=kind, data=known | data))
            return int(line_id)
    new = LINE.insert().values(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        actor_kind=step.actor,
        user_id=step.user_id,
        at=step.at,
        data=data,
    )
    return int(connection.execute(new.returning(LINE.c.id)).scalar_one())


def _turn_lines_into_steps() -> None:
    """What the earlier release keeps as steps goes back there; edits of versions stay edits.

    Lines of other kinds stay, which it shows by their names.
    """
    connection = op.get_bind()
    of_bid, of_seminar = LINE.c.subject_kind == "bid", LINE.c.subject_kind == "seminar"
    bid_id = sa.case((of_bid, LINE.c.subject_id), else_=SEMINAR.c.bid_id)
    lines = connection.execute(
        sa.select(LINE, BID.c.id.label("bid_id"), NOTE.c.text)
        .select_from(
            LINE.outerjoin(SEMINAR, of_seminar & (SEMINAR.c.id == LINE.c.subject_id))
            .join(BID, BID.c.id == bid_id)
            .outerjoin(NOTE, NOTE.c.history_id == LINE.c.id)
        )
        .where(
            sa.or_(
                of_bid & LINE.c.kind.in_(ACTIONS_OF_BIDS),
                sa.or_(of_bid, of_seminar) & LINE.c.kind.in_(ACTIONS_OF_SEMINARS),
            )
        )
        .order_by(LINE.c.at, LINE.c.id)
    )
    for line in lines.all():
        connection.execute(STEP.insert().values(_step_of(line)))
        _leave_the_edit(connection, line)


def _step_of(line: sa.Row[Any]) -> dict[str, Any]:
    """A step; a bid with a seminar was accepted, and has stayed so."""
    return {
        "bid_id": line.bid_id,
        "at": line.at,
        "actor": line.actor_kind or "system",
        "user_id": line.user_id,
        "action": (ACTIONS_OF_BIDS | ACTIONS_OF_SEMINARS)[line.kind],
        "state": line.data.get("state", "accepted") if line.subject_kind == "bid" else "accepted",
        "note": line.text or "",
    }


def _leave_the_edit(connection: sa.Connection, line: sa.Row[Any]) -> None:
    of_line = LINE.c.id == line.id
    if "version" not in line.data:
        connection.execute(NOTE.delete().where(NOTE.c.history_id == line.id))
        connection.execute(LINE.delete().where(of_line))
        return
    data = {"version": line.data["version"]}
    connection.execute(LINE.update().where(of_line).values(kind=EDITED, data=data))
