"""Let the office stop mails, keep each attempt at one, and know which mail was sent again"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

OLD_STATES = ("pending", "sending", "sent", "failed")


def upgrade() -> None:
    _allow_states((*OLD_STATES, "stopped"))
    op.execute("ALTER TABLE message ADD COLUMN refers_to VARCHAR(200) DEFAULT '' NOT NULL")
    op.create_index(op.f("ix_message_refers_to"), "message", ["refers_to"])
    op.add_column("notice", sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "message_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("error", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["message.id"],
            name=op.f("fk_message_attempt_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message_attempt")),
    )
    op.create_index(op.f("ix_message_attempt_message_id"), "message_attempt", ["message_id"])


def downgrade() -> None:
    op.drop_table("message_attempt")
    op.drop_column("notice", "stopped_at")
    op.drop_index(op.f("ix_message_refers_to"), "message")
    op.drop_column("message", "refers_to")
    # What was stopped must not leave by itself: as given up it stays until somebody tries it again.
    op.execute("UPDATE message SET state = 'failed' WHERE state = 'stopped'")
    _allow_states(OLD_STATES)


def _allow_states(states: Iterable[str]) -> None:
    """Exchange the only check of the table; batch mode makes it anew on SQLite with all else."""
    words = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_message_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_message_state"), f"state IN ({words})")
