"""Close bids whose seminar was cancelled, if they are not to be planned again"""

from collections.abc import Iterable
from typing import Final

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

STATES: Final = ("draft", "submitted", "asked_back", "accepted", "rejected", "withdrawn")


def upgrade() -> None:
    _allow((*STATES, "closed"))


def downgrade() -> None:
    """A closed bid becomes one that was withdrawn: the release before this one plans neither."""
    op.execute("UPDATE bid SET state = 'withdrawn' WHERE state = 'closed'")
    _allow(STATES)


def _allow(states: Iterable[str]) -> None:
    words = ", ".join(repr(state) for state in states)
    with op.batch_alter_table("bid", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_bid_state"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_bid_state"), f"state IN ({words})")
