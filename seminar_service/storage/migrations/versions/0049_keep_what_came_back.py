"""Keep which mails came back, which addresses fail, and how far the mailbox for them was read"""

from collections.abc import Iterable

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

OLD_STATES = ("pending", "sending", "sent", "failed", "stopped")


def upgrade() -> None:
    _allow_states((*OLD_STATES, "returned"))
    op.create_table(
        "failing_address",
        sa.Column("key", sa.String(length=254), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("is_lasting", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_failing_address")),
    )
    op.create_table(
        "read_mailbox",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_read_mailbox")),
    )


def downgrade() -> None:
    op.drop_table("read_mailbox")
    op.drop_table("failing_address")
    # It was handed over; what is tried again after a failure would go out with masked links.
    op.execute("UPDATE message SET state = 'sent' WHERE state = 'returned'")
    _allow_states(OLD_STATES)


def _allow_states(states: Iterable[str]) -> None:
    """Exchange the only check of the table; batch mode makes it anew on SQLite with all else."""
    words = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_message_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_message_state"), f"state IN ({words})")
